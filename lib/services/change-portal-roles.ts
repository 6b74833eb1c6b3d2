import { and, eq, isNull } from "drizzle-orm";
import { inTransaction, type Transaction } from "@/db/client";
import { roleAssignments } from "@/db/schema";
import type { Principal } from "@/lib/engine/directory";
import type { DirectoryRefusal } from "@/lib/engine/directory-refusals";
import type { PersonId } from "@/lib/engine/ids";
import {
  decidePortalRoleAssignment,
  decidePortalRoleRemoval,
  type PortalRole,
  type PortalRoleEvent,
  type PortalRoleFacts,
} from "@/lib/engine/portal-role/roles";
import { actorOf } from "@/lib/engine/request/events";
import type { Result } from "@/lib/engine/result";
import { loadAdministration } from "@/lib/facts/administration";
import { loadPrincipal } from "@/lib/facts/catalogs";
import { newId } from "@/lib/platform/ids";
import type { Deps } from "./deps";
import { loadEditor, lockAdministration } from "./directory-editor";
import { writePortalRoleEvent } from "./write-portal-role-event";

/** Who gives which role to whom, or takes it away. */
export type PortalRoleInput = {
  readonly actorId: PersonId;
  readonly role: PortalRole;
  readonly principal: Principal;
};

/** What was changed; null where it was as wanted already. */
export type PortalRoleChanged = Result<PortalRoleEvent | null, DirectoryRefusal>;

/** SQL: the role of this person or group in the whole portal. */
const isRole = ({ role, principal }: PortalRoleInput) =>
  and(
    isNull(roleAssignments.catalogId),
    eq(roleAssignments.role, role),
    principal.kind === "person"
      ? eq(roleAssignments.personId, principal.personId)
      : eq(roleAssignments.groupId, principal.groupId),
  );

/**
 * One transaction, one instant, behind the rows of all governance administrators, of whom the actor is one: roles that hold
 * everywhere change one at a time, and whoever looks next holds what is written (DEL-17).
 */
async function changeRole(
  deps: Deps,
  input: PortalRoleInput,
  change: {
    readonly decide: (facts: PortalRoleFacts, role: PortalRole, now: Date) => PortalRoleChanged;
    readonly write: (tx: Transaction, now: Date) => Promise<void>;
  },
): Promise<PortalRoleChanged> {
  const now = await deps.clock.now();
  return inTransaction(deps.db, async (tx) => {
    await lockAdministration(tx);
    const missing = { code: "roleNotSufficient" } as const;
    const editor = await loadEditor(tx, input.actorId, "assignPortalRoles", missing, now);
    if (!editor.ok) return editor;
    const facts = {
      principal: await loadPrincipal(tx, input.principal),
      isHeld: (await tx.$count(roleAssignments, isRole(input))) > 0,
      administration: await loadAdministration(tx),
    };
    const decided = change.decide(facts, input.role, now);
    if (!decided.ok || !decided.value) return decided;
    await change.write(tx, now);
    await writePortalRoleEvent(tx, { event: decided.value, actor: actorOf(editor.value), recordedAt: now });
    return decided;
  });
}

/** P1, DEL-7: gives a role that holds everywhere. */
export const assignPortalRole = (deps: Deps, input: PortalRoleInput): Promise<PortalRoleChanged> =>
  changeRole(deps, input, {
    decide: decidePortalRoleAssignment,
    write: async (tx, now) => {
      const { role, principal } = input;
      const holder = principal.kind === "person" ? { personId: principal.personId } : { groupId: principal.groupId };
      await tx.insert(roleAssignments).values({ id: newId(now), role, createdAt: now, ...holder });
    },
  });

/** P1: takes it away again. */
export const removePortalRole = (deps: Deps, input: PortalRoleInput): Promise<PortalRoleChanged> =>
  changeRole(deps, input, {
    decide: decidePortalRoleRemoval,
    write: async (tx) => {
      await tx.delete(roleAssignments).where(isRole(input));
    },
  });
