import { describe, expect, test } from "vitest";
import type { NamedPerson } from "@/lib/engine/directory";
import type { GroupId, PersonId } from "@/lib/engine/ids";
import type { PersonRecord } from "@/lib/engine/person/person";
import { ada, auditors, ben, cleo, finance, idOf, kim, ledgerOwners, named } from "@/lib/engine/testing/cast";
import { start } from "@/lib/engine/testing/facts";
import { type GroupColumn, type GroupsImportFacts, membershipKey, planGroupsImport } from "./groups";
import { type PeopleColumn, type PeopleImportFacts, peopleColumns, planPeopleImport } from "./people";
import { type CsvTable, importLimits, type NamedRow, namedRows } from "./table";

const table = (header: string, ...rows: string[]): CsvTable => ({
  header: header.split(","),
  rows: rows.map((row, index) => ({ line: index + 2, cells: row.split(",") })),
});
const rowOf = <Column extends string>(line: number, cells: Partial<Record<Column, string>>): NamedRow<Column> => ({
  line,
  cells,
  issues: [],
});

describe("the columns of a file", () => {
  const rows = (file: CsvTable) => namedRows(file, peopleColumns, ["userPrincipalName"]);

  test("are found whatever their case and order", () => {
    expect(rows(table("Display Name,user_principal_name", "Ada,ada@x"))).toMatchObject({
      value: [{ line: 2, cells: { displayName: "Ada", userPrincipalName: "ada@x" }, issues: [] }],
    });
  });

  test.each([
    ["displayName", "The column userPrincipalName is missing."],
    ["userPrincipalName,salary", "Nobody knows the column salary."],
    ["userPrincipalName,mail,Mail", "The column mail is there twice."],
  ])("%s is refused: %s", (header, problem) => {
    expect(rows(table(header, "x"))).toMatchObject({ ok: false, error: expect.stringContaining(problem) });
  });

  test.each(["=1+1", "+1", "-1", "@SUM(A1)", "a\u0000b", "a\u0007b", "x".repeat(importLimits.cellChars + 1)])(
    "a cell such as %j is an error of its row",
    (cell) => {
      expect(rows(table("userPrincipalName,displayName", `ada@x,${cell}`))).toMatchObject({
        value: [{ issues: [{ column: "displayName" }] }],
      });
    },
  );

  test("more cells than columns are an error of the row", () => {
    expect(rows(table("userPrincipalName", "ada@x,Ada"))).toMatchObject({ value: [{ issues: [{ column: null }] }] });
  });
});

const record = (who: typeof ada, manager: NamedPerson | null = null): PersonRecord => ({
  id: who.id,
  displayName: who.displayName,
  email: `${who.displayName.split(",")[0]?.toLowerCase()}@x.test`,
  userPrincipalName: `${who.displayName.split(",")[0]?.toLowerCase()}@x.test`,
  kind: "member",
  jobTitle: "Analyst",
  department: null,
  preferredLanguage: null,
  manager,
  sponsors: [],
  version: 1,
});

describe("a file of people", () => {
  const records = [record(ada, named(ben)), record(ben, named(cleo)), record(cleo)];
  const facts: PeopleImportFacts = {
    people: new Map(records.map((each) => [each.userPrincipalName, each])),
    mailHolders: new Map(
      records.map(({ email, userPrincipalName: key, displayName }) => [email, { key, displayName }]),
    ),
    managers: new Map([
      [ada.id, named(ben)],
      [ben.id, named(cleo)],
    ]),
  };
  const ids = new Map<string, PersonId>();
  const idFor = (key: string) => {
    ids.set(key, ids.get(key) ?? idOf<PersonId>(ids.size + 1));
    return ids.get(key) ?? idOf<PersonId>(0);
  };
  const plan = (...rows: Partial<Record<PeopleColumn, string>>[]) =>
    planPeopleImport(
      rows.map((cells, index) => rowOf(index + 2, cells)),
      facts,
      idFor,
      start,
    );
  const issuesOf = (...rows: Partial<Record<PeopleColumn, string>>[]) =>
    plan(...rows).rows.map((row) => row.issues.map((issue) => `${issue.column}: ${issue.message}`));

  test("says what is new, changed and unchanged, in any order; the address is the sign-in name unless said", () => {
    const planned = plan(
      {
        userPrincipalName: "lea@x.test",
        displayName: "Lea",
        manager: "max@x.test",
        sponsors: "ada@x.test; ADA@x.test",
      },
      { userPrincipalName: "ADA@x.test", jobTitle: "Director", department: "" },
      { userPrincipalName: "ben@x.test", displayName: ben.displayName },
      { userPrincipalName: "max@x.test", displayName: "Max", userType: "Guest", mail: "max@other.test" },
    );
    expect(planned.counts).toEqual({ new: 2, changed: 1, unchanged: 1, error: 0 });
    const max = { personId: idFor("max@x.test"), displayName: "Max" };
    expect(planned.rows[0]?.events).toMatchObject([
      { kind: "personCreated", after: { email: "lea@x.test", kind: "member", manager: max, sponsors: [named(ada)] } },
    ]);
    expect(planned.rows[1]).toMatchObject({
      name: ada.displayName,
      changes: [{ column: "jobTitle", before: "Analyst", after: "Director" }],
      events: [{ kind: "personUpdated", personId: ada.id, after: { jobTitle: "Director" } }],
    });
    expect(planned.rows[3]?.events).toMatchObject([{ after: { kind: "guest", email: "max@other.test" } }]);
  });

  test("what the file does not say stays, what it says is nothing goes", () => {
    expect(plan({ userPrincipalName: "ada@x.test" }).counts.unchanged).toBe(1);
    expect(plan({ userPrincipalName: "ada@x.test", manager: "" }).rows[0]?.changes).toEqual([
      { column: "manager", before: ben.displayName, after: "none" },
    ]);
  });

  test("tells what is wrong at its row and column", () => {
    expect(issuesOf({ userPrincipalName: "" })[0]?.[0]).toBe("userPrincipalName: The sign-in name is missing.");
    expect(issuesOf({ userPrincipalName: "lea@x.test" })).toEqual([["displayName: Enter a name."]]);
    expect(issuesOf({ userPrincipalName: "ada@x.test", userType: "robot" })).toEqual([
      ["userType: Say Member or Guest."],
    ]);
    expect(issuesOf({ userPrincipalName: "ada@x.test", mail: "ben@x.test" })).toEqual([
      [`mail: ${ben.displayName} has this address.`],
    ]);
    expect(issuesOf({ userPrincipalName: "ada@x.test", manager: "zed@x.test" })).toEqual([
      ["manager: Nobody has the sign-in name zed@x.test, here or in this file."],
    ]);
    expect(issuesOf({ userPrincipalName: "ada@x.test" }, { userPrincipalName: "Ada@x.test" })[1]).toContain(
      "userPrincipalName: Line 2 has this sign-in name too.",
    );
    const twice = { displayName: "L", mail: "same@x.test" };
    expect(issuesOf({ ...twice, userPrincipalName: "l@x.test" }, { ...twice, userPrincipalName: "m@x.test" })).toEqual([
      [],
      ["mail: Line 2 has this address too."],
    ]);
  });

  test("APP-31 a circle of managers is named, through the file and the directory", () => {
    expect(issuesOf({ userPrincipalName: "cleo@x.test", manager: "ada@x.test" })).toEqual([
      [`manager: A circle: ${[cleo, ada, ben, cleo].map((each) => each.displayName).join(" reports to ")}.`],
    ]);
    const [one, other] = issuesOf(
      { userPrincipalName: "lea@x.test", displayName: "Lea", manager: "max@x.test" },
      { userPrincipalName: "max@x.test", displayName: "Max", manager: "lea@x.test" },
    );
    expect([one, other]).toEqual([
      ["manager: A circle: Lea reports to Max reports to Lea."],
      ["manager: A circle: Max reports to Lea reports to Max."],
    ]);
    // The file itself opens what would close.
    expect(
      issuesOf(
        { userPrincipalName: "cleo@x.test", manager: "ada@x.test" },
        { userPrincipalName: "ben@x.test", manager: "" },
      ),
    ).toEqual([[], []]);
  });
});

describe("a file of groups", () => {
  const groups = [
    { id: ledgerOwners, displayName: "Ledger owners", description: "Ledger", version: 1 },
    { id: auditors, displayName: "Auditors", description: "", version: 1 },
  ];
  const facts: GroupsImportFacts = {
    groups: new Map(groups.map((group) => [group.displayName.toLowerCase(), group])),
    people: new Map([
      ["ada@x.test", named(ada)],
      ["kim@x.test", named(kim)],
    ]),
    memberships: new Set([membershipKey(ledgerOwners, "member", ada.id)]),
    nestings: [{ parentId: ledgerOwners, childId: auditors }],
    nameOf: () => undefined,
  };
  const plan = (...rows: Partial<Record<GroupColumn, string>>[]) =>
    planGroupsImport(
      rows.map((cells, index) => rowOf(index + 2, cells)),
      facts,
      () => finance,
      start,
    );

  test("RES-4 WHO-20 adds groups, people and groups inside, and takes nobody out", () => {
    const planned = plan(
      { displayName: "ledger owners", members: "ADA@x.test; kim@x.test", owners: "kim@x.test", groups: "Finance" },
      { displayName: "Finance", description: "Money", members: "" },
      { displayName: "Auditors" },
      { displayName: "finance", members: "ada@x.test" },
    );
    expect(planned.counts).toEqual({ new: 1, changed: 2, unchanged: 1, error: 0 });
    expect(planned.rows.map((row) => row.events.map((event) => event.kind))).toEqual([
      ["memberAdded", "ownerAdded", "groupNested"],
      ["groupCreated"],
      [],
      ["memberAdded"],
    ]);
    expect(planned.rows[0]?.changes).toEqual([
      { column: "members", before: "", after: kim.displayName },
      { column: "owners", before: "", after: kim.displayName },
      { column: "groups", before: "", after: "Finance" },
    ]);
  });

  test("AUD-3 a description changes once, and two rows that disagree are wrong", () => {
    expect(plan({ displayName: "Auditors", description: "Audit" }).rows[0]?.changes).toEqual([
      { column: "description", before: "none", after: "Audit" },
    ]);
    expect(plan({ displayName: "Ledger owners", description: "" }).counts.unchanged).toBe(1);
    const [, second] = plan(
      { displayName: "Finance", description: "Money" },
      { displayName: "Finance", description: "Other" },
    ).rows;
    expect(second?.issues).toEqual([{ column: "description", message: "Line 2 says something else of this group." }]);
  });

  test("tells what is wrong at its row and column; a circle is named", () => {
    const issues = (row: Partial<Record<GroupColumn, string>>) => plan(row).rows[0]?.issues.map((each) => each.message);
    expect(issues({ displayName: "" })).toEqual(["Give it a name."]);
    expect(issues({ displayName: "Auditors", members: "zed@x.test" })).toEqual([
      "Nobody has the sign-in name zed@x.test.",
    ]);
    expect(issues({ displayName: "Auditors", groups: "Nowhere" })).toEqual([
      "There is no group named Nowhere, here or in this file.",
    ]);
    expect(issues({ displayName: "Auditors", groups: "Ledger owners" })).toEqual([
      "A circle: Auditors is in Ledger owners is in Auditors.",
    ]);
    const many = Array.from({ length: importLimits.listMax + 1 }, (_, index) => `p${index}@x.test`).join(";");
    expect(issues({ displayName: "Auditors", owners: many })).toHaveLength(1);
  });

  test("an unknown id has no part in it", () => {
    expect(plan({ displayName: "Finance" }).rows[0]?.events).toMatchObject([{ groupId: finance satisfies GroupId }]);
  });
});
