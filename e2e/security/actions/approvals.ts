import { personId } from "@/db/seed/people";
import { type Entry, requestOf, submissionKey } from "./entry";

export const approvals: readonly Entry[] = [
  {
    action: "app/(portal)/approvals/actions.ts decideAction",
    by: "Priya Raman",
    call: async (app, id) => {
      const requestId = id ?? (await requestOf(app, "Nora Quinn", "insights"));
      return {
        file: "app/(portal)/approvals/actions.ts",
        name: "decideAction",
        at: "/approvals",
        sent: { values: [{ items: [{ requestId, stage: 0 }], verdict: "approve", reason: "Part of her work." }] },
      };
    },
    strangers: { "Sofia Marchetti": "notAnApprover", "Nora Quinn": "ownRequest", "Elena Petrova": "notAnApprover" },
    unknown: "requestNotFound",
    again: "alreadyDecided",
  },
  {
    action: "app/(portal)/approvals/actions.ts askRequestorAction",
    by: "Priya Raman",
    call: async (app, id) => {
      const requestId = id ?? (await requestOf(app, "Nora Quinn", "designTools"));
      return {
        file: "app/(portal)/approvals/actions.ts",
        name: "askRequestorAction",
        at: "/approvals",
        sent: { form: { requestId, stage: "0", question: "Which charts are these?", submissionKey } },
      };
    },
    strangers: { "Grace Kim": "notAnApprover", "Nora Quinn": "ownRequest", "Elena Petrova": "notAnApprover" },
    unknown: "requestNotFound",
    again: "questionNotAllowed",
  },
  {
    action: "app/(portal)/approvals/actions.ts correctAnswersAction",
    by: "Kenji Watanabe",
    call: async (app, id) => {
      const requestId = id ?? (await requestOf(app, "Dev Patel", "production"));
      return {
        file: "app/(portal)/approvals/actions.ts",
        name: "correctAnswersAction",
        at: "/approvals",
        sent: { form: { requestId, stage: "1", "answers.change": "CHG-10235", submissionKey } },
      };
    },
    strangers: { "Dev Patel": "ownRequest", "Grace Kim": "notAnApprover", "Elena Petrova": "notAnApprover" },
    unknown: "requestNotFound",
    again: null,
  },
  {
    action: "app/(portal)/approvals/actions.ts takeBackApprovalAction",
    by: "Priya Raman",
    call: async (app, id) => {
      const requestId = id ?? (await requestOf(app, "Jonas Keller", "insights", "delivered"));
      return {
        file: "app/(portal)/approvals/actions.ts",
        name: "takeBackApprovalAction",
        at: "/approvals?tab=history",
        sent: { form: { requestId, stage: "0", reason: "The project is over.", submissionKey } },
      };
    },
    strangers: { "Jonas Keller": "notAnApprover", "Grace Kim": "notAnApprover", "Elena Petrova": "notAnApprover" },
    unknown: "requestNotFound",
    again: "alreadyRevokedOrEnded",
  },
  {
    action: "app/(portal)/approvals/delegation/actions.ts setDelegationAction",
    by: "Priya Raman",
    call: async (_app, id = personId("sofia")) => ({
      file: "app/(portal)/approvals/delegation/actions.ts",
      name: "setDelegationAction",
      at: "/approvals/delegation",
      sent: { form: { delegate: `person:${id}`, startAt: "", endAt: "", submissionKey } },
    }),
    // Nobody decides in their own place; for somebody else the form has no field.
    strangers: { "Sofia Marchetti": "delegateNotPermitted" },
    unknown: "delegateNotPermitted",
  },
  {
    action: "app/(portal)/approvals/delegation/actions.ts removeDelegationAction",
    by: "Claire Dubois",
    call: async () => ({
      file: "app/(portal)/approvals/delegation/actions.ts",
      name: "removeDelegationAction",
      at: "/approvals/delegation",
      sent: { form: { delegation: "mine", submissionKey } },
    }),
    strangers: {},
  },
  {
    action: "app/(admin)/admin/requests/[requestId]/actions.ts addApproverAction",
    by: "Kenji Watanabe",
    call: async (app, id) => {
      const requestId = id ?? (await requestOf(app, "Dev Patel", "production"));
      return {
        file: "app/(admin)/admin/requests/[requestId]/actions.ts",
        name: "addApproverAction",
        at: "/admin/requests",
        sent: { form: { requestId, approver: `person:${personId("sofia")}`, reason: "She knows it.", submissionKey } },
      };
    },
    strangers: {
      "Victoria Sinclair": "roleNotSufficient",
      "Grace Kim": "requestNotFound",
      "Dev Patel": "requestNotFound",
    },
    unknown: "requestNotFound",
    again: null,
  },
];
