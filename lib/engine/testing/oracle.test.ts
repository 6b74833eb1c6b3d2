import fc from "fast-check";
import { expect, test } from "vitest";
import type { AllowedTargetScope, AssignmentPolicy } from "@/lib/engine/policy/policy";
import { firstRefusal, nothingFilledIn, runGates } from "@/lib/engine/request/gates";
import type { SubmissionFacts } from "@/lib/engine/request/submission";
import { anyExpiration, anyHoldings, anyIncompatibilities, anyInstant, checked } from "./arbitraries";
import { ada, ben, finance, gus, kim, policyIds } from "./cast";
import { accessPackage, holdings, policy, submission } from "./facts";

/**
 * Who may ask for what, said once more and as naively as it can be: one list of reasons against it after the other,
 * nothing shared with the engine. Slow and obvious on purpose (WHO-1 to WHO-40, REQ-48, REQ-49, SOD-2, SOD-25).
 */
function mayAsk(facts: SubmissionFacts, now: Date): boolean {
  const { package: wanted, requestor, target, holdings } = facts;
  if (!wanted || !requestor.isEnabled || !target.isEnabled || !wanted.catalog.isPublished) return false;
  if (target.kind === "guest" && !wanted.catalog.isExternallyVisible) return false;
  const policies = bestOf(wanted.policies.filter((each) => fits(each, facts)));
  const [only] = policies;
  if (!only || policies.length > 1) return false;
  const { expiration } = only;
  if (expiration.type === "afterDateTime" && expiration.endDateTime <= now) return false;
  if (only.requestApprovalSettings.isRequestorJustificationRequired) return false;
  for (const each of holdings.requests) {
    const isOpen = ["submitted", "pendingApproval", "scheduled", "delivering"].includes(each.state);
    if (each.type === "userAdd" && isOpen && each.packageId === wanted.id) return false;
  }
  for (const each of holdings.assignments) {
    const isRunning = ["delivering", "delivered", "partiallyDelivered"].includes(each.state);
    const isOver = each.endAt !== null && each.endAt <= now;
    if (each.packageId === wanted.id && isRunning && !isOver) return false;
  }
  for (const other of wanted.incompatible.packages) {
    const isHeld = holdings.assignments.some(
      (each) =>
        each.packageId === other.id &&
        (["delivering", "delivered", "partiallyDelivered"].includes(each.state) ||
          (each.state === "expired" && !each.isDeprovisioned)),
    );
    const isComing = holdings.requests.some(
      (each) =>
        each.packageId === other.id && each.type === "userAdd" && ["scheduled", "delivering"].includes(each.state),
    );
    if (isHeld || isComing) return false;
  }
  for (const group of wanted.incompatible.groups) if (holdings.groupIds.has(group.id)) return false;
  return true;
}

function fits(each: AssignmentPolicy, { requestor, target, holdings }: SubmissionFacts): boolean {
  const holds: Record<AllowedTargetScope, boolean> = {
    notSpecified: false,
    specificDirectoryUsers: each.specificAllowedTargets.some((subject) =>
      subject.kind === "singleUser" ? subject.userId === target.id : holdings.groupIds.has(subject.groupId),
    ),
    allMemberUsers: target.kind === "member",
    allDirectoryUsers: true,
    specificConnectedOrganizationUsers: false,
    allConfiguredConnectedOrganizationUsers: false,
    allExternalUsers: false,
  };
  if (!each.isEnabled || !holds[each.allowedTargetScope]) return false;
  const settings = each.requestorSettings;
  if (requestor.id === target.id) return settings.enableTargetsToSelfAddAccess;
  if (!settings.enableOnBehalfRequestorsToAddAccess) return false;
  return settings.onBehalfRequestors.some((entry) =>
    entry.kind === "requestorManager" ? target.managerId === requestor.id : requestor.kind === "member",
  );
}

/** WHO-29, WHO-30: the first of these kinds of scope that is there at all. */
function bestOf(policies: readonly AssignmentPolicy[]): readonly AssignmentPolicy[] {
  for (const scope of ["specificDirectoryUsers", "allMemberUsers", "allDirectoryUsers"] as const) {
    const found = policies.filter((each) => each.allowedTargetScope === scope);
    if (found.length > 0) return found;
  }
  return [];
}

const anyPolicy = (index: number) =>
  fc
    .record({
      isEnabled: fc.nat({ max: 5 }).map((number) => number > 0),
      allowedTargetScope: fc.constantFrom(
        "notSpecified" as const,
        "specificDirectoryUsers" as const,
        "allMemberUsers" as const,
        "allDirectoryUsers" as const,
      ),
      specificAllowedTargets: fc.subarray([
        { kind: "singleUser" as const, userId: ada.id },
        { kind: "groupMembers" as const, groupId: finance },
      ]),
      expiration: anyExpiration,
      isRequestorJustificationRequired: fc.nat({ max: 9 }).map((number) => number === 0),
      requestorSettings: fc.record({
        enableTargetsToSelfAddAccess: fc.nat({ max: 4 }).map((number) => number > 0),
        enableOnBehalfRequestorsToAddAccess: fc.boolean(),
        onBehalfRequestors: fc.subarray([{ kind: "requestorManager" as const }, { kind: "anyDirectoryUser" as const }]),
      }),
    })
    .map((parts) => policy({ ...parts, policyId: policyIds[index] ?? policyIds[0] }));

/** Somebody who asks for somebody, of what there is around them. */
const anyWish: fc.Arbitrary<SubmissionFacts> = fc
  .record({
    people: fc.constantFrom(
      [ada, ada],
      [ada, ada],
      [ada, ada],
      [gus, gus],
      [ben, ada],
      [kim, ada],
      [gus, ada],
      [ada, gus],
    ),
    isEnabled: fc.nat({ max: 9 }).map((number) => number > 0),
    policies: fc.tuple(anyPolicy(0), anyPolicy(1), anyPolicy(2)),
    count: fc.integer({ min: 1, max: 3 }),
    catalog: fc.record({
      isPublished: fc.nat({ max: 9 }).map((number) => number > 0),
      isExternallyVisible: fc.boolean(),
    }),
    incompatible: anyIncompatibilities,
    holdings: fc.oneof(fc.constant(holdings()), anyHoldings),
  })
  .map(
    ({ people: [requestor = ada, target = ada], isEnabled, policies, count, catalog, incompatible, holdings: held }) =>
      submission({
        requestor,
        requestorGroupIds: held.groupIds,
        target: { ...target, isEnabled: requestor.id === target.id ? requestor.isEnabled : isEnabled },
        package: accessPackage({ policies: policies.slice(0, count), catalog, incompatible }),
        holdings: held,
      }),
  );

test("who may ask for what: the gates agree with the naive model on generated worlds", () => {
  const counts = { may: 0, mayNot: 0 };
  checked(
    fc.property(anyWish, anyInstant, (facts, now) => {
      const expected = mayAsk(facts, now);
      counts[expected ? "may" : "mayNot"] += 1;
      expect(firstRefusal(runGates(facts, nothingFilledIn, now)) === null).toBe(expected);
    }),
    3_000,
  );
  // Both answers have to come up often, or the agreement says nothing.
  expect(counts.may).toBeGreaterThan(100);
  expect(counts.mayNot).toBeGreaterThan(100);
});
