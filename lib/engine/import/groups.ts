import type { Nesting } from "@/lib/engine/administration";
import type { NamedPerson } from "@/lib/engine/directory";
import type { GroupEvent, GroupRole } from "@/lib/engine/group/events";
import { type Group, groupFormSchema } from "@/lib/engine/group/group";
import { circleClosedBy } from "@/lib/engine/group/nesting";
import type { GroupId, PersonId } from "@/lib/engine/ids";
import {
  type CellIssue,
  type ImportPlan,
  importLimits,
  keyOf,
  listOf,
  type NamedRow,
  type PlannedRow,
  planOf,
  type RowChange,
} from "./table";

/** The columns of a file of groups, by the names of the Graph API; groups are told apart by the first one. */
export const groupColumns = ["displayName", "description", "members", "owners", "groups"] as const;
export type GroupColumn = (typeof groupColumns)[number];
export type GroupImportRow = NamedRow<GroupColumn>;

/** What the directory knows of what a file of groups names. */
export type GroupsImportFacts = {
  /** By the key of their name. */
  readonly groups: ReadonlyMap<string, Group>;
  /** By the key of their sign-in name. */
  readonly people: ReadonlyMap<string, NamedPerson>;
  /** Who is in which group as what, as `membershipKey` says it. */
  readonly memberships: ReadonlySet<string>;
  readonly nestings: readonly Nesting[];
  readonly nameOf: (groupId: GroupId) => string | undefined;
};

export const membershipKey = (groupId: GroupId, role: GroupRole, personId: PersonId): string =>
  `${groupId}/${role}/${personId}`;

/** What the rows before this one lead to. */
type State = {
  readonly ids: Map<string, GroupId>;
  readonly names: Map<GroupId, string>;
  /** Groups made by a row above, with its line. */
  readonly made: Map<string, number>;
  readonly descriptions: Map<string, { readonly line: number; readonly text: string }>;
  readonly memberships: Set<string>;
  readonly nestings: Nesting[];
};

/** The group itself: made where it is new, its description changed where the row says another one. */
function groupEvents(row: GroupImportRow, facts: GroupsImportFacts, state: State, issues: CellIssue[], now: Date) {
  const displayName = row.cells.displayName ?? "";
  const description = row.cells.description ?? "";
  const key = keyOf(displayName);
  const groupId = state.ids.get(key);
  const parsed = groupFormSchema.safeParse({ displayName, description });
  if (!parsed.success) {
    for (const issue of parsed.error.issues) issues.push({ column: String(issue.path[0]), message: issue.message });
  }
  const said = state.descriptions.get(key);
  if (description !== "" && said && said.text !== description) {
    issues.push({ column: "description", message: `Line ${said.line} says something else of this group.` });
  }
  if (description !== "" && !said) state.descriptions.set(key, { line: row.line, text: description });
  if (!groupId || issues.length > 0) return [];
  const present = facts.groups.get(key);
  if (!present && !state.made.has(key)) {
    state.made.set(key, row.line);
    return [{ kind: "groupCreated", at: now, groupId, after: { displayName, description } } satisfies GroupEvent];
  }
  const before = present?.description ?? "";
  const isSaid = description !== "" && !said && (present ? description !== before : state.made.get(key) !== row.line);
  if (!isSaid) return [];
  const change = { before: { description: before }, after: { description } };
  return [{ kind: "groupUpdated", at: now, groupId, ...change } satisfies GroupEvent];
}

function memberEvents(
  row: GroupImportRow,
  column: "members" | "owners",
  groupId: GroupId,
  facts: GroupsImportFacts,
  state: State,
  issues: CellIssue[],
  now: Date,
): GroupEvent[] {
  const role: GroupRole = column === "members" ? "member" : "owner";
  const kind = column === "members" ? "memberAdded" : "ownerAdded";
  return named(row, column, issues).flatMap((name): GroupEvent[] => {
    const person = facts.people.get(keyOf(name));
    if (!person) {
      issues.push({ column, message: `Nobody has the sign-in name ${name}.` });
      return [];
    }
    const key = membershipKey(groupId, role, person.personId);
    if (state.memberships.has(key)) return [];
    state.memberships.add(key);
    return [{ kind, at: now, groupId, person }];
  });
}

function nestingEvents(
  row: GroupImportRow,
  groupId: GroupId,
  state: State,
  issues: CellIssue[],
  now: Date,
): GroupEvent[] {
  return named(row, "groups", issues).flatMap((name): GroupEvent[] => {
    const childId = state.ids.get(keyOf(name));
    if (!childId) {
      issues.push({ column: "groups", message: `There is no group named ${name}, here or in this file.` });
      return [];
    }
    const nesting = { parentId: groupId, childId };
    if (state.nestings.some((each) => each.parentId === groupId && each.childId === childId)) return [];
    const circle = circleClosedBy(nesting, state.nestings);
    if (circle) {
      const names = circle.map((id) => state.names.get(id) ?? "");
      issues.push({ column: "groups", message: `A circle: ${names.join(" is in ")}.` });
      return [];
    }
    state.nestings.push(nesting);
    return [
      {
        kind: "groupNested",
        at: now,
        groupId,
        inner: { groupId: childId, displayName: state.names.get(childId) ?? name },
      },
    ];
  });
}

function named(row: GroupImportRow, column: GroupColumn, issues: CellIssue[]): readonly string[] {
  const list = listOf(row.cells[column]);
  if (list.length <= importLimits.listMax) return list;
  issues.push({ column, message: `At most ${importLimits.listMax} in one row; the group may stand in several.` });
  return [];
}

/** What the events of a row mean to a reader. */
function changesOf(events: readonly GroupEvent[]): RowChange[] {
  const added = { members: [] as string[], owners: [] as string[], groups: [] as string[] };
  const changes: RowChange[] = [];
  for (const event of events) {
    if (event.kind === "memberAdded") added.members.push(event.person.displayName);
    if (event.kind === "ownerAdded") added.owners.push(event.person.displayName);
    if (event.kind === "groupNested") added.groups.push(event.inner.displayName);
    if (event.kind !== "groupUpdated") continue;
    const [before, after] = [event.before.description || "none", event.after.description || "none"];
    changes.push({ column: "description", before, after });
  }
  for (const [column, names] of Object.entries(added)) {
    if (names.length > 0) changes.push({ column, before: "", after: names.join(", ") });
  }
  return changes;
}

/**
 * What a file of groups would do, row by row, in the order of the file. It adds: whom a row does not name stays where they
 * are, and a group may stand in several rows. `idFor` gives the id of a new group by its key, always the same one.
 */
export function planGroupsImport(
  rows: readonly GroupImportRow[],
  facts: GroupsImportFacts,
  idFor: (key: string) => GroupId,
  now: Date,
): ImportPlan<GroupEvent> {
  const ids = new Map([...facts.groups].map(([key, { id }]) => [key, id]));
  const names = new Map<GroupId, string>([...facts.groups.values()].map(({ id, displayName }) => [id, displayName]));
  for (const { cells } of rows) {
    const key = keyOf(cells.displayName ?? "");
    if (key === "" || ids.has(key)) continue;
    ids.set(key, idFor(key));
    names.set(idFor(key), cells.displayName ?? "");
  }
  for (const { parentId, childId } of facts.nestings) {
    for (const id of [parentId, childId]) names.set(id, names.get(id) ?? facts.nameOf(id) ?? "");
  }
  const state: State = {
    ids,
    names,
    made: new Map(),
    descriptions: new Map(),
    memberships: new Set(facts.memberships),
    nestings: [...facts.nestings],
  };
  return planOf(
    rows.map((row): PlannedRow<GroupEvent> => {
      const issues: CellIssue[] = [...row.issues];
      const name = row.cells.displayName ?? "";
      const groupId = ids.get(keyOf(name));
      const events = [
        ...groupEvents(row, facts, state, issues, now),
        ...(groupId
          ? [
              ...memberEvents(row, "members", groupId, facts, state, issues, now),
              ...memberEvents(row, "owners", groupId, facts, state, issues, now),
              ...nestingEvents(row, groupId, state, issues, now),
            ]
          : []),
      ];
      if (issues.length > 0) return { line: row.line, name, outcome: "error", changes: [], issues, events: [] };
      const isNew = events.some((event) => event.kind === "groupCreated");
      const outcome = isNew ? "new" : events.length > 0 ? "changed" : "unchanged";
      return { line: row.line, name, outcome, changes: changesOf(events), issues, events };
    }),
  );
}
