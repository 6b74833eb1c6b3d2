import { and, eq, inArray, isNull, or } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { accessPackages, groupClosure, groupMembers, notifications, people, roleAssignments } from "@/db/schema";
import type { Effect, Recipient } from "@/lib/engine/effects";
import type { AccessPackageId, EventId, GroupId, PersonId } from "@/lib/engine/ids";
import { invariant } from "@/lib/engine/invariant";
import { type AssignmentRequest, activeStage } from "@/lib/engine/request/request";
import { newId } from "@/lib/platform/ids";

type Notify = Extract<Effect, { kind: "notify" }>;

/** Enabled members of the groups, at any depth. */
async function membersOf(tx: Transaction, groupIds: readonly GroupId[]): Promise<PersonId[]> {
  if (groupIds.length === 0) return [];
  const rows = await tx
    .selectDistinct({ id: people.id })
    .from(groupClosure)
    .innerJoin(groupMembers, eq(groupMembers.groupId, groupClosure.descendantId))
    .innerJoin(people, eq(people.id, groupMembers.personId))
    .where(
      and(inArray(groupClosure.ancestorId, [...groupIds]), eq(groupMembers.role, "member"), eq(people.isEnabled, true)),
    );
  return rows.map((row) => row.id);
}

/** Those who may repair a package: governance administrators, and owners and package managers of its catalog. */
async function packageAdministrators(tx: Transaction, packageId: AccessPackageId): Promise<PersonId[]> {
  const [wanted] = await tx
    .select({ catalogId: accessPackages.catalogId })
    .from(accessPackages)
    .where(eq(accessPackages.id, packageId));
  invariant(wanted, "NOT-27 a request is about a package");
  const rows = await tx
    .select({ personId: roleAssignments.personId, groupId: roleAssignments.groupId })
    .from(roleAssignments)
    .where(
      or(
        and(eq(roleAssignments.role, "governanceAdministrator"), isNull(roleAssignments.catalogId)),
        and(
          inArray(roleAssignments.role, ["catalogOwner", "accessPackageManager"]),
          eq(roleAssignments.catalogId, wanted.catalogId),
        ),
      ),
    );
  const groupIds = rows.flatMap((row) => (row.groupId ? [row.groupId] : []));
  return [...rows.flatMap((row) => (row.personId ? [row.personId] : [])), ...(await membersOf(tx, groupIds))];
}

async function expand(tx: Transaction, to: readonly Recipient[], request: AssignmentRequest): Promise<PersonId[]> {
  const isParty = (id: PersonId) => id === request.targetId || id === request.requestorId;
  const found = new Set<PersonId>();
  const groupIds: GroupId[] = [];
  for (const recipient of to) {
    if (recipient.kind === "person") found.add(recipient.personId);
    else if (recipient.kind === "packageAdministrators") {
      for (const id of await packageAdministrators(tx, request.packageId)) found.add(id);
    } else if ("groupId" in recipient.approver) groupIds.push(recipient.approver.groupId);
    else found.add(recipient.approver.personId);
  }
  // Whoever asked never gets an approver's message, even as a member of the group that decides (APP-66).
  for (const id of await membersOf(tx, groupIds)) if (!isParty(id)) found.add(id);
  return enabledAmong(tx, [...found]);
}

/** Nobody writes to accounts that are switched off. */
async function enabledAmong(tx: Transaction, ids: readonly PersonId[]): Promise<PersonId[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .select({ id: people.id })
    .from(people)
    .where(and(inArray(people.id, [...ids]), eq(people.isEnabled, true)));
  return rows.map((row) => row.id);
}

/** NOT-41: messages are rows of the same transaction, at most one for an event and a recipient. */
export async function writeNotifications(
  tx: Transaction,
  message: {
    readonly effect: Notify;
    readonly eventId: EventId | undefined;
    readonly request: AssignmentRequest;
    readonly at: Date;
  },
) {
  const { effect, eventId, request, at } = message;
  invariant(eventId, "NOT-41 a message belongs to an event");
  const recipients = await expand(tx, effect.to, request);
  if (recipients.length === 0) return;
  const stage = activeStage(request)?.index ?? request.stages.at(-1)?.index ?? null;
  await tx
    .insert(notifications)
    .values(
      recipients.map((recipientId) => ({
        id: newId(at),
        eventId,
        recipientId,
        kind: effect.notification,
        rule: effect.rule,
        requestId: request.id,
        stage,
        createdAt: at,
      })),
    )
    .onConflictDoNothing();
}
