import { and, eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { assignments, people, personAttributes } from "@/db/schema";
import type { PersonId } from "@/lib/engine/ids";
import { attributesToClear, attributeWrites } from "@/lib/engine/policy/attributes";
import { policySnapshotSchema } from "@/lib/engine/policy/policy";
import type { RequestEvent } from "@/lib/engine/request/events";
import type { AssignmentRequest } from "@/lib/engine/request/request";
import { loadAttributesNeeded, loadProfile } from "@/lib/facts/attributes";
import { loadRoles } from "@/lib/facts/roles";

/** The attributes that the directory keeps as columns of a person. */
const columns = { jobTitle: people.jobTitle, department: people.department } as const;
type ColumnName = keyof typeof columns;
const isColumn = (name: string): name is ColumnName => name in columns;

/** INF-18, REQ-58: writes what was answered to the holder's profile, after the roles; what may not be written is told. */
export async function writeAttributes(tx: Transaction, request: AssignmentRequest, at: Date): Promise<RequestEvent[]> {
  const { targetId, assignmentId, snapshot, answers } = request;
  if (snapshot.attributes.length === 0) return [];
  const holder = {
    profile: await loadProfile(tx, targetId),
    isPrivileged: (await loadRoles(tx, targetId)).length > 0,
  };
  const events: RequestEvent[] = [];
  for (const { attribute, value, problem } of attributeWrites(snapshot.attributes, answers, holder)) {
    const what = { at, attribute: attribute.name, displayName: attribute.text };
    if (problem) {
      events.push({ kind: "attributeFailed", ...what, problem });
    } else {
      await writeValue(tx, { personId: targetId, assignmentId, name: attribute.name, value, writtenAt: at });
      events.push({ kind: "attributeWritten", ...what });
    }
  }
  return events;
}

async function writeValue(tx: Transaction, row: typeof personAttributes.$inferInsert) {
  const { personId, name, value } = row;
  if (isColumn(name))
    await tx
      .update(people)
      .set({ [name]: value })
      .where(eq(people.id, personId));
  await tx
    .insert(personAttributes)
    .values(row)
    .onConflictDoUpdate({ target: [personAttributes.personId, personAttributes.name], set: row });
}

/** CAT-53, CAT-54: takes out of the profile what was written for access that is gone and nothing else needs. */
export async function clearAttributes(
  tx: Transaction,
  { targetId: personId, assignmentId, snapshot }: AssignmentRequest,
  at: Date,
): Promise<RequestEvent[]> {
  if (snapshot.attributes.length === 0) return [];
  const values = new Map((await listClearable(tx, personId)).map((row) => [row.name, row.value]));
  const others = await loadAttributesNeeded(tx, personId, assignmentId);
  const events: RequestEvent[] = [];
  for (const { name, text } of attributesToClear(snapshot.attributes, others, [...values.keys()])) {
    await clearValue(tx, personId, name, values.get(name) ?? "");
    events.push({ kind: "attributeCleared", at, attribute: name, displayName: text });
  }
  return events;
}

/** What the portal wrote to a profile and was not to outlive the access it was written for (CAT-53). */
async function listClearable(tx: Transaction, personId: PersonId) {
  const rows = await tx
    .select({ name: personAttributes.name, value: personAttributes.value, snapshot: assignments.policySnapshot })
    .from(personAttributes)
    .innerJoin(assignments, eq(assignments.id, personAttributes.assignmentId))
    .where(eq(personAttributes.personId, personId));
  return rows.filter(({ name, snapshot }) => {
    const { attributes } = policySnapshotSchema.parse(snapshot);
    return !attributes.some((each) => each.name === name && each.isPersistedOnAssignmentRemoval);
  });
}

/** What the directory has changed meanwhile is the directory's. */
async function clearValue(tx: Transaction, personId: PersonId, name: string, value: string) {
  if (isColumn(name)) {
    await tx
      .update(people)
      .set({ [name]: null })
      .where(and(eq(people.id, personId), eq(columns[name], value)));
  }
  await tx
    .delete(personAttributes)
    .where(and(eq(personAttributes.personId, personId), eq(personAttributes.name, name)));
}
