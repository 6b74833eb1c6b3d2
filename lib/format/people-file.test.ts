import { expect, test } from "vitest";
import { csvPart } from "./csv";
import { peopleInFile } from "./people-file";

test.each([
  ["people.txt", "ada@example.test\r\n\n Ben Ode \n", ["ada@example.test", "Ben Ode"]],
  ["people.txt", "Lovelace, Ada\nOde, Ben", ["Lovelace, Ada", "Ode, Ben"]],
  ["people.csv", "ada@example.test\nben@example.test\n", ["ada@example.test", "ben@example.test"]],
  [
    "people.csv",
    "\uFEFFName;E-mail;Team\nAda;ada@example.test;1\nBen;ben@example.test;2",
    ["ada@example.test", "ben@example.test"],
  ],
  ["people.csv", 'Team,Person\n1,"Lovelace, Ada"\n2,Ben', ["Lovelace, Ada", "Ben"]],
  ["people.csv", "1,Ada,ada@example.test\n2,Ben,ben@example.test", ["ada@example.test", "ben@example.test"]],
  ["people.csv", "Ada\nBen,too much\n\n", ["Ada", "Ben"]],
  ["people.tsv", "Display name\tUPN\nAda\tada@example.test", ["ada@example.test"]],
  ["people.csv", "", []],
])("ASG-30 %s: %j", (name, text, people) => {
  expect(peopleInFile(name, text)).toEqual(people);
});

test("ASG-30 a list downloaded here can be assigned elsewhere", () => {
  const columns = [
    { header: "DisplayName", value: (row: { name: string }) => row.name },
    { header: "Email", value: (row: { email: string }) => row.email },
  ] as const;
  const rows = [
    { name: "=Ada", email: "ada@example.test" },
    { name: "Ben", email: "+ben@example.test" },
  ];
  expect(peopleInFile("assignments.csv", csvPart(columns, rows, { isFirst: true }))).toEqual([
    "ada@example.test",
    "+ben@example.test",
  ]);
});

test("what is no list of people is told apart", () => {
  expect(peopleInFile("people.csv", '"Ada\nBen')).toBeNull();
  expect(peopleInFile("people.txt", "PK\0\u0003")).toBeNull();
  expect(peopleInFile("people.txt", "Am\uFFFDlie")).toBeNull();
});
