import type { ApproverEntry, StageDecision } from "./approval/stage";
import type { PersonId } from "./ids";
import type { RequestEvent } from "./request/events";
import { type AssignmentRequest, activeStage, plannedStages } from "./request/request";
import { intentOf } from "./request/states";

/** Who gets a message; groups are expanded to their members when it is written. */
export type Recipient =
  | { readonly kind: "approver"; readonly approver: ApproverEntry }
  | { readonly kind: "person"; readonly personId: PersonId }
  | { readonly kind: "packageAdministrators" };

export const notificationKinds = [
  "decisionNeeded",
  "forwardedToYou",
  "stageApproved",
  "requestApproved",
  "requestDenied",
  "requestTimedOut",
  "approvalLapsed",
  "accessReady",
  "accessEnded",
  "requestCanceled",
  "deliveryFailed",
  "closedForConflict",
  "nobodyCanDecide",
  "approvalReminder",
  "informationAsked",
  "informationGiven",
  "requestedForYou",
  "delegationChanged",
  "delegateDecided",
  "accessEndsSoon",
  "accessExtended",
  "accessRemoved",
] as const;
export type NotificationKind = (typeof notificationKinds)[number];

export type Effect =
  | { readonly kind: "grantRoles" }
  | { readonly kind: "revokeRoles" }
  | {
      readonly kind: "notify";
      readonly notification: NotificationKind;
      readonly rule: string;
      readonly to: readonly Recipient[];
    };

const approversOf = (request: AssignmentRequest): Recipient[] =>
  request.stages.flatMap((stage) => stage.approvers.map((approver): Recipient => ({ kind: "approver", approver })));

const asRecipients = (approvers: readonly ApproverEntry[]): Recipient[] =>
  approvers.map((approver) => ({ kind: "approver", approver }));

const person = (personId: PersonId): Recipient => ({ kind: "person", personId });

/** Requestor and target, once where they are one person, without whoever did it themself. */
function parties(request: AssignmentRequest, but: PersonId | null = null): Recipient[] {
  const ids = new Set([request.targetId, request.requestorId]);
  return [...ids].filter((id) => id !== but).map(person);
}

/** NOT-36: an administrator who assigns directly gets no mail about the outcome, nor does the target. */
const isDirect = (request: AssignmentRequest): boolean => request.type === "adminAdd" || request.type === "adminUpdate";

const told = (request: AssignmentRequest): Recipient[] => (isDirect(request) ? [] : parties(request));

/** NOT-37: a policy may switch off what tells of access that came, ends soon and ended; nothing else. */
const aboutAccess = ({ snapshot }: AssignmentRequest, to: readonly Recipient[]): readonly Recipient[] =>
  snapshot.notificationSettings.isAssignmentNotificationDisabled ? [] : to;

/** A message without recipients is none. */
const notify = (notification: NotificationKind, rule: string, to: readonly Recipient[]): Effect[] =>
  to.length > 0 ? [{ kind: "notify", notification, rule, to }] : [];

/** The numbers of the spec's section 9 by stage; the third follows the pattern of the second (NOT-29). */
const stageRules = {
  started: ["NOT-2", "NOT-11", "NOT-29"],
  startedWithAlternates: ["NOT-4", "NOT-13", "NOT-29"],
  forwarded: ["NOT-1", "NOT-15", "NOT-29"],
  approved: ["NOT-8", "NOT-16", "NOT-29"],
  timedOut: ["NOT-6", "NOT-17", "NOT-29"],
} as const;

const stageRule = (moment: keyof typeof stageRules, stage: number): string => stageRules[moment][stage] ?? "NOT-29";

/** NOT-31: the outcome of the last approval, for the approvers of all stages; nobody where none was asked. */
function approvedEffects(request: AssignmentRequest, others: readonly Recipient[]): Effect[] {
  const approvers = approversOf(request);
  return approvers.length > 0 ? notify("requestApproved", "NOT-31", [...approvers, ...others]) : [];
}

/** NOT-23: the requestor and the delegator learn that a delegate decided. */
function delegateEffects(request: AssignmentRequest, decision: StageDecision): Effect[] {
  if (!decision.delegator) return [];
  return notify("delegateDecided", "NOT-23", [person(request.requestorId), person(decision.delegator.personId)]);
}

/** Whom a stage asks, as recipients. */
const stageRecipients = (request: AssignmentRequest, index: number): Recipient[] =>
  asRecipients(request.stages.find((each) => each.index === index)?.approvers ?? []);

/** NOT-9, NOT-10, NOT-6, NOT-26: who hears how a request was closed without access. */
function deniedEffects(request: AssignmentRequest, event: Extract<RequestEvent, { kind: "requestDenied" }>): Effect[] {
  switch (event.cause) {
    case "deniedByApprover":
    case "deniedByExtension":
      return notify("requestDenied", "NOT-9", told(request));
    case "timedOut":
      return [
        ...notify("requestTimedOut", "NOT-10", told(request)),
        ...notify(
          "approvalLapsed",
          stageRule("timedOut", request.stages.length - 1),
          asRecipients(request.stages.at(-1)?.approvers ?? []),
        ),
      ];
    case "conflict":
      return notify("closedForConflict", "NOT-26", [...parties(request), ...deciders(request)]);
    case "invalidSchedule":
      return notify("requestTimedOut", "REQ-74", told(request));
    case "unanswered":
      return notify("requestTimedOut", "ASK-6", told(request));
  }
}

const deciders = (request: AssignmentRequest): Recipient[] =>
  request.stages.flatMap((stage) => (stage.state === "approved" ? [person(stage.decision.personId)] : []));

/**
 * What has to be done because of an event: work for the worker and messages for people. `before` is the request as
 * it was, `after` as it is now. Removals tell only the target; their requests have no approvers.
 */
export function effectsOf(
  event: RequestEvent,
  before: AssignmentRequest | null,
  after: AssignmentRequest,
): readonly Effect[] {
  const intent = intentOf(after.type);
  switch (event.kind) {
    case "stageStarted":
      return event.isNobodyAble
        ? notify("nobodyCanDecide", "NOT-27", [{ kind: "packageAdministrators" }])
        : notify(
            "decisionNeeded",
            stageRule(event.forwardAt ? "startedWithAlternates" : "started", event.stage),
            asRecipients(event.approvers),
          );
    case "stageForwarded":
      return notify("forwardedToYou", stageRule("forwarded", event.stage), asRecipients(event.approvers));
    case "fallbacksActivated":
      return notify("decisionNeeded", "NOT-34", asRecipients(event.approvers));
    case "approverAdded":
      return notify("decisionNeeded", "APP-96", asRecipients(event.approvers));
    case "stageApproved": {
      const byDelegate = delegateEffects(after, event.decision);
      // After the last stage everybody is told once, with the outcome (NOT-31).
      if (event.stage + 1 >= plannedStages(after).length) return byDelegate;
      const asked = stageRecipients(after, event.stage);
      return [...notify("stageApproved", stageRule("approved", event.stage), asked), ...byDelegate];
    }
    case "stageDenied":
      return delegateEffects(after, event.decision);
    case "informationAsked":
      return notify("informationAsked", "ASK-1", parties(after));
    case "informationGiven":
      return notify("informationGiven", "ASK-4", stageRecipients(after, event.stage));
    case "approversNudged":
      return notify("approvalReminder", "NDG-1", stageRecipients(after, event.stage));
    case "processExpired":
      return notify("requestTimedOut", "APP-75", told(after));
    case "requestDenied":
      return deniedEffects(after, event);
    case "requestCanceled": {
      const stage = before && activeStage(before);
      const recipients = [...asRecipients(stage?.approvers ?? []), ...(event.by ? parties(after, event.by) : [])];
      return notify("requestCanceled", "NOT-24", recipients);
    }
    case "requestScheduled":
      // The start may be days away and NOT-18 comes only then, so the requestor hears of the approval now.
      return approvedEffects(after, told(after));
    case "deliveryStarted":
      if (intent === "remove") return [{ kind: "revokeRoles" }];
      return [
        // What an update changes is done in the same breath; only a delivery made again has work to do (REQ-10).
        ...(intent === "update" && after.type !== "systemUpdate" ? [] : [{ kind: "grantRoles" } as const]),
        ...(before?.state === "scheduled" ? [] : approvedEffects(after, [])),
      ];
    case "reprocessStarted":
      return [{ kind: "grantRoles" }];
    case "assignmentUpdated":
      return event.isExtended ? notify("accessExtended", "NOT-30", told(after)) : [];
    case "endAnnounced":
      return notify("accessEndsSoon", "NOT-19", aboutAccess(after, [person(after.targetId)]));
    case "assignmentEnded":
      return event.reason === "expired" || event.reason === "removedByYou"
        ? notify("accessEnded", "NOT-20", aboutAccess(after, [person(after.targetId)]))
        : notify("accessRemoved", "NOT-28", [person(after.targetId)]);
    case "deliveryFinished":
      if (intent !== "add" || event.isCutShort) return [];
      return event.outcome === "delivered"
        ? notify("accessReady", "NOT-18", aboutAccess(after, parties(after)))
        : notify("deliveryFailed", "NOT-25", [{ kind: "packageAdministrators" }, ...parties(after)]);
    case "requestSubmitted": {
      const isOnBehalf = after.type === "onBehalfAdd" || after.type === "onBehalfUpdate";
      return isOnBehalf ? notify("requestedForYou", "NOT-22", [person(after.targetId)]) : [];
    }
    case "requestAutoApproved":
    case "stageTimedOut":
    case "approvalRevoked":
    case "answersEdited":
    case "callbackAwaited":
    case "callbackReceived":
    case "requestDeleted":
    case "roleGranted":
    case "roleRevoked":
    case "roleKept":
    case "roleFailed":
    case "attributeWritten":
    case "attributeCleared":
    case "attributeFailed":
      return [];
  }
}
