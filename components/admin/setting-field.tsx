import { CandidatesChooser } from "@/components/person/candidates-chooser";
import { Checkbox, RadioGroup } from "@/components/ui/choice-group";
import { TextField } from "@/components/ui/text-field";
import { forwardingRuleLabel, settingTitle, sodOnExtensionLabel } from "@/lib/engine/setting/labels";
import { settingDays } from "@/lib/engine/settings";
import type { SettingsPage, SettingView } from "@/lib/views/settings";
import { settingWords } from "./setting-words";

const optionsOf = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

type SettingFieldProps = { setting: SettingView; groups: SettingsPage["groups"] };

/** The control for one setting, with what changing it does, and the value it was read with. */
export function SettingField(props: SettingFieldProps) {
  const { name, value } = props.setting;
  return (
    <>
      <input type="hidden" name={`read.${name}`} value={JSON.stringify(value)} />
      <Control {...props} />
    </>
  );
}

function Control({ setting: { name, value }, groups }: SettingFieldProps) {
  const label = settingTitle[name];
  const { about, effect } = settingWords[name];
  const description = `${about} ${effect}`;
  const field = { name, label, description };
  switch (name) {
    case "maxStageDurationDays":
    case "maxDelegationDays":
    case "informationAnswerDays":
    case "requestRetentionDays": {
      const { min, max } = settingDays[name];
      return (
        <TextField
          {...field}
          label={`${label}, in days`}
          description={`${description} From ${min} to ${max.toLocaleString("en")}.`}
          required={name !== "maxDelegationDays"}
          inputMode="numeric"
          maxLength={6}
          defaultValue={value === null ? "" : String(value)}
        />
      );
    }
    case "forwardingRule":
      return <RadioGroup {...field} required options={optionsOf(forwardingRuleLabel)} defaultValue={String(value)} />;
    case "sodOnExtension":
      return (
        <RadioGroup {...field} required inline options={optionsOf(sodOnExtensionLabel)} defaultValue={String(value)} />
      );
    case "delegateGroupIds":
      return <CandidatesChooser {...field} what="group" search="/api/admin/groups" chosen={groups} />;
    default:
      return <Checkbox {...field} defaultChecked={value === true} />;
  }
}
