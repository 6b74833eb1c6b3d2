import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RequestId, ResourceRoleId } from "@/lib/engine/ids";
import { fold } from "@/lib/engine/request/evolve";
import { type AssignmentRequest, plannedStages } from "@/lib/engine/request/request";
import { ada, idOf } from "@/lib/engine/testing/cast";
import { after, assignment } from "@/lib/engine/testing/facts";
import { type AssignmentState, assignmentStates, type RoleGrantState, roleGrantStates } from "./assignment";
import { deliveryOutcome } from "./delivery";
import { decideRoleSync, type HeldRole, mayBeTakenBack, type RoleStep, roleStepsTo } from "./role-sync";

const [ledger, bank, archive] = [1, 2, 3].map((number) => idOf<ResourceRoleId>(number)) as [
  ResourceRoleId,
  ResourceRoleId,
  ResourceRoleId,
];

const held = (resourceRoleId: ResourceRoleId, state: RoleGrantState, attempts = 0): HeldRole => ({
  resourceRoleId,
  state,
  attempts,
});

/** The one step for a role in each state; null where nothing is to be done. */
const stepsByState = (packageRoles: readonly ResourceRoleId[], attempts = 0) =>
  Object.fromEntries(
    roleGrantStates.map((state) => [
      state,
      roleStepsTo(packageRoles, [held(ledger, state, attempts)])[0]?.step ?? null,
    ]),
  );

describe("the roles of a package change", () => {
  test("ASN-28 a role that was added is granted, one that was removed is taken back, the others stay", () => {
    expect(roleStepsTo([ledger, bank], [held(ledger, "granted"), held(archive, "granted")])).toEqual([
      { resourceRoleId: bank, step: "grant" },
      { resourceRoleId: archive, step: "takeBack" },
    ]);
  });

  test("ASN-28 what a package gives: granted where it is not there, kept where it was about to go", () => {
    expect(stepsByState([ledger])).toEqual({
      pendingGrant: null,
      granted: null,
      grantFailed: null,
      pendingRevoke: "keep",
      revoked: "grant",
    });
  });

  test("ASN-28 a role that could not be taken back at once is granted anew, for nobody knows whether it is there", () => {
    expect(stepsByState([ledger], 1)).toMatchObject({ pendingRevoke: "grant" });
  });

  test("ASN-28 what a package does not give: taken back where it came, given up where it did not", () => {
    expect(stepsByState([])).toEqual({
      pendingGrant: "giveUp",
      granted: "takeBack",
      grantFailed: "giveUp",
      pendingRevoke: null,
      revoked: null,
    });
  });

  const afterwards: Record<RoleStep["step"], RoleGrantState> = {
    grant: "granted",
    keep: "granted",
    takeBack: "revoked",
    giveUp: "revoked",
  };

  test("ASN-28 whatever somebody held, the steps lead to the package's roles and then nowhere", () => {
    const role = fc.constantFrom(ledger, bank, archive);
    const anyHeld = fc.uniqueArray(
      fc.record({ resourceRoleId: role, state: fc.constantFrom(...roleGrantStates), attempts: fc.nat(2) }),
      { selector: (each) => each.resourceRoleId },
    );
    fc.assert(
      fc.property(fc.uniqueArray(role), anyHeld, (packageRoles, before) => {
        const steps = roleStepsTo(packageRoles, before);
        const roles = new Map(before.map((each) => [each.resourceRoleId, each]));
        for (const { resourceRoleId, step } of steps) {
          roles.set(resourceRoleId, held(resourceRoleId, afterwards[step]));
        }
        const reached = [...roles.values()];
        const withPerson = reached.filter(({ state }) => state === "granted").map((each) => each.resourceRoleId);
        expect(withPerson.every((id) => packageRoles.includes(id))).toBe(true);
        expect(roleStepsTo(packageRoles, reached)).toEqual([]);
        for (const id of packageRoles) {
          expect(["granted", "pendingGrant", "grantFailed"]).toContain(roles.get(id)?.state);
        }
      }),
    );
  });
});

describe("one role in place of another", () => {
  const waiting = (state: RoleGrantState, resourceRoleId: ResourceRoleId, resourceId = "ledger") => ({
    state,
    resourceRoleId,
    resourceId,
  });

  test("RES-40 the old one goes only after the new one of the same resource has come", () => {
    expect(mayBeTakenBack([waiting("pendingRevoke", ledger), waiting("pendingGrant", bank)])).toEqual([]);
    expect(mayBeTakenBack([waiting("pendingRevoke", ledger), waiting("granted", bank)])).toEqual([ledger]);
    expect(mayBeTakenBack([waiting("pendingRevoke", ledger), waiting("grantFailed", bank)])).toEqual([ledger]);
  });

  test("RES-40 what is still to come of another resource keeps nothing", () => {
    expect(mayBeTakenBack([waiting("pendingRevoke", ledger), waiting("pendingGrant", bank, "bank")])).toEqual([ledger]);
  });

  test("RES-40 what is to come stands before what is to go", () => {
    const steps = roleStepsTo([bank], [held(ledger, "granted")]);
    expect(steps.map(({ step }) => step)).toEqual(["grant", "takeBack"]);
  });
});

describe("a holder of the package", () => {
  const steps: readonly RoleStep[] = [{ resourceRoleId: bank, step: "grant" }];
  const requestId = idOf<RequestId>(79);
  const sync = (state: AssignmentState = "delivered", parts: { isBeingDelivered?: boolean; steps?: RoleStep[] } = {}) =>
    decideRoleSync(
      { assignment: assignment({ state }), steps, isBeingDelivered: false, ...parts },
      requestId,
      after(3),
    );

  test("REQ-10 gets a request of type systemUpdate in nobody's name but their own, which nobody approves", () => {
    const { events } = sync();
    expect(events.map((event) => event.kind)).toEqual(["requestSubmitted", "deliveryStarted"]);
    const request = fold(events) as AssignmentRequest;
    expect(request).toMatchObject({ type: "systemUpdate", requestorId: ada.id, targetId: ada.id, state: "delivering" });
    expect(plannedStages(request)).toEqual([]);
  });

  test("ASN-29 is left alone where nothing is to be done, and where a delivery under way takes it along", () => {
    expect(sync("delivered", { steps: [] }).events).toEqual([]);
    expect(sync("delivered", { isBeingDelivered: true }).events).toEqual([]);
  });

  test("ASN-28 is somebody whose access is there", () => {
    expect(assignmentStates.filter((state) => sync(state).events.length > 0)).toEqual([
      "delivering",
      "delivered",
      "partiallyDelivered",
    ]);
    const ended = assignment({ endAt: after(3) });
    expect(decideRoleSync({ assignment: ended, steps, isBeingDelivered: false }, requestId, after(3)).events).toEqual(
      [],
    );
  });
});

describe("a delivery while the package changes", () => {
  const none = { nextAttemptAt: null };

  test("REQ-61 stays in delivering until a role the package lost is gone again", () => {
    expect(
      deliveryOutcome([
        { state: "granted", ...none },
        { state: "pendingRevoke", ...none },
      ]),
    ).toBeNull();
  });

  test("ASN-28 is whole without a role the package lost", () => {
    expect(
      deliveryOutcome([
        { state: "granted", ...none },
        { state: "revoked", ...none },
      ]),
    ).toBe("delivered");
    expect(
      deliveryOutcome([
        { state: "grantFailed", ...none },
        { state: "revoked", ...none },
      ]),
    ).toBe("deliveryFailed");
    expect(deliveryOutcome([{ state: "revoked", ...none }])).toBe("delivered");
  });
});
