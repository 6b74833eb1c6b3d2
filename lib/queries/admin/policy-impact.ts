import { and, count, eq, inArray } from "drizzle-orm";
import { assignments, requests } from "@/db/schema";
import { populationOf } from "@/lib/engine/coverage/alike";
import { coverageGaps } from "@/lib/engine/coverage/gaps";
import type { Directory } from "@/lib/engine/directory";
import type { PersonId, PolicyId } from "@/lib/engine/ids";
import { normalized, type PolicyForm } from "@/lib/engine/policy/form";
import type { AssignmentPolicy } from "@/lib/engine/policy/policy";
import { reachOf } from "@/lib/engine/policy/reach";
import { isOpen, requestStates } from "@/lib/engine/request/states";
import { groupsOfPolicy, loadWholeDirectory } from "@/lib/facts/coverage";
import { loadPolicies } from "@/lib/facts/packages";
import { invariant } from "@/lib/platform/invariant";
import { isActiveNow } from "@/lib/queries/access";
import { currentReading, type Reading } from "@/lib/queries/reading";
import type { PolicyImpact } from "@/lib/views/policy-impact";
import { findEditedPackage } from "./policy-editor";
import type { Administrator } from "./scope";

/** Of those who are counted, so many are named. */
const NAMED_MAX = 5;

/** Of a policy that is not there yet. */
const noId = "00000000-0000-0000-0000-000000000000" as PolicyId;

const openStates = requestStates.filter(isOpen);

/** The policy as it would be. */
const changedPolicy = (form: PolicyForm, from: AssignmentPolicy | null): AssignmentPolicy => ({
  ...(from ?? { policyId: noId, version: 1, attributes: [], customExtensionStageSettings: [] }),
  ...normalized(form),
});

const crowdOf = (ids: readonly PersonId[], { people }: Directory) => ({
  count: ids.length,
  names: ids.slice(0, NAMED_MAX).flatMap((id) => people.get(id)?.displayName ?? []),
});

/** WHO-53, WHO-55: what was made under the policy and keeps the version it was made by. */
async function countUnderWay({ db, now }: Reading, policyId: PolicyId) {
  const [waiting] = await db
    .select({ count: count() })
    .from(requests)
    .where(and(eq(requests.policyId, policyId), inArray(requests.state, openStates)));
  const [held] = await db
    .select({ count: count() })
    .from(assignments)
    .where(and(eq(assignments.policyId, policyId), isActiveNow(now)));
  return { openRequests: waiting?.count ?? 0, activeAssignments: held?.count ?? 0 };
}

function gapsOf(to: AssignmentPolicy, directory: Directory): PolicyImpact["gaps"] {
  const { stages } = to.requestApprovalSettings;
  return coverageGaps([to], directory).flatMap(({ gaps }) =>
    gaps.map(({ kind, stage: index, affected }) => {
      const stage = stages[index];
      invariant(stage, "APP-3 a gap is in a stage of its policy");
      return {
        kind,
        stage: index,
        stageCount: stages.length,
        durationDays: stage.durationDays,
        forwardAfterDays: stage.isEscalationEnabled ? stage.escalationAfterDays : null,
        affected: crowdOf(affected, directory),
      };
    }),
  );
}

/**
 * POL-12, APP-32: what saving the form would change, with the directory as it is. `policyId` is null for a policy that is
 * not there yet. Null where the viewer knows no such package or policy; a refusal where they may not change its policies.
 */
export async function getPolicyImpact(
  viewer: Administrator,
  wanted: { readonly packageId: string; readonly policyId: string | null; readonly form: PolicyForm },
  reading?: Reading,
): Promise<PolicyImpact | "roleNotSufficient" | null> {
  const now = reading ?? (await currentReading());
  const edited = await findEditedPackage(now, viewer, wanted.packageId);
  if (edited === null || edited === "roleNotSufficient") return edited;
  const policies = (await loadPolicies(now.db, [edited.id])).get(edited.id) ?? [];
  const from = policies.find((each) => each.policyId === wanted.policyId) ?? null;
  if (wanted.policyId !== null && !from) return null;
  const to = changedPolicy(wanted.form, from);
  const others = policies.filter((each) => each !== from);
  const directory = await loadWholeDirectory(now.db, [...policies, to].flatMap(groupsOfPolicy));
  const reach = reachOf(populationOf(directory).people, { from, to }, others);
  const lost = reach.lost.map(({ person }) => person.id);
  return {
    before: reach.before.length,
    after: reach.after.length,
    gained: crowdOf(
      reach.gained.map((each) => each.id),
      directory,
    ),
    lost: { ...crowdOf(lost, directory), without: reach.lost.filter((each) => each.isLeftWithout).length },
    gaps: gapsOf(to, directory),
    ...(from ? await countUnderWay(now, from.policyId) : { openRequests: 0, activeAssignments: 0 }),
  };
}
