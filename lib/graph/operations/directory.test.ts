import { eq } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
import { people } from "@/db/schema";
import { ada, auditors, ben, cleo, everybody, finance, hana, kim, ledgerOwners } from "@/lib/engine/testing/cast";
import { ApiWorld } from "@/lib/graph/testing/world";
import { newId } from "@/lib/platform/ids";
import { insertGroup, joinGroup } from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";

const test = testDatabase();
let world: ApiWorld;

const get = (who: typeof ada, path: string) => world.as(who, "GET", path);
const idsFor = async (who: typeof ada, path: string): Promise<string[]> =>
  (await get(who, path)).body.value.map((each: { id: string }) => each.id).sort();

beforeAll(async () => {
  world = await ApiWorld.begin(test);
  await test.db.update(people).set({ userPrincipalName: "Ada@Contoso.test" }).where(eq(people.id, ada.id));
  await insertGroup(test.db, ledgerOwners, { name: "Ledger", members: [ada] });
  await insertGroup(test.db, auditors, { name: "Auditors", members: [hana], inside: [ledgerOwners] });
  await insertGroup(test.db, finance, { name: "Finance" });
  await joinGroup(test.db, ledgerOwners, ben, "owner");
});

it("people are found by administrators, by id, by sign-in name and by filters", async () => {
  const byName = await get(kim, `/users?$filter=startswith(displayName,'ada') and accountEnabled eq true&$count=true`);
  expect(byName.body).toMatchObject({
    "@odata.count": 1,
    value: [
      {
        "@odata.type": "#microsoft.graph.user",
        id: ada.id,
        displayName: ada.displayName,
        userPrincipalName: "Ada@Contoso.test",
        mail: `${ada.id}@example.test`,
        userType: "Member",
      },
    ],
  });
  expect(
    await idsFor(kim, `/users?$filter=userPrincipalName eq 'ada@contoso.test' or mail eq '${ben.id}@EXAMPLE.test'`),
  ).toEqual([ada.id, ben.id].sort());
  expect((await get(kim, `/users/ada@contoso.test?$select=displayName`)).body).toMatchObject({
    displayName: ada.displayName,
  });
  expect((await get(kim, `/users/${ada.id}/manager`)).body).toMatchObject({ id: ben.id });
  expect((await get(kim, `/users/${cleo.id}/manager`)).status).toBe(404);
  expect((await get(kim, `/users/$count`)).body).toBe(String(everybody.length));
});

it("whoever administers nothing knows themself, their manager and the groups they are in", async () => {
  expect((await get(ada, "/me?$expand=manager")).body).toMatchObject({ id: ada.id, manager: { id: ben.id } });
  expect((await get(ada, "/me/manager")).body).toMatchObject({ id: ben.id });
  expect(await idsFor(ada, "/me/memberOf")).toEqual([ledgerOwners]);
  expect((await get(ada, `/users/${ada.id}`)).status).toBe(200);
  expect((await get(ada, `/groups/${ledgerOwners}`)).body).toMatchObject({ displayName: "Ledger" });
  const refused = ["/users", "/groups", `/groups/${ledgerOwners}/members`].map((path) => [path, 403] as const);
  const hidden = [`/users/${ben.id}`, `/users/${ben.id}/memberOf`, `/groups/${finance}`, "/users/nobody@example.test"];
  for (const [path, status] of [...refused, ...hidden.map((path) => [path, 404] as const)]) {
    expect([path, (await get(ada, path)).status]).toEqual([path, status]);
  }
});

it("groups tell who and what is in them, each by its type", async () => {
  expect(await idsFor(kim, "/groups?$filter=displayName eq 'ledger'")).toEqual([ledgerOwners]);
  const members = await get(kim, `/groups/${ledgerOwners}/members?$orderby=displayName`);
  expect(members.body.value).toMatchObject([
    { "@odata.type": "#microsoft.graph.user", id: ada.id, displayName: ada.displayName },
    { "@odata.type": "#microsoft.graph.group", id: auditors, displayName: "Auditors" },
  ]);
  expect(await idsFor(kim, `/groups/${ledgerOwners}/owners`)).toEqual([ben.id]);
  expect((await get(kim, `/groups/${ledgerOwners}/members/$count`)).body).toBe("2");
  expect((await get(kim, `/groups/${newId()}/members`)).status).toBe(404);
  expect(await idsFor(kim, `/users/${hana.id}/memberOf`)).toEqual([auditors]);
});

it("subjects are people by another name, found by the id of the object too", async () => {
  const subjects = "/identityGovernance/entitlementManagement/subjects";
  const expected = {
    objectId: ada.id,
    principalName: "Ada@Contoso.test",
    subjectType: "user",
    subjectLifecycle: "notDefined",
  };
  expect((await get(kim, `${subjects}(objectId='${ada.id}')`)).body).toMatchObject(expected);
  expect((await get(ada, `${subjects}/${ada.id}`)).body).toMatchObject(expected);
  expect((await get(ada, `${subjects}(objectId='${ben.id}')`)).status).toBe(404);
  expect(await idsFor(kim, `${subjects}?$filter=objectId eq '${ada.id}'`)).toEqual([ada.id]);
  expect((await get(ada, subjects)).status).toBe(403);
});
