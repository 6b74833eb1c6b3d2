import { packageId, policyId } from "@/db/seed/packages/packages";
import { personId } from "@/db/seed/people";
import { callAction } from "@/e2e/support/action-calls";
import type { App } from "@/e2e/support/app";
import { contentsOf } from "@/e2e/support/database";
import { simplePolicy } from "@/e2e/support/policies";
import { signInForCookies } from "@/e2e/support/sign-in";
import { expect, test } from "@/e2e/support/test";

test.use({ company: "forged policies", hasWorker: false });

const campaign = packageId("campaign");
const json = JSON.stringify;

/** What no editor sends, and where it is said to be wrong. */
const forged: Readonly<Record<string, readonly [policy: string, field: string]>> = {
  "no JSON": ["{", ""],
  "something else": ["[]", ""],
  nothing: ["", ""],
  "nested without end": ["[".repeat(200_000), ""],
  "too much of it": [json({ ...simplePolicy, description: "x".repeat(600_000) }), ""],
  "a scope that cannot be chosen": [
    json({ ...simplePolicy, allowedTargetScope: "specificConnectedOrganizationUsers" }),
    "allowedTargetScope",
  ],
  "somebody who is nobody": [
    json({
      ...simplePolicy,
      allowedTargetScope: "specificDirectoryUsers",
      specificAllowedTargets: [{ kind: "singleUser", userId: crypto.randomUUID() }],
    }),
    "specificAllowedTargets",
  ],
  "a text that cannot be stored": [json({ ...simplePolicy, displayName: "E\0" }), "displayName"],
  "a number that is none": [
    json({ ...simplePolicy, expiration: { type: "afterDays", days: "1e9" } }),
    "expiration.days",
  ],
  "four stages": [
    json({
      ...simplePolicy,
      requestApprovalSettings: {
        isApprovalRequiredForAdd: true,
        stages: Array.from({ length: 4 }, () => ({
          durationDays: 14,
          isApproverJustificationRequired: true,
          primaryApprovers: [{ kind: "singleUser", userId: personId("leo") }],
        })),
      },
    }),
    "requestApprovalSettings.stages",
  ],
};

const create = async (app: App, policy: string) =>
  callAction(
    app,
    {
      file: "app/(admin)/admin/packages/[packageId]/policies/actions.ts",
      name: "createPolicyAction",
      at: "/admin/packages",
      sent: { form: { packageId: campaign, policy } },
    },
    { cookie: await signInForCookies(app, "Leo Andersson") },
  );

for (const [what, [policy, field]] of Object.entries(forged)) {
  test(`${what} in a policy's place is told so and changes nothing`, async ({ app }) => {
    const before = await contentsOf(app);
    const { status, body } = await create(app, policy);
    expect(status).toBe(200);
    expect(body).toContain('"status":"invalid"');
    expect(body).toContain(`"errors":{"${field}":`);
    expect(await contentsOf(app)).toEqual(before);
  });
}

test("what a save would change is told to those who may save it, and to nobody else", async ({ app }) => {
  const ask = async (who: string, question: unknown, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${app.origin}/api/admin/policy-impact`, {
      method: "POST",
      headers: { cookie: await signInForCookies(app, who), ...headers },
      body: json(question),
    });
    return { status: answer.status, body: await answer.text() };
  };
  const question = { packageId: campaign, policyId: policyId("campaign", "agencies"), policy: json(simplePolicy) };
  const before = await contentsOf(app);
  expect(await ask("Leo Andersson", question)).toMatchObject({
    status: 200,
    body: expect.stringContaining('"gained"'),
  });
  expect(await ask("Victoria Sinclair", question)).toEqual({ status: 403, body: json({ error: "roleNotSufficient" }) });
  for (const who of ["Kenji Watanabe", "Maya Lindqvist"]) {
    expect(await ask(who, question)).toEqual({ status: 404, body: json({ error: "notFound" }) });
  }
  for (const policyOfNobody of [crypto.randomUUID(), policyId("treasuryRelease", "finance"), "../../etc", "\0"]) {
    expect((await ask("Leo Andersson", { ...question, policyId: policyOfNobody })).status).toBe(404);
  }
  for (const nonsense of [null, [], "text", { packageId: campaign }, { ...question, policyId: 7 }]) {
    expect((await ask("Leo Andersson", nonsense)).status).toBe(400);
  }
  expect((await ask("Leo Andersson", { ...question, policy: "{" })).status).toBe(422);
  expect((await ask("Leo Andersson", question, { origin: "https://elsewhere.example" })).status).toBe(403);
  expect((await ask("Leo Andersson", { ...question, policy: "x".repeat(1_100_000) })).status).toBe(413);
  expect(await contentsOf(app)).toEqual(before);
});

test("a policy of another package is not there under this one", async ({ app }) => {
  const cookie = await signInForCookies(app, "Leo Andersson");
  const path = `/admin/packages/${campaign}/policies/${policyId("insights", "review")}/edit`;
  const body = await (await fetch(`${app.origin}${path}`, { headers: { cookie } })).text();
  expect(body).toContain("NEXT_HTTP_ERROR_FALLBACK;404");
  expect(body).not.toContain("Quarterly business review");
});
