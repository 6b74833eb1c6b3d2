import type { RequestId, ResourceRoleId } from "@/lib/engine/ids";
import type { Decision } from "@/lib/engine/request/events";
import { isActiveAt, type RoleGrantState } from "./assignment";
import { submittedChange } from "./change";
import type { AssignmentFacts } from "./end";

/** One role of an assignment as it is now. */
export type HeldRole = {
  readonly resourceRoleId: ResourceRoleId;
  readonly state: RoleGrantState;
  /** How often the present step has failed. */
  readonly attempts: number;
};

/**
 * What a role needs: to be granted, to stay although it was about to be taken back, to be taken back, or to be given up
 * because it never came.
 */
export const roleSteps = ["grant", "keep", "takeBack", "giveUp"] as const;
export type RoleStep = { readonly resourceRoleId: ResourceRoleId; readonly step: (typeof roleSteps)[number] };

/** A role that the package gives. One that failed is left to whoever delivers again (REQ-62). */
function stepForWanted(held: HeldRole | undefined): RoleStep["step"] | null {
  switch (held?.state) {
    case undefined:
    case "revoked":
      return "grant";
    case "pendingRevoke":
      // After a failed attempt nobody knows whether the other system has it still.
      return held.attempts === 0 ? "keep" : "grant";
    case "pendingGrant":
    case "granted":
    case "grantFailed":
      return null;
  }
}

/** A role that the package does not give any more. */
function stepForUnwanted({ state }: HeldRole): RoleStep["step"] | null {
  switch (state) {
    case "granted":
      return "takeBack";
    case "pendingGrant":
    case "grantFailed":
      return "giveUp";
    case "pendingRevoke":
    case "revoked":
      return null;
  }
}

/**
 * ASN-28: the way from the roles of an assignment to those its package gives now; what is to come before what is to go
 * (RES-40). Asked again after it was gone, it leads nowhere, so it may be asked as often as one likes.
 */
export function roleStepsTo(packageRoles: readonly ResourceRoleId[], held: readonly HeldRole[]): readonly RoleStep[] {
  const wanted = new Set(packageRoles);
  const known = new Map(held.map((role) => [role.resourceRoleId, role]));
  const coming = [...wanted].map((id) => ({ resourceRoleId: id, step: stepForWanted(known.get(id)) }));
  const going = held
    .filter(({ resourceRoleId }) => !wanted.has(resourceRoleId))
    .map((role) => ({ resourceRoleId: role.resourceRoleId, step: stepForUnwanted(role) }));
  return [...coming, ...going].flatMap(({ resourceRoleId, step }) => (step ? [{ resourceRoleId, step }] : []));
}

/** A role that waits to be taken back, and what else of its resource is still to come. */
export type WaitingRole = {
  readonly resourceRoleId: ResourceRoleId;
  readonly resourceId: string;
  readonly state: RoleGrantState;
};

/** RES-40: which roles may go now. One makes room only after what replaces it at the same resource has come or failed. */
export function mayBeTakenBack(roles: readonly WaitingRole[]): readonly ResourceRoleId[] {
  const awaited = new Set(roles.filter(({ state }) => state === "pendingGrant").map(({ resourceId }) => resourceId));
  return roles
    .filter(({ state, resourceId }) => state === "pendingRevoke" && !awaited.has(resourceId))
    .map(({ resourceRoleId }) => resourceRoleId);
}

export type RoleSyncFacts = {
  readonly assignment: AssignmentFacts;
  readonly steps: readonly RoleStep[];
  /** A delivery under way looks at the package before it ends, and takes the change along. */
  readonly isBeingDelivered: boolean;
};

/**
 * ASN-28, ASN-29, REQ-10: the roles of a package have changed, and this is one of its holders. The access stays as it is
 * while a request of the system brings its roles up to date; without events where there is nothing to do.
 */
export function decideRoleSync(
  { assignment, steps, isBeingDelivered }: RoleSyncFacts,
  requestId: RequestId,
  now: Date,
): Decision {
  if (steps.length === 0 || isBeingDelivered || !isActiveAt(assignment, now)) return { events: [] };
  const { id: assignmentId, targetId, startAt, endAt } = assignment;
  return {
    events: [
      submittedChange(assignment, { id: requestId, type: "systemUpdate", requestorId: targetId, at: now }),
      { kind: "deliveryStarted", at: now, assignmentId, period: { startAt, endAt }, isRoleChange: true },
    ],
  };
}
