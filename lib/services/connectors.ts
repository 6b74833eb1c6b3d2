import { and, eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { type GroupRole, groupMembers, type OriginSystem } from "@/db/schema";
import type { DeliveryProblem } from "@/lib/engine/assignment/delivery";
import type { GroupId, PersonId } from "@/lib/engine/ids";

/** One role to give or take, as the system behind the resource needs to know it. */
export type RoleOrder = {
  readonly personId: PersonId;
  readonly originId: string;
  readonly groupId: GroupId | null;
  readonly groupRole: GroupRole | null;
  readonly at: Date;
};

/** ERR-53: a connector that knows why it could not do what it was asked throws this. */
export class DeliveryFailure extends Error {
  readonly problem: DeliveryProblem;

  constructor(problem: DeliveryProblem) {
    super(problem);
    this.problem = problem;
  }
}

/** ERR-53: why an attempt failed, as far as anybody knows. */
export const problemOf = (error: unknown): DeliveryProblem =>
  error instanceof DeliveryFailure ? error.problem : "targetSystem";

/**
 * Gives and takes roles in the system a resource lives in. Both are idempotent: a job may be delivered twice. A thrown
 * error rolls the step back; the worker tries again by REQ-60 unless a `DeliveryFailure` says that it is of no use.
 */
export type Connector = {
  readonly grant: (tx: Transaction, order: RoleOrder) => Promise<void>;
  readonly revoke: (tx: Transaction, order: RoleOrder) => Promise<void>;
};

export type Connectors = Readonly<Record<OriginSystem, Connector>>;

/** Membership in the portal's own directory. */
const directoryGroups: Connector = {
  grant: async (tx, { groupId, groupRole, personId, at }) => {
    if (!groupId || !groupRole) return;
    await tx.insert(groupMembers).values({ groupId, personId, role: groupRole, since: at }).onConflictDoNothing();
  },
  revoke: async (tx, { groupId, groupRole, personId }) => {
    if (!groupId || !groupRole) return;
    await tx
      .delete(groupMembers)
      .where(
        and(eq(groupMembers.groupId, groupId), eq(groupMembers.personId, personId), eq(groupMembers.role, groupRole)),
      );
  },
};

/** Applications and sites read their roles from `role_grants`; the grant itself is the whole effect. */
const recordedGrants: Connector = { grant: async () => {}, revoke: async () => {} };

export const builtInConnectors: Connectors = {
  AadGroup: directoryGroups,
  AadApplication: recordedGrants,
  SharePointOnline: recordedGrants,
};
