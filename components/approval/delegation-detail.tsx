import { UserRoundCheck, UserRoundX } from "lucide-react";
import { ConfirmButton, type ConfirmButtonProps } from "@/components/ui/confirm-button";
import { Empty } from "@/components/ui/empty";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { Person } from "@/components/ui/person";
import { StateChip } from "@/components/ui/state-chip";
import { Time } from "@/components/ui/time";
import type { DelegationPage, DelegationPhase, DelegationView } from "@/lib/views/delegation";
import { DelegationForm, type DelegationFormProps } from "./delegation-form";

export type DelegationDetailProps = {
  delegation: DelegationPage;
  save: DelegationFormProps["action"];
  remove: ConfirmButtonProps["action"];
};

/** Who decides in the reader's place and for whom the reader decides (POR-56). */
export function DelegationDetail({ delegation, save, remove }: DelegationDetailProps) {
  const { isAllowed, own, held, maxDays, permitted } = delegation;
  if (!isAllowed) {
    return (
      <Empty icon={UserRoundX} title="Your organization does not use delegation">
        Nobody can decide in your place, and you in nobody’s. An administrator can switch delegation on.
        {own && ` What you had set for ${own.delegate.displayName} rests until then.`}
      </Empty>
    );
  }
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <div className="flex min-w-0 flex-col gap-5">
        {own && <OwnDelegation own={own} remove={remove} />}
        <Panel
          title={own ? "Choose somebody else or another period" : "Let somebody decide in your place"}
          description={
            permitted
              ? `Your organization lets you choose ${permitted.length === 0 ? "nobody at present" : orList(permitted)}.`
              : undefined
          }
        >
          <DelegationForm
            maxDays={maxDays}
            replacesName={own && own.phase !== "over" ? own.delegate.displayName : null}
            action={save}
          />
        </Panel>
      </div>
      <div className="flex min-w-0 flex-col gap-5">
        <Panel title="What it covers">
          <Coverage />
        </Panel>
        <Panel title="You decide for">
          {held.length === 0 ? (
            <p className="text-sm text-muted">Nobody has named you.</p>
          ) : (
            <ul className="flex flex-col divide-y divide-separator">
              {held.map((each) => (
                <li key={each.delegatorName} className="flex flex-col gap-1 py-2.5 first:pt-0 last:pb-0">
                  <Person name={each.delegatorName} size="sm" />
                  <p className="ps-8.5 text-sm text-muted">
                    <Period {...each} />
                  </p>
                </li>
              ))}
            </ul>
          )}
        </Panel>
      </div>
    </div>
  );
}

const orList = (names: readonly string[]) =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;

const phases = {
  ahead: { text: "Begins later", tone: "neutral" },
  active: { text: "Active", tone: "waiting" },
  over: { text: "Over", tone: "neutral" },
} as const satisfies Record<DelegationPhase, { text: string; tone: "neutral" | "waiting" }>;

function OwnDelegation({ own, remove }: { own: DelegationView; remove: DelegationDetailProps["remove"] }) {
  const { delegate, phase, isDelegateEnabled } = own;
  const name = delegate.displayName;
  const titles = {
    ahead: `${name} will decide in your place`,
    active: `${name} decides in your place`,
    over: `${name} decided in your place`,
  } as const satisfies Record<DelegationPhase, string>;
  return (
    <Panel
      title={titles[phase]}
      description={delegate.kind === "group" ? "Each member of this group may decide." : delegate.detail}
      actions={<StateChip tone={phases[phase].tone}>{phases[phase].text}</StateChip>}
    >
      <div className="flex flex-col gap-4 text-sm leading-6">
        <p className="flex items-center gap-2">
          <UserRoundCheck aria-hidden className="size-4.5 text-muted" />
          <span>
            <Period {...own} />
          </span>
        </p>
        {!isDelegateEnabled && (
          <Notice tone="warning" title="This account is switched off">
            At present nobody decides in your place. Choose somebody else.
          </Notice>
        )}
        <div>
          <ConfirmButton
            variant="outline"
            size="sm"
            label={phase === "over" ? "Forget it" : "Remove…"}
            title={phase === "over" ? "Forget this delegation?" : `Stop ${name} from deciding in your place?`}
            confirmLabel={phase === "over" ? "Forget it" : "Remove it now"}
            pendingLabel="Removing…"
            cancelLabel="Keep it"
            danger={phase !== "over"}
            action={remove}
            values={{ delegation: "mine" }}
          >
            <p>
              {phase === "over"
                ? "It has ended already; this only takes it from this page. What was decided stays in the history."
                : `From this moment on only you decide what you are asked by name. What ${name} sees for you leaves that inbox at once; what was decided stays decided.`}
            </p>
          </ConfirmButton>
        </div>
      </div>
    </Panel>
  );
}

function Period({ takesEffectAt, endAt, phase }: Pick<DelegationView, "takesEffectAt" | "endAt" | "phase">) {
  return (
    <>
      {phase === "ahead" ? "From" : "Since"} <Time at={takesEffectAt.toISOString()} format="dateTime" />
      {endAt ? (
        <>
          {" "}
          until <Time at={endAt.toISOString()} format="dateTime" />
        </>
      ) : (
        ", without an end"
      )}
    </>
  );
}

function Coverage() {
  return (
    <div className="flex flex-col gap-3 text-sm leading-6">
      <p>Every request you are asked to decide by name, from the moment the delegation takes effect.</p>
      <p className="font-medium">Not covered</p>
      <ul className="-mt-2 list-disc ps-5 text-muted">
        <li>what waits for you already</li>
        <li>what you are asked as a member of a group</li>
        <li>what others have delegated to you</li>
        <li>requests for whoever decides in your place</li>
      </ul>
      <p className="text-muted">You can still decide everything yourself; the first decision counts.</p>
    </div>
  );
}
