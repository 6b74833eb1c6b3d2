import type { StageApprover } from "./approval/stage";
import type { PersonId } from "./ids";
import type { RequestEvent } from "./request/events";
import { type AssignmentRequest, activeStage } from "./request/request";

/** Who gets a message; groups are expanded to their members when it is written. */
export type Recipient =
  | { readonly kind: "approver"; readonly approver: StageApprover }
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

const asRecipients = (approvers: readonly StageApprover[]): Recipient[] =>
  approvers.map((approver) => ({ kind: "approver", approver }));

function parties(request: AssignmentRequest): Recipient[] {
  const ids = new Set([request.targetId, request.requestorId]);
  return [...ids].map((personId) => ({ kind: "person", personId }));
}

const notify = (notification: NotificationKind, rule: string, to: readonly Recipient[]): Effect => ({
  kind: "notify",
  notification,
  rule,
  to,
});

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
  return approvers.length > 0 ? [notify("requestApproved", "NOT-31", [...approvers, ...others])] : [];
}

/** NOT-9, NOT-10, NOT-6, NOT-26: who hears how a request was closed without access. */
function deniedEffects(request: AssignmentRequest, event: Extract<RequestEvent, { kind: "requestDenied" }>): Effect[] {
  switch (event.cause) {
    case "deniedByApprover":
      return [notify("requestDenied", "NOT-9", parties(request))];
    case "timedOut":
      return [
        notify("requestTimedOut", "NOT-10", parties(request)),
        notify(
          "approvalLapsed",
          stageRule("timedOut", request.stages.length - 1),
          asRecipients(request.stages.at(-1)?.approvers ?? []),
        ),
      ];
    case "conflict":
      return [notify("closedForConflict", "NOT-26", [...parties(request), ...deciders(request)])];
    case "invalidSchedule":
      return [notify("requestTimedOut", "REQ-74", parties(request))];
  }
}

const deciders = (request: AssignmentRequest): Recipient[] =>
  request.stages.flatMap((stage) =>
    stage.state === "approved" ? [{ kind: "person" as const, personId: stage.decision.personId }] : [],
  );

/**
 * What has to be done because of an event: work for the worker and messages for people. `before` is the request as
 * it was, `after` as it is now. Removals tell only the target; their requests have no approvers.
 */
export function effectsOf(
  event: RequestEvent,
  before: AssignmentRequest | null,
  after: AssignmentRequest,
): readonly Effect[] {
  const isRemoval = after.type !== "userAdd";
  switch (event.kind) {
    case "stageStarted":
      return [
        event.isNobodyAble
          ? notify("nobodyCanDecide", "NOT-27", [{ kind: "packageAdministrators" }])
          : notify(
              "decisionNeeded",
              stageRule(event.forwardAt ? "startedWithAlternates" : "started", event.stage),
              asRecipients(event.approvers),
            ),
      ];
    case "stageForwarded":
      if (event.approvers.length === 0) return [];
      return [notify("forwardedToYou", stageRule("forwarded", event.stage), asRecipients(event.approvers))];
    case "fallbacksActivated":
      return [notify("decisionNeeded", "NOT-34", asRecipients(event.approvers))];
    case "stageApproved": {
      // After the last stage everybody is told once, with the outcome (NOT-31).
      if (event.stage + 1 >= after.snapshot.requestApprovalSettings.stages.length) return [];
      const stage = after.stages.find((each) => each.index === event.stage);
      return [notify("stageApproved", stageRule("approved", event.stage), asRecipients(stage?.approvers ?? []))];
    }
    case "requestDenied":
      return deniedEffects(after, event);
    case "requestCanceled": {
      const stage = before && activeStage(before);
      return stage ? [notify("requestCanceled", "NOT-24", asRecipients(stage.approvers))] : [];
    }
    case "requestScheduled":
      // The start may be days away and NOT-18 comes only then, so the requestor hears of the approval now.
      return approvedEffects(after, parties(after));
    case "deliveryStarted":
      if (isRemoval) return [{ kind: "revokeRoles" }];
      return [{ kind: "grantRoles" }, ...(before?.state === "scheduled" ? [] : approvedEffects(after, []))];
    case "assignmentEnded":
      return [notify("accessEnded", "NOT-20", [{ kind: "person", personId: after.targetId }])];
    case "deliveryFinished":
      if (isRemoval || event.isCutShort) return [];
      return event.outcome === "delivered"
        ? [notify("accessReady", "NOT-18", parties(after))]
        : [notify("deliveryFailed", "NOT-25", [{ kind: "packageAdministrators" }, ...parties(after)])];
    case "requestSubmitted":
    case "requestAutoApproved":
    case "stageDenied":
    case "stageTimedOut":
    case "roleGranted":
    case "roleRevoked":
    case "roleKept":
    case "roleFailed":
      return [];
  }
}
