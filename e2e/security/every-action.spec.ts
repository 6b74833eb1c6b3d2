import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packageId, policyId } from "@/db/seed/packages/packages";
import { personId } from "@/db/seed/people";
import { type ActionCall, callAction, codesIn } from "@/e2e/support/action-calls";
import { type App, startApp } from "@/e2e/support/app";
import { contentsOf, oneValue } from "@/e2e/support/database";
import { findPersonId, signInForCookies } from "@/e2e/support/sign-in";
import { test as base, expect, required } from "@/e2e/support/test";
import { approvals } from "./actions/approvals";
import { asking } from "./actions/asking";
import { assignments } from "./actions/assignments";
import { catalogs } from "./actions/catalogs";
import { directory } from "./actions/directory";
import { drafts } from "./actions/drafts";
import { duties } from "./actions/duties";
import { type Entry, submissionKey } from "./actions/entry";
import { organization } from "./actions/organization";
import { packages } from "./actions/packages";
import { policies } from "./actions/policies";
import { services } from "./actions/services";
import { tokens } from "./actions/tokens";

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

test.use({ company: "every action", hasWorker: false });

const entries: readonly Entry[] = [
  ...asking,
  ...assignments,
  ...approvals,
  ...catalogs,
  ...packages,
  ...drafts,
  ...policies,
  ...duties,
  ...directory,
  ...organization,
  ...tokens,
  ...services,
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
