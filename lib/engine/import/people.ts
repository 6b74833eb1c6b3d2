import type { NamedPerson } from "@/lib/engine/directory";
import type { PersonEvent } from "@/lib/engine/directory-events";
import type { PersonId } from "@/lib/engine/ids";
import {
  type DetailField,
  detailText,
  differences,
  only,
  type PersonDetails,
  type PersonRecord,
  personLimits,
  personTextsSchema,
} from "@/lib/engine/person/person";
import { type CellIssue, type ImportPlan, keyOf, listOf, type NamedRow, type PlannedRow, planOf } from "./table";

/** The columns of a file of people, by the names of the Graph API; people are told apart by the first one. */
export const peopleColumns = [
  "userPrincipalName",
  "displayName",
  "mail",
  "userType",
  "jobTitle",
  "department",
  "manager",
  "sponsors",
  "preferredLanguage",
] as const;
export type PeopleColumn = (typeof peopleColumns)[number];
export type PeopleRow = NamedRow<PeopleColumn>;

/** What the directory knows of those a file of people names. */
export type PeopleImportFacts = {
  /** By the key of their sign-in name: those of the rows, their managers and sponsors. */
  readonly people: ReadonlyMap<string, PersonRecord>;
  /** Who has an address of the file, by its key. */
  readonly mailHolders: ReadonlyMap<string, { readonly key: string; readonly displayName: string }>;
  /** The manager of everybody above them. */
  readonly managers: ReadonlyMap<PersonId, NamedPerson>;
};

/** The field of a profile behind each column, and back. */
const fieldOf = { mail: "email", userType: "kind" } as const;
const columnOf = (field: DetailField): PeopleColumn =>
  field === "email" ? "mail" : field === "kind" ? "userType" : field;

const said = (row: PeopleRow, column: PeopleColumn, now: string | null | undefined): string =>
  row.cells[column] ?? now ?? "";

/** The texts of a row as a form would send them: what the file does not say stays as it is. */
function textsOf(row: PeopleRow, present: PersonRecord | undefined) {
  const upn = row.cells.userPrincipalName ?? "";
  const kind = said(row, "userType", present?.kind).toLowerCase();
  return {
    displayName: said(row, "displayName", present?.displayName),
    email: said(row, "mail", present?.[fieldOf.mail] ?? upn),
    userPrincipalName: present?.userPrincipalName ?? upn,
    kind: kind || (present?.kind ?? "member"),
    jobTitle: said(row, "jobTitle", present?.jobTitle),
    department: said(row, "department", present?.department),
    preferredLanguage: said(row, "preferredLanguage", present?.preferredLanguage),
  };
}

/** Everybody a file speaks of: who is in the directory, and who will be. */
type Cast = { readonly named: ReadonlyMap<string, NamedPerson>; readonly lines: ReadonlyMap<string, number> };

function castOf(rows: readonly PeopleRow[], facts: PeopleImportFacts, idFor: (key: string) => PersonId): Cast {
  const lines = new Map<string, number>();
  const named = new Map<string, NamedPerson>();
  for (const [key, { id, displayName }] of facts.people) named.set(key, { personId: id, displayName });
  for (const row of rows) {
    const key = keyOf(row.cells.userPrincipalName ?? "");
    if (lines.has(key)) continue;
    lines.set(key, row.line);
    const personId = facts.people.get(key)?.id ?? idFor(key);
    const displayName = row.cells.displayName || (named.get(key)?.displayName ?? "");
    named.set(key, { personId, displayName });
  }
  return { named, lines };
}

const onceEach = (named: readonly NamedPerson[]): NamedPerson[] => [
  ...new Map(named.map((each) => [each.personId, each])).values(),
];

/** Manager and sponsors of a row; those it does not speak of stay. */
function relationsOf(row: PeopleRow, present: PersonRecord | undefined, { named }: Cast, issues: CellIssue[]) {
  const find = (column: PeopleColumn, name: string): NamedPerson[] => {
    const found = named.get(keyOf(name));
    if (!found) issues.push({ column, message: `Nobody has the sign-in name ${name}, here or in this file.` });
    return found ? [found] : [];
  };
  const { manager, sponsors } = row.cells;
  const wanted = manager === undefined || manager === "" ? [] : find("manager", manager);
  const list = listOf(sponsors);
  if (list.length > personLimits.sponsorsMax) {
    issues.push({ column: "sponsors", message: `At most ${personLimits.sponsorsMax} sponsors.` });
  }
  return {
    manager: manager === undefined ? (present?.manager ?? null) : (wanted[0] ?? null),
    sponsors:
      sponsors === undefined ? (present?.sponsors ?? []) : onceEach(list.flatMap((name) => find("sponsors", name))),
  };
}

type Draft = {
  row: PeopleRow;
  key: string;
  present: PersonRecord | undefined;
  issues: CellIssue[];
  details: PersonDetails | null;
};

function draftOf(row: PeopleRow, facts: PeopleImportFacts, cast: Cast, mails: Map<string, number>): Draft {
  const issues: CellIssue[] = [...row.issues];
  const key = keyOf(row.cells.userPrincipalName ?? "");
  const present = facts.people.get(key);
  const before = cast.lines.get(key);
  if (key === "") issues.push({ column: "userPrincipalName", message: "The sign-in name is missing." });
  else if (before !== row.line) {
    issues.push({ column: "userPrincipalName", message: `Line ${before} has this sign-in name too.` });
  }
  const parsed = personTextsSchema.safeParse(textsOf(row, present));
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const column = columnOf(issue.path[0] as DetailField);
      const message = column === "userType" ? "Say Member or Guest." : issue.message;
      if (key !== "" || column !== "userPrincipalName") issues.push({ column, message });
    }
  }
  const relations = relationsOf(row, present, cast, issues);
  if (!parsed.success) return { row, key, present, issues, details: null };
  const mail = keyOf(parsed.data.email);
  const holder = facts.mailHolders.get(mail);
  const sameMail = mails.get(mail);
  if (holder && holder.key !== key) issues.push({ column: "mail", message: `${holder.displayName} has this address.` });
  else if (sameMail !== undefined) issues.push({ column: "mail", message: `Line ${sameMail} has this address too.` });
  mails.set(mail, sameMail ?? row.line);
  return { row, key, present, issues, details: { ...parsed.data, ...relations } };
}

/** APP-31: says at each row that would close a circle of managers, whom it goes through. */
function findCircles(drafts: readonly Draft[], facts: PeopleImportFacts, cast: Cast): void {
  const managers = new Map<PersonId, NamedPerson | null>(facts.managers);
  for (const { details, key } of drafts) {
    const person = cast.named.get(key);
    if (details && person) managers.set(person.personId, details.manager);
  }
  for (const { details, key, issues, row } of drafts) {
    const person = cast.named.get(key);
    if (!details?.manager || !person || row.cells.manager === undefined) continue;
    const names = [person.displayName];
    const seen = new Set<PersonId>();
    for (
      let at: NamedPerson | null = details.manager;
      at && !seen.has(at.personId);
      at = managers.get(at.personId) ?? null
    ) {
      seen.add(at.personId);
      names.push(at.displayName);
      if (at.personId !== person.personId) continue;
      issues.push({ column: "manager", message: `A circle: ${names.join(" reports to ")}.` });
      break;
    }
  }
}

function plannedRow({ row, present, issues, details, key }: Draft, cast: Cast, now: Date): PlannedRow<PersonEvent> {
  const { line, cells } = row;
  const name = details?.displayName || cells.displayName || cells.userPrincipalName || "";
  const base = { line, name, issues, changes: [], events: [] };
  const personId = cast.named.get(key)?.personId;
  if (issues.length > 0 || !details || !personId) return { ...base, outcome: "error" };
  if (!present) {
    return { ...base, outcome: "new", events: [{ kind: "personCreated", at: now, personId, after: details }] };
  }
  const changed = differences(present, details);
  if (changed.length === 0) return { ...base, outcome: "unchanged" };
  const [before, after] = [only(present, changed), only(details, changed)];
  return {
    ...base,
    outcome: "changed",
    changes: changed.map((field) => ({
      column: columnOf(field),
      before: detailText(present, field),
      after: detailText(details, field),
    })),
    events: [{ kind: "personUpdated", at: now, personId, before, after }],
  };
}

/**
 * What a file of people would do, row by row, in the order of the file. `idFor` gives the id of somebody new by their key,
 * always the same one.
 */
export function planPeopleImport(
  rows: readonly PeopleRow[],
  facts: PeopleImportFacts,
  idFor: (key: string) => PersonId,
  now: Date,
): ImportPlan<PersonEvent> {
  const cast = castOf(rows, facts, idFor);
  const mails = new Map<string, number>();
  const drafts = rows.map((row) => draftOf(row, facts, cast, mails));
  findCircles(drafts, facts, cast);
  return planOf(drafts.map((draft) => plannedRow(draft, cast, now)));
}
