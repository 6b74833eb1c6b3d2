import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { groupClosure, groupMembers, isPerson, kindOfPerson, people, personSponsors } from "@/db/schema";
import { partiesOf } from "@/lib/engine/approval/approvers";
import type { RunningStage } from "@/lib/engine/coverage/departure";
import type { Directory, Person } from "@/lib/engine/directory";
import type { GroupId, PersonId, RequestId } from "@/lib/engine/ids";
import type { ApprovalStage, AssignmentPolicy } from "@/lib/engine/policy/policy";
import { activeStage, plannedStages } from "@/lib/engine/request/request";
import type { Reader } from "./reader";
import { loadRequests } from "./requests";
import { loadSettings } from "./settings";

const groupsOfStage = (stage: ApprovalStage): GroupId[] =>
  [
    ...stage.primaryApprovers,
    ...stage.fallbackPrimaryApprovers,
    ...stage.escalationApprovers,
    ...stage.fallbackEscalationApprovers,
  ].flatMap((subject) => (subject.kind === "groupMembers" ? [subject.groupId] : []));

/** Every group that counts for these policies: who is in scope by it, and who decides by it. */
export const groupsOfPolicy = (policy: AssignmentPolicy): GroupId[] => [
  ...policy.specificAllowedTargets.flatMap((target) => (target.kind === "groupMembers" ? [target.groupId] : [])),
  ...policy.requestApprovalSettings.stages.flatMap(groupsOfStage),
];

/** The same for stages that run, whose policy may have said something else since. */
export const groupsOfRunning = ({ plan, stage }: RunningStage): GroupId[] => [
  ...groupsOfStage(plan),
  ...stage.approvers.flatMap((each) => ("groupId" in each ? [each.groupId] : [])),
];

/** WHO-20: the members of each group at any depth, whether their account is on or off. */
async function loadMembers(reader: Reader, groupIds: readonly GroupId[]): Promise<Map<GroupId, PersonId[]>> {
  const found = new Map<GroupId, PersonId[]>(groupIds.map((id) => [id, []]));
  if (found.size === 0) return found;
  const rows = await reader
    .selectDistinct({ groupId: groupClosure.ancestorId, personId: groupMembers.personId })
    .from(groupClosure)
    .innerJoin(groupMembers, eq(groupMembers.groupId, groupClosure.descendantId))
    .where(and(inArray(groupClosure.ancestorId, [...found.keys()]), eq(groupMembers.role, "member")));
  for (const { groupId, personId } of rows) found.get(groupId)?.push(personId);
  return found;
}

async function loadEverybody(reader: Reader): Promise<Map<PersonId, Person>> {
  const rows = await reader
    .select({
      id: people.id,
      displayName: people.displayName,
      kind: kindOfPerson,
      isEnabled: people.isEnabled,
      managerId: people.managerId,
    })
    .from(people)
    .where(isPerson)
    .orderBy(asc(sql`lower(${people.displayName})`), asc(people.id));
  const sponsorIds = new Map<PersonId, PersonId[]>();
  for (const { personId, sponsorId } of await reader.select().from(personSponsors).orderBy(personSponsors.sponsorId)) {
    sponsorIds.set(personId, [...(sponsorIds.get(personId) ?? []), sponsorId]);
  }
  return new Map(rows.map((row) => [row.id, { ...row, sponsorIds: sponsorIds.get(row.id) ?? [] }]));
}

/** The whole directory by name, with all members of these groups; three queries whatever its size. */
export async function loadWholeDirectory(reader: Reader, groupIds: readonly GroupId[]): Promise<Directory> {
  return { people: await loadEverybody(reader), groupMembers: await loadMembers(reader, groupIds) };
}

/** A running stage, and how many its request goes through. */
export type CountedStage = RunningStage & { readonly stageCount: number };

/** The stages in which these requests wait for a decision; requests that wait for none are left out. */
export async function loadRunningStages(reader: Reader, ids: readonly RequestId[]): Promise<CountedStage[]> {
  const found = await loadRequests(reader, ids);
  const settings = await loadSettings(reader);
  return [...found.values()].flatMap(({ request }) => {
    const planned = plannedStages(request);
    const stage = activeStage(request);
    const plan = stage && planned[stage.index];
    if (!stage || !plan) return [];
    return [{ requestId: request.id, parties: partiesOf(request, settings), stage, plan, stageCount: planned.length }];
  });
}
