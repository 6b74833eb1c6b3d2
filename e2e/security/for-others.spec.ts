import { packageId } from "@/db/seed/packages/packages";
import { personId } from "@/db/seed/people";
import { signInForCookies } from "@/e2e/support/sign-in";
import { expect, test } from "@/e2e/support/test";

const analyst = packageId("financialAnalyst");
const visits = packageId("officeVisits");

/** Who names whom, and is told that there is nothing. */
const foreign = [
  ["Tomasz Nowicki", "maya", "the manager above"],
  ["Nora Quinn", "maya", "a colleague"],
  ["Elena Petrova", "maya", "an administrator, who assigns directly and asks for nobody"],
  ["Priya Raman", "mateo", "the manager of others"],
] as const;

const idsOfNothing = ["", "1", crypto.randomUUID(), "../../etc/passwd", "' or 1=1 --", "\0", "x".repeat(2_000)];

const pathsFor = (wanted: string, target: string) => {
  const query = new URLSearchParams({ for: target });
  return [`/packages/${wanted}?${query}`, `/packages/${wanted}/request?${query}`];
};

for (const [who, target, why] of foreign) {
  test(`${who} does not ask for ${target}: ${why}`, async ({ app }) => {
    const cookie = await signInForCookies(app, who);
    for (const path of pathsFor(analyst, personId(target))) {
      const body = await (await fetch(`${app.origin}${path}`, { headers: { cookie } })).text();
      expect(body, path).toContain("NEXT_HTTP_ERROR_FALLBACK;404");
      expect(body, path).not.toContain("Ledgerline ERP");
    }
  });
}

test("an id of nobody, none and several are answered like somebody else's", async ({ app }) => {
  const cookie = await signInForCookies(app, "Priya Raman");
  const several = `for=${personId("maya")}&for=${personId("nora")}`;
  const paths = [
    ...idsOfNothing.flatMap((id) => [...pathsFor(visits, id), `/packages?${new URLSearchParams({ for: id })}`]),
    `/packages/${visits}?${several}`,
    `/packages/${visits}/request?${several}`,
    `/packages?${several}`,
  ];
  for (const path of paths) {
    const answer = await fetch(`${app.origin}${path}`, { headers: { cookie } });
    expect(answer.status, path.slice(0, 120)).toBeLessThan(500);
    expect(await answer.text(), path.slice(0, 120)).toContain("NEXT_HTTP_ERROR_FALLBACK;404");
  }
});

test("the list names nobody to whoever may not ask for them", async ({ app }) => {
  const cookie = await signInForCookies(app, "Luca Bianchi");
  const path = `/packages?for=${personId("chidi")}`;
  const body = await (await fetch(`${app.origin}${path}`, { headers: { cookie } })).text();
  expect(body).toContain("NEXT_HTTP_ERROR_FALLBACK;404");
  expect(body).not.toContain("Chidi Nwosu");
});

test("the search finds those alone who may be asked for", async ({ app }) => {
  const search = async (who: string, query: Record<string, string>) => {
    const cookie = await signInForCookies(app, who);
    const answer = await fetch(`${app.origin}/api/packages/targets?${new URLSearchParams(query)}`, {
      headers: { cookie },
    });
    expect(answer.status).toBe(200);
    const { rows } = (await answer.json()) as { rows: { displayName: string }[] };
    return rows.map((row) => row.displayName);
  };
  expect(await search("Priya Raman", { q: "lindqvist", package: analyst })).toEqual(["Maya Lindqvist"]);
  expect(await search("Tomasz Nowicki", { q: "lindqvist", package: analyst })).toEqual([]);
  expect(await search("Tomasz Nowicki", { q: "lindqvist", package: visits })).toEqual(["Maya Lindqvist"]);
  expect(await search("Luca Bianchi", { q: "lindqvist", package: visits })).toEqual([]);
  for (const hostile of ["' or 1=1 --", "%", "\0", "x".repeat(5_000)]) {
    expect(await search("Priya Raman", { q: hostile, package: visits })).toEqual([]);
    expect(await search("Priya Raman", { q: "maya", package: hostile })).toEqual([]);
  }
});
