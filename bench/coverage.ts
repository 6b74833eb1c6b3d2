import { numbers } from "@/db/seed/scale/numbers";
import { run, say } from "@/lib/cli/program";
import { isNobody, primaryApprovers } from "@/lib/engine/approval/approvers";
import { gapsIfLeft } from "@/lib/engine/coverage/departure";
import { coverageGaps, type PolicyGaps } from "@/lib/engine/coverage/gaps";
import type { Directory, Person } from "@/lib/engine/directory";
import type { GroupId, PersonId, PolicyId } from "@/lib/engine/ids";
import {
  type ApprovalStage,
  type AssignmentPolicy,
  approvalStageSchema,
  policySnapshotSchema,
  type SpecificTarget,
  type SubjectSet,
} from "@/lib/engine/policy/policy";
import { isInScope } from "@/lib/engine/policy/scope";

const PEOPLE = 10_000;
const GROUPS = 300;
const POLICIES = 100;
const RUNS = 9;

const uuid = (family: number, number: number): string =>
  `0000000${family}-0000-7000-8000-${String(number).padStart(12, "0")}`;
const personId = (number: number) => uuid(1, number) as PersonId;
const groupId = (number: number) => uuid(2, number) as GroupId;

/** Eight reports a manager; one in twenty has left, one in ten is a guest with a sponsor. */
function makePeople(below: (limit: number) => number): Map<PersonId, Person> {
  const people = Array.from({ length: PEOPLE }, (_, number): Person => {
    const isGuest = below(10) === 0;
    return {
      id: personId(number),
      displayName: `Person ${number}`,
      kind: isGuest ? "guest" : "member",
      isEnabled: below(20) > 0,
      managerId: number === 0 || isGuest ? null : personId(Math.floor((number - 1) / 8)),
      sponsorIds: isGuest ? [personId(below(PEOPLE))] : [],
    };
  });
  return new Map(people.map((person) => [person.id, person]));
}

/** Teams of up to 40, a department of hundreds every tenth, half the company every hundredth, every 30th empty. */
function makeGroups(below: (limit: number) => number): Map<GroupId, PersonId[]> {
  const sizeOf = (number: number): number => {
    if (number % 100 === 0) return PEOPLE / 2;
    if (number % 30 === 0) return 0;
    return number % 10 === 0 ? 300 + below(600) : 1 + below(40);
  };
  return new Map(
    Array.from({ length: GROUPS }, (_, number) => {
      const members = Array.from({ length: sizeOf(number) }, () => personId(below(PEOPLE)));
      return [groupId(number), [...new Set(members)]] as const;
    }),
  );
}

const manager = (managerLevel: 1 | 2): SubjectSet => ({ kind: "requestorManager", managerLevel });

function makeStage(below: (limit: number) => number, isFirst: boolean): ApprovalStage {
  const person = (): SubjectSet => ({ kind: "singleUser", userId: personId(below(PEOPLE)) });
  const group = (): SubjectSet => ({ kind: "groupMembers", groupId: groupId(below(GROUPS)) });
  const named = () => (below(2) === 0 ? [group()] : [person(), person()]);
  const asked = isFirst ? [[manager(1)], [{ kind: "targetUserSponsors" } as const], named()][below(3)] : named();
  return approvalStageSchema.parse({
    durationDays: 14,
    isApproverJustificationRequired: true,
    primaryApprovers: asked,
    fallbackPrimaryApprovers: isFirst ? [below(2) === 0 ? group() : person()] : [],
    ...(below(2) === 0 && {
      isEscalationEnabled: true,
      escalationAfterDays: 8,
      escalationApprovers: isFirst ? [manager(2)] : [person()],
      fallbackEscalationApprovers: [person()],
    }),
  });
}

function makePolicy(below: (limit: number) => number, number: number): AssignmentPolicy {
  const scope = (["allMemberUsers", "allDirectoryUsers", "specificDirectoryUsers"] as const)[number % 3];
  const targets = Array.from(
    { length: 4 },
    (): SpecificTarget => ({
      kind: "groupMembers",
      groupId: groupId(below(GROUPS)),
    }),
  );
  const stages = Array.from({ length: 1 + below(3) }, (_, index) => makeStage(below, index === 0));
  return {
    ...policySnapshotSchema.parse({
      policyId: uuid(4, number),
      version: 1,
      displayName: `Policy ${number}`,
      requestorSettings: {},
      requestApprovalSettings: { isApprovalRequiredForAdd: true, stages },
      questions: [],
      expiration: { type: "noExpiration" },
    }),
    policyId: uuid(4, number) as PolicyId,
    description: "",
    isEnabled: true,
    allowedTargetScope: scope ?? "allMemberUsers",
    specificAllowedTargets: scope === "specificDirectoryUsers" ? targets : [],
  };
}

/** What grouping people spares: the same question asked for everybody by themselves, without reasons or alternates. */
function oneByOne(policies: readonly AssignmentPolicy[], directory: Directory): number {
  const groupIds = new Map<PersonId, Set<GroupId>>();
  for (const [group, members] of directory.groupMembers) {
    for (const id of members) groupIds.set(id, (groupIds.get(id) ?? new Set()).add(group));
  }
  let affected = 0;
  for (const policy of policies) {
    for (const { id, kind, isEnabled } of directory.people.values()) {
      if (!isEnabled || !isInScope({ id, kind, groupIds: groupIds.get(id) ?? new Set() }, policy)) continue;
      const parties = { targetId: id, requestorId: id };
      for (const stage of policy.requestApprovalSettings.stages) {
        if (isNobody(primaryApprovers(stage, directory, parties), directory, parties)) affected += 1;
      }
    }
  }
  return affected;
}

/** The median of some runs in milliseconds, after one that warms up. */
function median(work: () => unknown): number {
  work();
  const times = Array.from({ length: RUNS }, () => {
    const begin = performance.now();
    work();
    return performance.now() - begin;
  });
  return times.toSorted((a, b) => a - b)[Math.floor(RUNS / 2)] ?? 0;
}

const affectedIn = (found: readonly PolicyGaps[]): number =>
  found.flatMap(({ gaps }) => gaps).reduce((sum, gap) => sum + gap.affected.length, 0);

/** How long the coverage monitor takes for a large company; `npm run bench:coverage`. */
await run(async () => {
  const below = numbers(7);
  const directory: Directory = { people: makePeople(below), groupMembers: makeGroups(below) };
  const policies = Array.from({ length: POLICIES }, (_, number) => makePolicy(below, number));
  const stages = policies.flatMap((policy) => policy.requestApprovalSettings.stages).length;
  const busiest = personId(1);
  const gaps = coverageGaps(policies, directory);
  const opened = gapsIfLeft(policies, directory, busiest);

  say(`${PEOPLE} people, ${GROUPS} groups, ${POLICIES} policies with ${stages} stages; median of ${RUNS} runs`);
  say();
  const line = (what: string, ms: number, found: string) =>
    say(`${what.padEnd(34)} ${ms.toFixed(0).padStart(7)} ms   ${found}`);
  line(
    "every gap, with reasons",
    median(() => coverageGaps(policies, directory)),
    `${gaps.length} policies, ${affectedIn(gaps)} times somebody is affected`,
  );
  line(
    "what would jam if a director left",
    median(() => gapsIfLeft(policies, directory, busiest)),
    `${opened.length} policies, ${affectedIn(opened)} times somebody is affected`,
  );
  line(
    "approvers only, one by one",
    median(() => oneByOne(policies, directory)),
    `${oneByOne(policies, directory)} times somebody is affected`,
  );
  return 0;
});
