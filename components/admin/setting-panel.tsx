import { ActionForm, type ActionFormProps } from "@/components/ui/action-form";
import { Panel } from "@/components/ui/panel";
import { SubmitButton } from "@/components/ui/submit-button";
import { Time } from "@/components/ui/time";
import { settingTitle } from "@/lib/engine/setting/labels";
import type { SettingsPage, SettingView } from "@/lib/views/settings";
import { SettingField } from "./setting-field";
import { type SettingGroup, settingWords } from "./setting-words";

export type SettingPanelProps = {
  group: SettingGroup;
  page: SettingsPage;
  /** Left out for those who only read. */
  save?: ActionFormProps["action"] | undefined;
};

/** Settings that belong together, saved together. */
export function SettingPanel({ group: { title, description, names }, page, save }: SettingPanelProps) {
  const rows = names.map((name) => (
    <li
      key={name}
      className="grid gap-x-8 gap-y-3 py-5 first:pt-1 last:pb-1 lg:grid-cols-[minmax(0,1fr)_14rem] lg:items-start"
    >
      {save ? (
        <SettingField setting={page.settings[name]} groups={page.groups} />
      ) : (
        <SettingValue setting={page.settings[name]} />
      )}
      <Origin setting={page.settings[name]} />
    </li>
  ));
  const list = <ul className="flex flex-col divide-y divide-separator">{rows}</ul>;
  return (
    <Panel title={title} description={description}>
      {save ? (
        <ActionForm action={save} label={title}>
          {list}
          <div>
            <SubmitButton pendingLabel="Saving…">Save {title.toLowerCase()}</SubmitButton>
          </div>
        </ActionForm>
      ) : (
        list
      )}
    </Panel>
  );
}

function SettingValue({ setting: { name, valueText } }: { setting: SettingView }) {
  const { about, effect } = settingWords[name];
  return (
    <div className="flex min-w-0 flex-col gap-1 text-sm">
      <h3 className="font-medium">
        {settingTitle[name]}: {valueText}
      </h3>
      <p className="leading-5 text-muted">
        {about} {effect}
      </p>
    </div>
  );
}

/** What it is without anybody’s doing, and who did something about it last. */
function Origin({ setting: { defaultText, valueText, lastChange } }: { setting: SettingView }) {
  return (
    <dl className="flex flex-col gap-2 text-sm leading-5 text-muted lg:pt-0.5">
      <div>
        <dt className="inline">Default: </dt>
        <dd className="inline text-foreground">{defaultText}</dd>
      </div>
      {valueText !== defaultText && (
        <div>
          <dt className="inline">Set to: </dt>
          <dd className="inline text-foreground">{valueText}</dd>
        </div>
      )}
      <div>
        <dt className="inline">Last changed: </dt>
        <dd className="inline">
          {lastChange ? (
            <>
              <Time at={lastChange.at.toISOString()} />
              {lastChange.by ? ` by ${lastChange.by.displayName}` : " when the portal was set up"}
            </>
          ) : (
            "never"
          )}
        </dd>
      </div>
    </dl>
  );
}
