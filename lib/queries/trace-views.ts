import { inArray } from "drizzle-orm";
import { people } from "@/db/schema";
import { firstShown } from "@/lib/engine/approval/visibility";
import type { PersonId } from "@/lib/engine/ids";
import type { PolicySnapshot } from "@/lib/engine/policy/policy";
import { FORM_STEP } from "@/lib/engine/request/gates";
import type { GateInput } from "@/lib/engine/trace/gate-inputs";
import type { AskedPerson } from "@/lib/engine/trace/stage-trace";
import type { VisibleTrace } from "@/lib/engine/trace/visible";
import type { Reader } from "@/lib/facts/reader";
import type { CheckView, StagePreview } from "@/lib/views/packages";
import type { PeopleView } from "@/lib/views/people";

const wordsOf = ({ value }: GateInput): string => {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string" || typeof value === "number") return String(value);
  return value.length > 0 ? value.join(", ") : "none";
};

/** Gates that only a form sent again or by an administrator meets. */
const notForRequestors: readonly string[] = ["POR-44", "ERR-37"];

/** The checks that can be made before anybody types, in order (REQ-47). */
export const checksOf = ({ gates }: VisibleTrace): CheckView[] =>
  gates
    .filter(({ step, rule }) => step !== FORM_STEP && !notForRequestors.includes(rule))
    .map(({ question, refusal, inputs }) => ({
      question,
      isPassed: refusal === null,
      inputs: inputs.map((input) => ({ name: input.name, value: wordsOf(input) })),
    }));

async function loadEmails(reader: Reader, ids: readonly PersonId[]): Promise<ReadonlyMap<PersonId, string>> {
  if (ids.length === 0) return new Map();
  const rows = await reader
    .select({ id: people.id, email: people.email })
    .from(people)
    .where(inArray(people.id, [...ids]));
  return new Map(rows.map((row) => [row.id, row.email]));
}

/** APP-71: the first of them by name. */
function peopleOf(asked: readonly AskedPerson[], emails: ReadonlyMap<PersonId, string>): PeopleView {
  const sorted = [...asked].sort((a, b) => a.displayName.localeCompare(b.displayName));
  return firstShown(
    sorted.map(({ personId, displayName }) => ({ id: personId, displayName, email: emails.get(personId) ?? "" })),
  );
}

/** APP-24, APP-70, APP-81: who would be asked if every stage started now, as the engine's explanation says. */
export async function previewStages(
  reader: Reader,
  policy: Pick<PolicySnapshot, "requestApprovalSettings">,
  { stages }: Pick<VisibleTrace, "stages">,
): Promise<StagePreview[]> {
  const everybody = stages.flatMap((stage) => [...(stage.asked ?? []), ...(stage.alternates ?? [])]);
  const emails = await loadEmails(
    reader,
    everybody.map((each) => each.personId),
  );
  return stages.map(({ index, asked, alternates, isSomebodyAble, usesFallback, deadlineAt }): StagePreview => {
    const plan = policy.requestApprovalSettings.stages[index];
    return {
      index,
      durationDays: plan?.durationDays ?? 0,
      forwardAfterDays: plan?.isEscalationEnabled ? plan.escalationAfterDays : null,
      isSomebodyAble,
      usesFallback,
      deadlineAt,
      approvers: asked && peopleOf(asked, emails),
      alternates: alternates && peopleOf(alternates, emails),
      delegations: (asked ?? []).flatMap(({ displayName, delegator }) =>
        delegator ? [{ delegate: displayName, delegator: delegator.displayName }] : [],
      ),
    };
  });
}
