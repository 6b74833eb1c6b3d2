import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { catalogId, roleId } from "@/db/seed/catalogs";
import { groupId } from "@/db/seed/groups";
import { packageId, policyId } from "@/db/seed/packages/packages";
import { personId } from "@/db/seed/people";
import { type ActionCall, callAction, codesIn } from "@/e2e/support/action-calls";
import { type App, startApp } from "@/e2e/support/app";
import { contentsOf, oneValue } from "@/e2e/support/database";
import { simplePolicy } from "@/e2e/support/policies";
import { findPersonId, signInForCookies } from "@/e2e/support/sign-in";
import { test as base, expect, required } from "@/e2e/support/test";
import type { RequestId } from "@/lib/engine/ids";
import { demoClock } from "@/lib/platform/clock";
import { askRequestor } from "@/lib/services/ask-requestor";
import { depsFor } from "@/lib/services/deps";

/** A portal whose worker rests: whatever is written was written by what these tests send. */
const test = base.extend<object, { app: App }>({
  app: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's dependencies from this pattern.
    async ({}, use) => {
      const env = { LATCHKEY_WORKER: "none", LOG_LEVEL: "error" };
      const app = await startApp(required("LATCHKEY_TEST_SERVER"), required("LATCHKEY_TEST_TEMPLATE"), { env });
      await use(app);
      await app.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
});

test.use({ company: "every action" });

type Entry = {
  readonly action: string;
  /** Who may do it. */
  readonly by: string;
  /** The call as that person's browser sends it; `id` stands in for the id of what it is about. */
  readonly call: (app: App, id?: string) => Promise<ActionCall>;
  /** People who may not, and what they are told: a refusal's code, or a status. */
  readonly strangers: Readonly<Record<string, string | number>>;
  /** What an id is answered with that leads nowhere; not asked where the call has none. */
  readonly unknown?: string;
  /**
   * What is told to whoever does it a second time; a path where the same request is shown again; null where no refusal
   * is told, because a message stands at a field or there is nothing left to change.
   */
  readonly again?: string | RegExp | null;
};

const requestOf = (app: App, who: string, key: Parameters<typeof packageId>[0], state = "pendingApproval") =>
  oneValue<string>(
    app,
    "select r.id from requests r join people p on p.id = r.target_id where p.display_name = $1 and r.package_id = $2 and r.state = $3",
    [who, packageId(key), state],
  );

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

const submissionKey = "2b1f0c1e-5b0e-4d5c-9d3a-7c9b1f0e2a44";
/** Made when another form was opened; of one key there is one request a person (REQ-51). */
const assignmentKey = "5a4d9a8e-3f2b-4a36-8f0f-0d7c2f6b1c77";
const extensionKey = "7f6d0a52-8c1e-4b55-9b0e-52a3c0f4d611";

const catalogFields = { description: "What belongs in it.", isPublished: "on" };
const catalogStrangers = {
  "Victoria Sinclair": "roleNotSufficient",
  "Kenji Watanabe": "catalogNotFound",
  "Maya Lindqvist": "catalogNotFound",
};
const packageFields = { description: "What it gives." };
const packageStrangers = {
  "Victoria Sinclair": "roleNotSufficient",
  "Kenji Watanabe": "packageNotFound",
  "Maya Lindqvist": "packageNotFound",
};
const packageCall = (name: string, form: Record<string, string>): ActionCall => ({
  file: "app/(admin)/admin/packages/actions.ts",
  name,
  at: "/admin/packages",
  sent: { form: { ...form, submissionKey } },
});
const catalogCall = (name: string, form: Record<string, string>): ActionCall => ({
  file: "app/(admin)/admin/catalogs/actions.ts",
  name,
  at: "/admin/catalogs",
  sent: { form: { ...form, submissionKey } },
});

/** Separation of duties of a package: Grace looks after those of finance, Kenji after those of engineering. */
const dutiesCall = (name: string, form: Record<string, string>): ActionCall => ({
  file: "app/(admin)/admin/packages/[packageId]/duties-actions.ts",
  name,
  at: "/admin/packages",
  sent: { form: { ...form, submissionKey } },
});
const dutiesStrangers = {
  "Victoria Sinclair": "roleNotSufficient",
  "Sofia Marchetti": "packageNotFound",
  "Maya Lindqvist": "packageNotFound",
};

const policyStrangers = {
  "Victoria Sinclair": "roleNotSufficient",
  "Kenji Watanabe": "packageNotFound",
  "Maya Lindqvist": "packageNotFound",
};
const policyCall = (name: string, ids: Record<string, string>, displayName?: string): ActionCall => {
  const policy = displayName ? { policy: JSON.stringify({ ...simplePolicy, displayName }) } : {};
  return {
    file: "app/(admin)/admin/packages/[packageId]/policies/actions.ts",
    name,
    at: "/admin/packages",
    sent: { form: { packageId: packageId("campaign"), ...ids, ...policy, submissionKey } },
  };
};

const entries: readonly Entry[] = [
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
  {
    action: "app/(admin)/admin/catalogs/actions.ts createCatalogAction",
    by: "Elena Petrova",
    call: async () => catalogCall("createCatalogAction", { ...catalogFields, displayName: "Research" }),
    strangers: { "Grace Kim": "roleNotSufficient", "Maya Lindqvist": "roleNotSufficient" },
    again: null,
  },
  {
    action: "app/(admin)/admin/catalogs/actions.ts updateCatalogAction",
    by: "Grace Kim",
    call: async (_app, id = catalogId("finance")) =>
      catalogCall("updateCatalogAction", { ...catalogFields, displayName: "Money", catalogId: id, version: "1" }),
    strangers: catalogStrangers,
    unknown: "catalogNotFound",
    again: "staleVersion",
  },
  {
    action: "app/(admin)/admin/catalogs/actions.ts assignCatalogRoleAction",
    by: "Grace Kim",
    call: async (_app, id = catalogId("finance")) =>
      catalogCall("assignCatalogRoleAction", {
        catalogId: id,
        role: "catalogReader",
        principal: `person:${personId("nora")}`,
      }),
    strangers: catalogStrangers,
    unknown: "catalogNotFound",
    again: null,
  },
  {
    action: "app/(admin)/admin/catalogs/actions.ts removeCatalogRoleAction",
    by: "Kenji Watanabe",
    call: async (_app, id = catalogId("engineering")) =>
      catalogCall("removeCatalogRoleAction", {
        catalogId: id,
        role: "catalogReader",
        principal: `group:${groupId("securityReviewers")}`,
      }),
    strangers: { "Victoria Sinclair": "roleNotSufficient", "Grace Kim": "catalogNotFound" },
    unknown: "catalogNotFound",
    again: null,
  },
  {
    action: "app/(admin)/admin/catalogs/actions.ts addResourceAction",
    by: "Grace Kim",
    call: async (_app, id = catalogId("finance")) =>
      catalogCall("addResourceAction", { catalogId: id, originSystem: "AadApplication", originId: "Payday Payroll" }),
    strangers: catalogStrangers,
    unknown: "catalogNotFound",
    again: null,
  },
  {
    action: "app/(admin)/admin/catalogs/actions.ts removeResourceAction",
    by: "Grace Kim",
    call: async (app, id) => {
      const free =
        "insert into resources (id, catalog_id, origin_system, origin_id, display_name, description) values (gen_random_uuid(), $1, 'AadApplication', 'Harborstone Treasury', 'Unused', '') on conflict do nothing";
      const given = catalogId("harbour");
      await app.handle.pool.query(free, [given]);
      await app.handle.pool.query(
        "insert into role_assignments (id, role, person_id, catalog_id, created_at) values (gen_random_uuid(), 'catalogOwner', $1, $2, now()) on conflict do nothing",
        [personId("grace"), given],
      );
      const resourceId = await oneValue<string>(app, "select id from resources where display_name = 'Unused'", []);
      return catalogCall("removeResourceAction", { catalogId: id ?? given, resourceId });
    },
    strangers: { "Victoria Sinclair": "roleNotSufficient", "Kenji Watanabe": "catalogNotFound" },
    unknown: "catalogNotFound",
    again: "resourceNotFound",
  },
  {
    action: "app/(admin)/admin/catalogs/actions.ts deleteCatalogAction",
    by: "Elena Petrova",
    call: async (app, id) => {
      const fresh =
        "insert into catalogs (id, display_name, description, state, is_externally_visible, catalog_type, created_at, modified_at) values (gen_random_uuid(), 'Empty', 'Nothing in it', 'published', false, 'userManaged', now(), now()) on conflict do nothing";
      await app.handle.pool.query(fresh);
      const empty = await oneValue<string>(app, "select id from catalogs where display_name = 'Empty'", []);
      return catalogCall("deleteCatalogAction", { catalogId: id ?? empty });
    },
    strangers: { "Victoria Sinclair": "roleNotSufficient", "Kenji Watanabe": "catalogNotFound" },
    unknown: "catalogNotFound",
    again: "catalogNotFound",
  },
  {
    action: "app/(admin)/admin/packages/[packageId]/duties-actions.ts excludeAction",
    by: "Grace Kim",
    call: async (_app, id = packageId("treasuryRelease")) =>
      dutiesCall("excludeAction", {
        packageId: id,
        counterpart: `package:${packageId("monthEnd")}`,
        alsoReverse: "on",
      }),
    strangers: { ...dutiesStrangers, "Kenji Watanabe": "packageNotFound" },
    unknown: "packageNotFound",
    again: null,
  },
  {
    action: "app/(admin)/admin/packages/[packageId]/duties-actions.ts allowAction",
    by: "Grace Kim",
    call: async (_app, id = packageId("vendorInitiator")) =>
      dutiesCall("allowAction", { packageId: id, counterpart: `package:${packageId("vendorApprover")}` }),
    strangers: { ...dutiesStrangers, "Kenji Watanabe": "packageNotFound" },
    unknown: "packageNotFound",
    again: null,
  },
  {
    action: "app/(admin)/admin/packages/[packageId]/duties-actions.ts addOverrideAction",
    by: "Grace Kim",
    call: async (_app, id = packageId("financialAnalyst")) =>
      dutiesCall("addOverrideAction", { packageId: id, override: `package:${packageId("monthEnd")}` }),
    strangers: { ...dutiesStrangers, "Kenji Watanabe": "packageNotFound" },
    unknown: "packageNotFound",
    again: null,
  },
  {
    action: "app/(admin)/admin/packages/[packageId]/duties-actions.ts removeOverrideAction",
    by: "Kenji Watanabe",
    call: async (_app, id = packageId("bothEnvironments")) =>
      dutiesCall("removeOverrideAction", { packageId: id, override: `package:${packageId("production")}` }),
    strangers: { ...dutiesStrangers, "Grace Kim": "packageNotFound" },
    unknown: "packageNotFound",
    again: null,
  },
  {
    action: "app/(admin)/admin/packages/actions.ts createPackageAction",
    by: "Grace Kim",
    call: async (_app, id = catalogId("finance")) =>
      packageCall("createPackageAction", { ...packageFields, displayName: "Payroll", catalogId: id }),
    strangers: catalogStrangers,
    unknown: "catalogNotFound",
    again: null,
  },
  {
    action: "app/(admin)/admin/packages/actions.ts updatePackageAction",
    by: "Grace Kim",
    call: async (_app, id = packageId("treasuryRelease")) =>
      packageCall("updatePackageAction", { ...packageFields, displayName: "Releases", packageId: id, version: "1" }),
    strangers: packageStrangers,
    unknown: "packageNotFound",
    again: "staleVersion",
  },
  {
    action: "app/(admin)/admin/packages/actions.ts duplicatePackageAction",
    by: "Grace Kim",
    call: async (_app, id = packageId("treasuryRelease")) =>
      packageCall("duplicatePackageAction", { ...packageFields, displayName: "Releases in France", packageId: id }),
    strangers: packageStrangers,
    unknown: "packageNotFound",
    again: null,
  },
  {
    action: "app/(admin)/admin/packages/actions.ts addRolesAction",
    by: "Grace Kim",
    call: async (_app, id = packageId("treasuryRelease")) =>
      packageCall("addRolesAction", { packageId: id, add: roleId(["financeSite", "Visitors"]) }),
    strangers: packageStrangers,
    unknown: "packageNotFound",
    again: null,
  },
  {
    action: "app/(admin)/admin/packages/actions.ts removeRoleAction",
    by: "Grace Kim",
    call: async (_app, id = packageId("treasuryRelease")) =>
      packageCall("removeRoleAction", { packageId: id, roleId: roleId(["treasury", "Payment Release"]) }),
    strangers: packageStrangers,
    unknown: "packageNotFound",
    again: null,
  },
  {
    action: "app/(admin)/admin/packages/actions.ts deletePackageAction",
    by: "Elena Petrova",
    call: async (app, id) => {
      const fresh =
        "insert into access_packages (id, catalog_id, display_name, description, is_hidden, created_at, modified_at) values (gen_random_uuid(), $1, 'Unused', 'Nothing', false, now(), now()) on conflict do nothing";
      await app.handle.pool.query(fresh, [catalogId("finance")]);
      const unused = await oneValue<string>(app, "select id from access_packages where display_name = 'Unused'", []);
      return packageCall("deletePackageAction", { packageId: id ?? unused });
    },
    strangers: packageStrangers,
    unknown: "packageNotFound",
    again: "packageNotFound",
  },
  {
    action: "app/(admin)/admin/packages/[packageId]/policies/actions.ts createPolicyAction",
    by: "Leo Andersson",
    call: async (_app, id = packageId("campaign")) => policyCall("createPolicyAction", { packageId: id }, "Anybody"),
    strangers: policyStrangers,
    unknown: "packageNotFound",
    again: null,
  },
  {
    action: "app/(admin)/admin/packages/[packageId]/policies/actions.ts updatePolicyAction",
    by: "Leo Andersson",
    call: async (_app, id = policyId("campaign", "agencies")) =>
      policyCall("updatePolicyAction", { policyId: id, version: "1" }, "Agencies"),
    strangers: policyStrangers,
    unknown: "policyNotFound",
    again: "staleVersion",
  },
  {
    action: "app/(admin)/admin/packages/[packageId]/policies/actions.ts deletePolicyAction",
    by: "Leo Andersson",
    call: async (app, id) => {
      const fresh =
        "insert into assignment_policies select (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(), 'display_name', gen_random_uuid()))).* from assignment_policies p where p.id = $1 returning id";
      return policyCall("deletePolicyAction", {
        policyId: id ?? (await oneValue<string>(app, fresh, [policyId("campaign", "agencies")])),
      });
    },
    strangers: policyStrangers,
    unknown: "policyNotFound",
    again: "policyNotFound",
  },
  {
    action: "app/(admin)/admin/packages/[packageId]/assign/actions.ts assignAction",
    by: "Naledi Dlamini",
    call: async (_app, id = packageId("brandLibrary")) => ({
      file: "app/(admin)/admin/packages/[packageId]/assign/actions.ts",
      name: "assignAction",
      at: "/admin/packages",
      sent: {
        form: {
          packageId: id,
          policyId: policyId("brandLibrary", "everybody"),
          people: "Rosa Delgado\nArjun Mehta\nTomasz Nowicki\nnobody@brightwater.example",
          submissionKey: assignmentKey,
        },
      },
    }),
    strangers: {
      "Victoria Sinclair": "roleNotSufficient",
      "Kenji Watanabe": "packageNotFound",
      "Maya Lindqvist": "packageNotFound",
    },
    unknown: "packageNotFound",
    again: null,
  },
  {
    action: "app/demo/actions.ts advanceClockAction",
    by: "Elena Petrova",
    call: async () => ({
      file: "app/demo/actions.ts",
      name: "advanceClockAction",
      at: "/",
      sent: { values: [{ hours: 1 }] },
    }),
    strangers: { "Victoria Sinclair": 403, "Grace Kim": 403, "Maya Lindqvist": 403 },
  },
  {
    action: "app/(admin)/admin/settings/actions.ts changeSettingsAction",
    by: "Elena Petrova",
    call: async () => ({
      file: "app/(admin)/admin/settings/actions.ts",
      name: "changeSettingsAction",
      at: "/admin/settings",
      sent: { form: { "read.informationAnswerDays": "7", informationAnswerDays: "5" } },
    }),
    strangers: {
      "Victoria Sinclair": "roleNotSufficient",
      "Grace Kim": "settingsNotFound",
      "Maya Lindqvist": "settingsNotFound",
    },
  },
];

/** Every function of every file of actions. */
function actionsInProject(): string[] {
  return readdirSync("app", { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .flatMap((file) => {
      const text = readFileSync(file, "utf8");
      if (!text.includes('"use server"')) return [];
      return [...text.matchAll(/^export (?:async function|const) (\w+)/gm)].map(([, name]) => `${file} ${name}`);
    })
    .sort();
}

async function expectUnchanged(app: App, work: () => Promise<void>): Promise<void> {
  const before = await contentsOf(app);
  await work();
  expect(await contentsOf(app), "nothing may be written").toEqual(before);
}

test("every server action has its entry here", () => {
  expect(entries.map((entry) => entry.action).sort()).toEqual(actionsInProject());
});

for (const entry of entries) {
  const name = entry.action.split(" ").at(-1) ?? "";
  test.describe(name, () => {
    test("signed out: to the sign-in page", async ({ app }) => {
      const call = await entry.call(app);
      await expectUnchanged(app, async () => {
        const { status, redirect } = await callAction(app, call);
        expect(status).toBeLessThan(400);
        expect(redirect).toMatch(/^\/sign-in/);
      });
    });

    test("switched off while signed in: to the sign-in page", async ({ app }) => {
      const call = await entry.call(app);
      const cookie = await signInForCookies(app, entry.by);
      const id = await findPersonId(app, entry.by);
      const set = (on: boolean) => app.handle.pool.query("update people set is_enabled = $1 where id = $2", [on, id]);
      await set(false);
      try {
        await expectUnchanged(app, async () => {
          const { status, redirect } = await callAction(app, call, { cookie });
          expect(status).toBeLessThan(400);
          expect(redirect).toMatch(/^\/sign-in\?problem=disabled/);
        });
      } finally {
        await set(true);
      }
    });

    for (const [who, told] of Object.entries(entry.strangers)) {
      test(`${who} may not: ${told}`, async ({ app }) => {
        const call = await entry.call(app);
        const cookie = await signInForCookies(app, who);
        await expectUnchanged(app, async () => {
          const answer = await callAction(app, call, { cookie });
          if (typeof told === "number") expect(answer.status).toBe(told);
          else expect(codesIn(answer)).toEqual([told]);
        });
      });
    }

    // An action about nothing that has an id has nothing to be asked here.
    if (entry.unknown !== undefined) {
      test("an id that leads nowhere, or is none", async ({ app }) => {
        const cookie = await signInForCookies(app, entry.by);
        await expectUnchanged(app, async () => {
          expect(codesIn(await callAction(app, await entry.call(app, crypto.randomUUID()), { cookie }))).toEqual([
            entry.unknown,
          ]);
          for (const id of ["../../etc/passwd", "' or 1=1 --", "\0", "x".repeat(10_000), ""]) {
            const { status, body } = await callAction(app, await entry.call(app, id), { cookie });
            expect(status).toBe(200);
            expect(body).toContain('"invalid"');
          }
        });
      });
    }

    test("sent from another site", async ({ app }) => {
      const call = await entry.call(app);
      const cookie = await signInForCookies(app, entry.by);
      await expectUnchanged(app, async () => {
        for (const origin of ["https://evil.example", "null", `${app.origin}.evil.example`]) {
          const { status } = await callAction(app, call, { cookie, headers: { origin } });
          expect(status, origin).toBeGreaterThanOrEqual(400);
          expect(status, origin).toBeLessThan(500);
        }
      });
    });

    test("more than a megabyte", async ({ app }) => {
      const call = await entry.call(app);
      const cookie = await signInForCookies(app, entry.by);
      const more = "x".repeat(1_100_000);
      const sent =
        "form" in call.sent
          ? { form: { ...call.sent.form, more } }
          : { values: [{ ...(call.sent.values[0] as object), more }] };
      await expectUnchanged(app, async () => {
        const { status } = await callAction(app, { ...call, sent }, { cookie });
        expect(status).toBe(413);
      });
    });

    test("something else than it takes", async ({ app }) => {
      const call = await entry.call(app);
      const cookie = await signInForCookies(app, entry.by);
      const odd: readonly ActionCall["sent"][] = [
        { form: {} },
        { form: { __proto__: "x", constructor: "y", "answers.__proto__": "z" } },
        { values: [] },
        { values: [null, null] },
        { values: ["nextDue; drop table people"] },
        { values: [{ items: "all", verdict: "approve", reason: {} }] },
        { values: [{ items: Array(5_000).fill({ requestId: crypto.randomUUID(), stage: 0 }) }] },
        { values: [{ hours: 1e99 }] },
        { values: [{ days: -1 }] },
      ];
      await expectUnchanged(app, async () => {
        for (const sent of odd) {
          const { status } = await callAction(app, { ...call, sent }, { cookie });
          expect(status, JSON.stringify(sent).slice(0, 80)).toBeLessThan(500);
        }
      });
    });

    test("whoever may, can; and twice is once", async ({ app }) => {
      const call = await entry.call(app);
      const cookie = await signInForCookies(app, entry.by);
      const before = await contentsOf(app);
      const first = await callAction(app, call, { cookie });
      expect(first.status).toBeLessThan(400);
      expect(codesIn(first)).toEqual([]);
      expect(await contentsOf(app)).not.toEqual(before);
      if (entry.again === undefined) return;
      await expectUnchanged(app, async () => {
        const second = await callAction(app, call, { cookie });
        if (entry.again === null) return expect(codesIn(second)).toEqual([]);
        if (typeof entry.again === "string") return expect(codesIn(second)).toEqual([entry.again]);
        expect(second.redirect).toMatch(entry.again ?? "");
        expect(second.redirect).toBe(first.redirect);
      });
    });
  });
}

test("an action that does not exist is not found", async ({ app }) => {
  const cookie = await signInForCookies(app, "Elena Petrova");
  const call = { file: "", name: "", at: "/", sent: { values: [] } };
  await expectUnchanged(app, async () => {
    for (const id of ["0".repeat(42), "../../etc", "x", "a".repeat(5_000)]) {
      const { status } = await callAction(app, call, { cookie, id });
      expect(status, id.slice(0, 50)).toBeGreaterThanOrEqual(400);
      expect(status, id.slice(0, 50)).toBeLessThan(500);
    }
  });
});

test("who asks is never read from the form", async ({ app }) => {
  const cookie = await signInForCookies(app, "Chidi Nwosu");
  const form = {
    packageId: packageId("remoteAccess"),
    policyId: policyId("remoteAccess", "employees"),
    submissionKey: crypto.randomUUID(),
    personId: personId("elena"),
    requestorId: personId("elena"),
    state: "delivered",
    startAt: "2020-01-01T00:00:00Z",
    _2_personId: personId("elena"),
  };
  const { redirect } = await callAction(
    app,
    {
      file: "app/(portal)/packages/[packageId]/request/actions.ts",
      name: "submitRequestAction",
      at: `/packages/${form.packageId}/request`,
      sent: { form },
    },
    { cookie },
  );
  const id = redirect?.match(/[0-9a-f-]{36}/)?.[0];
  const { rows } = await app.handle.pool.query(
    "select target_id, requestor_id, state, requested_start_at from requests where id = $1",
    [id],
  );
  const chidi = personId("chidi");
  expect(rows).toEqual([{ target_id: chidi, requestor_id: chidi, state: "pendingApproval", requested_start_at: null }]);
});

test("a form is for somebody else only where a policy lets its sender ask for them", async ({ app }) => {
  const refusals = async (who: string, target: string, wanted: Parameters<typeof packageId>[0]) => {
    const cookie = await signInForCookies(app, who);
    const form = { packageId: packageId(wanted), policyId: "", targetId: target, submissionKey: crypto.randomUUID() };
    const answer = await callAction(
      app,
      {
        file: "app/(portal)/packages/[packageId]/request/actions.ts",
        name: "submitRequestAction",
        at: `/packages/${form.packageId}/request`,
        sent: { form },
      },
      { cookie },
    );
    expect(answer.status).toBe(200);
    return codesIn(answer);
  };
  await expectUnchanged(app, async () => {
    expect(await refusals("Chidi Nwosu", personId("leo"), "remoteAccess")).toEqual(["requestorKindNotAllowed"]);
    expect(await refusals("Tomasz Nowicki", personId("arjun"), "monthEnd")).toEqual(["requestorKindNotAllowed"]);
    expect(await refusals("Priya Raman", personId("mateo"), "monthEnd")).toEqual(["requestorKindNotAllowed"]);
    expect(await refusals("Maya Lindqvist", personId("linh"), "firmwareSigning")).toEqual(["packageNotFound"]);
    expect(await refusals("Luca Bianchi", personId("emily"), "officeVisits")).toEqual(["requestorKindNotAllowed"]);
    expect(await refusals("Priya Raman", crypto.randomUUID(), "monthEnd")).toEqual(["packageNotFound"]);
    // What is no id at all is told at its field.
    for (const id of ["../../etc/passwd", "\0", "x".repeat(10_000)]) {
      expect(await refusals("Priya Raman", id, "monthEnd")).toEqual([]);
    }
  });
});

test("a manager takes back only what policy and position let them", async ({ app }) => {
  const cookie = await signInForCookies(app, "Priya Raman");
  const take = async (who: Parameters<typeof personId>[0], wanted: Parameters<typeof packageId>[0]) => {
    const held = "select id from assignments where target_id = $1 and package_id = $2 and state = 'delivered'";
    const assignmentId = await oneValue<string>(app, held, [personId(who), packageId(wanted)]);
    const call = {
      file: "app/(portal)/team/[personId]/actions.ts",
      name: "takeBackAccessAction",
      at: "/team",
      sent: { form: { assignmentId, reason: "" } },
    };
    return codesIn(await callAction(app, call, { cookie }));
  };
  await expectUnchanged(app, async () => {
    expect(await take("maya", "remoteAccess")).toEqual(["removeNotAllowed"]);
    expect(await take("leo", "designTools")).toEqual(["requestNotFound"]);
  });
});

test("somebody else's key does not lead to their request", async ({ app }) => {
  const send = async (who: string) => {
    const cookie = await signInForCookies(app, who);
    const form = { packageId: packageId("officeVisits"), policyId: "", submissionKey };
    const call = {
      file: "app/(portal)/packages/[packageId]/request/actions.ts",
      name: "submitRequestAction",
      at: `/packages/${form.packageId}/request`,
      sent: { form },
    };
    return (await callAction(app, call, { cookie })).redirect;
  };
  const [emily, robert] = [await send("Emily Carter"), await send("Robert Ellison")];
  expect(emily).toMatch(/^\/requests\//);
  expect(robert).toMatch(/^\/requests\//);
  expect(robert).not.toBe(emily);
});
