import { packageId, policyId } from "@/db/seed/packages/packages";
import { type ActionCall, callAction, codesIn } from "@/e2e/support/action-calls";
import { contentsOf } from "@/e2e/support/database";
import { signInForCookies } from "@/e2e/support/sign-in";
import { expect, test } from "@/e2e/support/test";

test.use({ company: "looked at", hasWorker: false });

const call = (fields: Readonly<Record<string, string>>): ActionCall => ({
  file: "app/(admin)/admin/packages/[packageId]/assign/actions.ts",
  name: "assignAction",
  at: "/admin/packages",
  sent: {
    form: {
      packageId: packageId("brandLibrary"),
      policyId: policyId("brandLibrary", "everybody"),
      people: "William Foster\nnobody@brightwater.example",
      submissionKey: "9c0e4f5a-63f1-4b7e-9a55-5f9d6a2f7b10",
      ...fields,
    },
  },
});

test("ASG-30 a look at a list writes nothing and is for those alone who may assign; what is no list is told at its field", async ({
  app,
}) => {
  const before = await contentsOf(app);
  const check = { intent: "check", staysOnPage: "yes" };
  const signedOut = await callAction(app, call(check));
  expect(signedOut).toMatchObject({ status: 200, redirect: null });
  expect(codesIn(signedOut)).toEqual(["signedOut"]);
  for (const [who, told] of [
    ["Victoria Sinclair", "roleNotSufficient"],
    ["Kenji Watanabe", "packageNotFound"],
    ["Maya Lindqvist", "packageNotFound"],
  ] as const) {
    const answer = await callAction(app, call(check), { cookie: await signInForCookies(app, who) });
    expect(codesIn(answer)).toEqual([told]);
    expect(answer.body, "who is in the directory is not told").not.toContain('"person":');
  }
  const cookie = await signInForCookies(app, "Naledi Dlamini");
  const looked = await callAction(app, call(check), { cookie });
  expect(codesIn(looked)).toEqual([]);
  for (const outcome of ["assigned", "unknown"]) expect(looked.body).toContain(`"outcome":"${outcome}"`);
  const hostile = [
    { intent: "both" },
    { people: "a\0b" },
    { people: "x".repeat(50_000) },
    { people: Array.from({ length: 101 }, (_, number) => `p${number}`).join("\n") },
    { packageId: "../../etc/passwd" },
  ];
  for (const fields of hostile) {
    const { status, body } = await callAction(app, call({ ...check, ...fields }), { cookie });
    expect(status).toBe(200);
    expect(body).toContain('"invalid"');
  }
  expect(await contentsOf(app)).toEqual(before);
});
