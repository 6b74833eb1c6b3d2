// biome-ignore-all lint/style/noRestrictedImports: generators are made of fast-check and only tests import them
import fc from "fast-check";
import type { Directory, Person } from "@/lib/engine/directory";
import type { AccessPackageId, GroupId, PersonId, PolicyId } from "@/lib/engine/ids";
import type { AssignmentPolicy, Expiration, OnBehalfRequestor, SubjectSet } from "@/lib/engine/policy/policy";
import type { PackageFacts } from "@/lib/engine/request/submission";
import type { TenantSettings } from "@/lib/engine/settings";
import { idOf } from "@/lib/engine/testing/cast";
import { accessPackage, manager, policy, sponsors, stage } from "@/lib/engine/testing/facts";

/** How big a simulated company is: small enough that people meet each other's requests all the time. */
const PEOPLE = 9;
const GROUPS = 3;
const PACKAGES = 4;

/** Numbers are picks: each is taken modulo the number of things there are, so that every number means something. */
const pick = fc.nat({ max: 999 });

export const personIdOf = (number: number) => idOf<PersonId>(1_000 + (number % PEOPLE));
export const groupIdOf = (number: number) => idOf<GroupId>(2_000 + (number % GROUPS));
export const packageIdOf = (number: number) => idOf<AccessPackageId>(3_000 + (number % PACKAGES));
const policyIdOf = (packageNumber: number, number: number) => idOf<PolicyId>(4_000 + packageNumber * 10 + number);

/** Who administers every package; asks and decides like everybody else. */
export const administrator = personIdOf(0);

/** A company whose approvers may let others decide in their place. */
export const firstSettings: Partial<TenantSettings> = { allowApprovalDelegation: true };

export type World = { readonly directory: Directory; readonly packages: readonly PackageFacts[] };

const anySubject: fc.Arbitrary<SubjectSet> = fc.oneof(
  { weight: 3, arbitrary: pick.map((who): SubjectSet => ({ kind: "singleUser", userId: personIdOf(who) })) },
  { weight: 2, arbitrary: pick.map((group): SubjectSet => ({ kind: "groupMembers", groupId: groupIdOf(group) })) },
  fc.constantFrom(manager(), sponsors),
);
const someSubjects = (minLength: number) => fc.array(anySubject, { minLength, maxLength: 2 });

const anyStage = fc
  .record({
    durationDays: fc.integer({ min: 4, max: 14 }),
    isApproverJustificationRequired: fc.boolean(),
    primaryApprovers: someSubjects(1),
    fallbackPrimaryApprovers: someSubjects(1),
    isEscalationEnabled: fc.boolean(),
    escalationApprovers: someSubjects(1),
    fallbackEscalationApprovers: someSubjects(0),
  })
  .map((parts) => stage({ ...parts, escalationAfterDays: parts.isEscalationEnabled ? parts.durationDays - 1 : null }));

const anyExpiration: fc.Arbitrary<Expiration> = fc.oneof(
  fc.constant<Expiration>({ type: "noExpiration" }),
  fc.integer({ min: 1, max: 90 }).map((days): Expiration => ({ type: "afterDays", days })),
  fc.integer({ min: 1, max: 400 }).map((hours): Expiration => ({ type: "afterHours", hours })),
);

/** What a policy says; the same parts when it is made and when somebody edits it. */
export const anyTerms = fc.record({
  isEnabled: fc.nat({ max: 9 }).map((number) => number > 0),
  allowedTargetScope: fc.constantFrom(
    "allMemberUsers" as const,
    "allDirectoryUsers" as const,
    "specificDirectoryUsers" as const,
  ),
  targetGroup: pick,
  stages: fc.array(anyStage, { maxLength: 3 }),
  expiration: anyExpiration,
  requestorSettings: fc.record({
    enableTargetsToSelfRemoveAccess: fc.boolean(),
    enableTargetsToSelfUpdateAccess: fc.boolean(),
    enableOnBehalfRequestorsToAddAccess: fc.boolean(),
    enableOnBehalfRequestorsToUpdateAccess: fc.boolean(),
    enableOnBehalfRequestorsToRemoveAccess: fc.boolean(),
    onBehalfRequestors: fc.subarray<OnBehalfRequestor>([{ kind: "requestorManager" }, { kind: "anyDirectoryUser" }]),
    allowAdminBypass: fc.boolean(),
  }),
});
export type Terms = typeof anyTerms extends fc.Arbitrary<infer Value> ? Value : never;

/** The policy with these terms; `version` counts its edits. */
export function policyWith(packageNumber: number, number: number, terms: Terms, version = 1): AssignmentPolicy {
  const { targetGroup, ...parts } = terms;
  return policy({
    ...parts,
    policyId: policyIdOf(packageNumber, number),
    displayName: `Policy ${packageNumber}.${number}`,
    version,
    specificAllowedTargets:
      parts.allowedTargetScope === "specificDirectoryUsers"
        ? [{ kind: "groupMembers", groupId: groupIdOf(targetGroup) }]
        : [],
  });
}

const anyPerson = (number: number): fc.Arbitrary<Person> =>
  fc
    .record({
      managerId: fc.option(pick.map(personIdOf), { nil: null }),
      sponsorIds: fc.uniqueArray(pick.map(personIdOf), { maxLength: 2 }),
      kind: fc.nat({ max: 5 }).map((nat) => (nat === 0 ? ("guest" as const) : ("member" as const))),
    })
    .map((parts) => ({ id: personIdOf(number), displayName: `Person ${number}`, isEnabled: true, ...parts }));

const anyPackage = (number: number): fc.Arbitrary<PackageFacts> =>
  fc
    .record({
      terms: fc.array(anyTerms, { minLength: 1, maxLength: 2 }),
      packages: fc.uniqueArray(pick.map(packageIdOf), { minLength: 1, maxLength: 3 }),
      groups: fc.uniqueArray(pick.map(groupIdOf), { maxLength: 1 }),
    })
    .map(({ terms, packages, groups }) =>
      accessPackage({
        id: packageIdOf(number),
        displayName: `Package ${number}`,
        policies: terms.map((each, index) => policyWith(number, index, each)),
        incompatible: {
          packages: packages
            .filter((id) => id !== packageIdOf(number))
            .map((id) => ({ id, displayName: "Another package" })),
          groups: groups.map((id) => ({ id, displayName: "A group" })),
        },
      }),
    );

const numbers = (count: number) => Array.from({ length: count }, (_, number) => number);

/** A company with people, groups and packages, nothing asked for yet. */
export const anyWorld: fc.Arbitrary<World> = fc
  .record({
    people: fc.tuple(...numbers(PEOPLE).map(anyPerson)),
    members: fc.tuple(...numbers(GROUPS).map(() => fc.uniqueArray(pick.map(personIdOf), { maxLength: 4 }))),
    packages: fc.tuple(...numbers(PACKAGES).map(anyPackage)),
  })
  .map(({ people, members, packages }) => ({
    directory: {
      people: new Map(people.map((each) => [each.id, each])),
      groupMembers: new Map(members.map((ids, number) => [groupIdOf(number), ids])),
    },
    packages,
  }));
