import { packageId } from "@/db/seed/packages/packages";
import { personId } from "@/db/seed/people";
import type { App } from "@/e2e/support/app";
import { oneValue } from "@/e2e/support/database";
import { expect } from "@/e2e/support/test";
import type { RequestId } from "@/lib/engine/ids";
import { demoClock } from "@/lib/platform/clock";
import { askRequestor } from "@/lib/services/ask-requestor";
import { depsFor } from "@/lib/services/deps";
import { type Entry, requestOf, submissionKey } from "./entry";

/** Maya's request for the campaign, after Priya has asked her something, once. */
async function askedByPriya(app: App): Promise<string> {
  const requestId = (await requestOf(app, "Maya Lindqvist", "campaign")) as RequestId;
  const exchanges = await oneValue<unknown[]>(app, "select exchanges from requests where id = $1", [requestId]);
  if (exchanges.length > 0) return requestId;
  const { db } = app.handle;
  const question = { personId: personId("priya"), requestId, stage: 0, question: "For how long?" };
  expect(await askRequestor(depsFor(db, demoClock(db)), question)).toMatchObject({ ok: true });
  return requestId;
}

/** Made when another form was opened. */
const extensionKey = "7f6d0a52-8c1e-4b55-9b0e-52a3c0f4d611";

export const asking: readonly Entry[] = [
  {
    action: "app/(portal)/packages/[packageId]/request/actions.ts submitRequestAction",
    by: "Nora Quinn",
    call: async (_app, id = packageId("remoteAccess")) => ({
      file: "app/(portal)/packages/[packageId]/request/actions.ts",
      name: "submitRequestAction",
      at: `/packages/${packageId("remoteAccess")}/request`,
      sent: { form: { packageId: id, policyId: "", justification: "", hasPeriod: "no", submissionKey } },
    }),
    strangers: { "Karin Olsen": "packageNotFound", "Maya Lindqvist": "alreadyAssigned" },
    unknown: "packageNotFound",
    again: /^\/requests\/[0-9a-f-]{36}/,
  },
  {
    action: "app/(portal)/requests/[requestId]/actions.ts cancelRequestAction",
    by: "Maya Lindqvist",
    call: async (app, id) => {
      const requestId = id ?? (await requestOf(app, "Maya Lindqvist", "tradeShow"));
      return {
        file: "app/(portal)/requests/[requestId]/actions.ts",
        name: "cancelRequestAction",
        at: "/requests",
        sent: { form: { requestId, submissionKey } },
      };
    },
    strangers: { "Nora Quinn": "requestNotFound", "Sofia Marchetti": "requestNotFound" },
    unknown: "requestNotFound",
    again: "cancelNotAllowed",
  },
  {
    action: "app/(portal)/requests/[requestId]/actions.ts answerQuestionAction",
    by: "Maya Lindqvist",
    call: async (app, id) => {
      const requestId = id ?? (await askedByPriya(app));
      return {
        file: "app/(portal)/requests/[requestId]/actions.ts",
        name: "answerQuestionAction",
        at: "/requests",
        sent: { form: { requestId, answer: "Until the end of March.", submissionKey } },
      };
    },
    strangers: {
      "Nora Quinn": "requestNotFound",
      "Priya Raman": "requestNotFound",
      "Elena Petrova": "requestNotFound",
    },
    unknown: "requestNotFound",
    again: "nothingToAnswer",
  },
  {
    action: "app/(portal)/requests/[requestId]/actions.ts nudgeApproversAction",
    by: "Maya Lindqvist",
    call: async (app, id) => {
      const requestId = id ?? (await requestOf(app, "Maya Lindqvist", "treasuryRelease"));
      return {
        file: "app/(portal)/requests/[requestId]/actions.ts",
        name: "nudgeApproversAction",
        at: "/requests",
        sent: { form: { requestId, submissionKey } },
      };
    },
    strangers: { "Nora Quinn": "requestNotFound", "Grace Kim": "requestNotFound", "Elena Petrova": "requestNotFound" },
    unknown: "requestNotFound",
    again: "nudgeTooSoon",
  },
  {
    action: "app/(portal)/packages/extend/[assignmentId]/actions.ts extendAccessAction",
    by: "Maya Lindqvist",
    call: async (app, id) => {
      const held = "select id from assignments where target_id = $1 and package_id = $2";
      const assignmentId = id ?? (await oneValue<string>(app, held, [personId("maya"), packageId("warehouse")]));
      return {
        file: "app/(portal)/packages/extend/[assignmentId]/actions.ts",
        name: "extendAccessAction",
        at: "/packages?tab=active",
        sent: {
          form: { assignmentId, justification: "Churn, every week.", endAt: "", submissionKey: extensionKey },
        },
      };
    },
    strangers: {
      "Nora Quinn": "requestNotFound",
      "Priya Raman": "extensionNotAllowed",
      "Elena Petrova": "requestNotFound",
    },
    unknown: "requestNotFound",
    again: /^\/requests\/[0-9a-f-]{36}/,
  },
  {
    action: "app/(portal)/packages/actions.ts removeOwnAccessAction",
    by: "Maya Lindqvist",
    call: async (app, id) => {
      const held = "select id from assignments where target_id = $1 and package_id = $2";
      const mine = id ?? (await oneValue<string>(app, held, [personId("maya"), packageId("expenses")]));
      return {
        file: "app/(portal)/packages/actions.ts",
        name: "removeOwnAccessAction",
        at: "/packages?tab=active",
        sent: { form: { assignmentId: mine, submissionKey } },
      };
    },
    strangers: { "Nora Quinn": "requestNotFound", "Elena Petrova": "requestNotFound" },
    unknown: "requestNotFound",
    again: "alreadyRevokedOrEnded",
  },
  {
    action: "app/(portal)/team/[personId]/actions.ts takeBackAccessAction",
    by: "Priya Raman",
    call: async (app, id) => {
      const held = "select id from assignments where target_id = $1 and package_id = $2";
      const assignmentId = id ?? (await oneValue<string>(app, held, [personId("nora"), packageId("financialAnalyst")]));
      return {
        file: "app/(portal)/team/[personId]/actions.ts",
        name: "takeBackAccessAction",
        at: `/team/${personId("nora")}`,
        sent: { form: { assignmentId, reason: "She is with another team now.", submissionKey } },
      };
    },
    strangers: {
      "Nora Quinn": "requestNotFound",
      "Tomasz Nowicki": "requestNotFound",
      "Elena Petrova": "requestNotFound",
    },
    unknown: "requestNotFound",
    again: "alreadyRevokedOrEnded",
  },
];
