import { eq } from "drizzle-orm";
import { assignments } from "@/db/schema";
import type { AssignmentFacts } from "@/lib/engine/assignment/end";
import type { AssignmentId } from "@/lib/engine/ids";
import { policySnapshotSchema } from "@/lib/engine/policy/policy";
import type { Reader } from "./reader";

/** One assignment with the terms it was granted under, its row locked for the rest of the transaction. */
export async function lockAssignment(reader: Reader, id: AssignmentId): Promise<AssignmentFacts | null> {
  const [row] = await reader.select().from(assignments).where(eq(assignments.id, id)).for("update");
  if (!row) return null;
  return { ...row, snapshot: policySnapshotSchema.parse(row.policySnapshot) };
}
