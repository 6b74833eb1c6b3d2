import { and, eq, inArray, isNull, or } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import {
  accessPackages,
  groupClosure,
  groupMembers,
  isPerson,
  notifications,
  people,
  roleAssignments,
} from "@/db/schema";
import { isParty, partiesOf } from "@/lib/engine/approval/approvers";
import { sharing } from "@/lib/engine/approval/decider";
import { delegatesConcerned, type PersonEvent } from "@/lib/engine/directory-events";
import type { Effect, NotificationKind, Recipient } from "@/lib/engine/effects";
import type { AccessPackageId, EventId, GroupId, PersonId, RequestId } from "@/lib/engine/ids";
import { invariant } from "@/lib/engine/invariant";
import { type AssignmentRequest, activeStage } from "@/lib/engine/request/request";
import { loadGivenDelegations } from "@/lib/facts/delegations";
import { loadSettings } from "@/lib/facts/settings";
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

/** Everybody behind the recipients; whoever is asked by name shares what they are told with their delegates (APP-82). */
async function expand(
  tx: Transaction,
  to: readonly Recipient[],
  request: AssignmentRequest,
  at: Date,
): Promise<PersonId[]> {
  const found = new Set<PersonId>();
  const asked: PersonId[] = [];
  const groupIds: GroupId[] = [];
  for (const recipient of to) {
    if (recipient.kind === "person") found.add(recipient.personId);
    else if (recipient.kind === "packageAdministrators") {
      for (const id of await packageAdministrators(tx, request.packageId)) found.add(id);
    } else if ("groupId" in recipient.approver) groupIds.push(recipient.approver.groupId);
    else asked.push(recipient.approver.personId);
  }
  // Whoever asked never gets an approver's message, even as a member of the group that decides (APP-66, APP-68).
  const settings = await loadSettings(tx);
  const parties = partiesOf(request, settings);
  const approverIds = asked.filter((id) => !isParty(parties, id));
  const entries = request.stages.flatMap((stage) => stage.approvers);
  const given = sharing(entries, await loadGivenDelegations(tx, approverIds), settings, at);
  for (const { delegateId, delegateGroupId } of given) {
    if (delegateId) approverIds.push(delegateId);
    if (delegateGroupId) groupIds.push(delegateGroupId);
  }
  for (const id of [...approverIds, ...(await membersOf(tx, groupIds))]) if (!isParty(parties, id)) found.add(id);
  return enabledAmong(tx, [...found]);
}

/** Nobody writes to accounts that are switched off, nor to services, which have no mailbox. */
async function enabledAmong(tx: Transaction, ids: readonly PersonId[]): Promise<PersonId[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .select({ id: people.id })
    .from(people)
    .where(and(inArray(people.id, [...ids]), eq(people.isEnabled, true), isPerson));
  return rows.map((row) => row.id);
}

type Message = {
  readonly eventId: EventId;
  readonly kind: NotificationKind;
  readonly rule: string;
  readonly requestId: RequestId | null;
  readonly stage: number | null;
};

/** NOT-41: messages are rows of the transaction of their event, at most one for an event and a recipient. */
async function insertMessages(tx: Transaction, recipients: readonly PersonId[], message: Message, at: Date) {
  if (recipients.length === 0) return;
  await tx
    .insert(notifications)
    .values(recipients.map((recipientId) => ({ ...message, id: newId(at), recipientId, createdAt: at })))
    .onConflictDoNothing();
}

/** Tells people of something that happened to a request. */
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
  const recipients = await expand(tx, effect.to, request, at);
  const stage = activeStage(request)?.index ?? request.stages.at(-1)?.index ?? null;
  const { notification: kind, rule } = effect;
  await insertMessages(tx, recipients, { eventId, kind, rule, requestId: request.id, stage }, at);
}

/** NOT-21: tells delegates that they decide in somebody's place, or no longer do. */
export async function notifyDelegates(tx: Transaction, event: PersonEvent, eventId: EventId): Promise<void> {
  const concerned = delegatesConcerned(event);
  if (concerned.length === 0) return;
  const groupIds = concerned.flatMap((each) => ("groupId" in each ? [each.groupId] : []));
  const personIds = concerned.flatMap((each) => ("personId" in each ? [each.personId] : []));
  const members = (await membersOf(tx, groupIds)).filter((id) => id !== event.personId);
  const recipients = await enabledAmong(tx, [...new Set([...personIds, ...members])]);
  const kind = "delegationChanged";
  await insertMessages(tx, recipients, { eventId, kind, rule: "NOT-21", requestId: null, stage: null }, event.at);
}
