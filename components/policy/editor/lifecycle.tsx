"use client";
import { DateTimeField } from "@/components/ui/date-time-field";
import { Panel } from "@/components/ui/panel";
import { limits } from "@/lib/engine/limits";
import type { ExpirationDraft } from "@/lib/engine/policy/draft";
import { useEditor } from "./editor-context";
import { ChooseOne, Switch, TextInput } from "./fields";
import { useProblems } from "./problems";

const types = [
  { value: "afterDays", label: "After a number of days" },
  { value: "afterHours", label: "After a number of hours" },
  { value: "afterDateTime", label: "On a date", description: "The same end for everybody, whenever they asked." },
  { value: "noExpiration", label: "Never", description: "Until somebody takes or gives it back." },
] as const;

const number = new Intl.NumberFormat("en");

/** ASN-5 to ASN-8, POL-47 to POL-53: how long access lasts, and what its holders may do about it. */
export function Lifecycle() {
  const { draft, dispatch } = useEditor();
  const problem = useProblems();
  const { expiration } = draft;
  const set = (change: Partial<ExpirationDraft>) =>
    dispatch({ kind: "set", set: { expiration: { ...expiration, ...change } } });
  return (
    <Panel
      title="How long access lasts"
      description="Access that exists and requests under way keep the end they have."
    >
      <div className="flex flex-col gap-6">
        <ChooseOne
          label="Access ends"
          value={expiration.type}
          options={types}
          error={problem("expiration")}
          onChange={(type) => set({ type })}
        />
        {expiration.type === "afterDays" && (
          <TextInput
            label="Days"
            description={`From 1 to ${number.format(limits.assignmentDaysMax)}, counted from the start.`}
            required
            inputMode="numeric"
            value={expiration.days}
            error={problem("expiration", "days")}
            onChange={(days) => set({ days })}
          />
        )}
        {expiration.type === "afterHours" && (
          <TextInput
            label="Hours"
            description={`From 1 to ${number.format(limits.assignmentHoursMax)}, counted from the start.`}
            required
            inputMode="numeric"
            value={expiration.hours}
            error={problem("expiration", "hours")}
            onChange={(hours) => set({ hours })}
          />
        )}
        {expiration.type === "afterDateTime" && (
          <DateTimeField
            name="expiration.endDateTime"
            label="Last day"
            description="Until its end where you are."
            kind="endOfDay"
            required
            defaultValue={expiration.endDateTime}
            onChange={(endDateTime) => set({ endDateTime })}
          />
        )}
        <HoldersChoices />
      </div>
    </Panel>
  );
}

function HoldersChoices() {
  const { draft, dispatch } = useEditor();
  const { requestorSettings: settings } = draft;
  const set = (change: Partial<typeof settings>) => dispatch({ kind: "settingsSet", set: change });
  return (
    <div className="flex flex-col gap-2">
      <Switch
        label="Holders can extend it"
        description="While they are in scope; they are reminded 14 days and 1 day before the end."
        checked={settings.enableTargetsToSelfUpdateAccess}
        onChange={(on) => set({ enableTargetsToSelfUpdateAccess: on })}
      />
      {settings.enableTargetsToSelfUpdateAccess && draft.isApprovalRequired && (
        <Switch
          label="An extension needs approval"
          description="By the same stages as the first time."
          checked={draft.isApprovalRequiredToExtend}
          onChange={(on) => dispatch({ kind: "set", set: { isApprovalRequiredToExtend: on } })}
        />
      )}
      <Switch
        label="Holders can give it back"
        description="Without it, only administrators can end it early."
        checked={settings.enableTargetsToSelfRemoveAccess}
        onChange={(on) => set({ enableTargetsToSelfRemoveAccess: on })}
      />
      <Switch
        label="Whoever asks may choose start and end"
        description="Within what is allowed above."
        checked={settings.allowCustomAssignmentSchedule}
        onChange={(on) => set({ allowCustomAssignmentSchedule: on })}
      />
    </div>
  );
}
