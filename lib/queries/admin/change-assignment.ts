import { and, eq } from "drizzle-orm";
import { accessPackages, assignments, people } from "@/db/schema";
import { isActiveAt } from "@/lib/engine/assignment/assignment";
import { latestEnd } from "@/lib/engine/assignment/period";
import type { AssignmentId } from "@/lib/engine/ids";
import { policySnapshotSchema } from "@/lib/engine/policy/policy";
import { loadStandingAnswers } from "@/lib/facts/assignments";
import { isUuid } from "@/lib/platform/ids";
import { questionView } from "@/lib/queries/question-view";
import { currentReading, type Reading } from "@/lib/queries/reading";
import type { ChangeAssignmentView } from "@/lib/views/assignment-record";
import { type Administrator, packagesOfSeenCatalogs } from "./scope";

/**
 * ASG-33, INF-12: what the form that changes an assignment begins with: its dates, and the questions of the terms it was
 * granted under with their answers. Null where there is none, or the viewer does not see its catalog (DEL-23).
 */
export async function getChangeAssignment(
  viewer: Administrator,
  id: string,
  language: string,
  reading?: Reading,
): Promise<ChangeAssignmentView | null> {
  if (!isUuid(id)) return null;
  const { db, now } = reading ?? (await currentReading());
  const [row] = await db
    .select({
      id: assignments.id,
      package: { id: accessPackages.id, displayName: accessPackages.displayName },
      target: { id: people.id, displayName: people.displayName, email: people.email },
      catalogId: accessPackages.catalogId,
      policySnapshot: assignments.policySnapshot,
      state: assignments.state,
      startAt: assignments.startAt,
      endAt: assignments.endAt,
      version: assignments.version,
    })
    .from(assignments)
    .innerJoin(accessPackages, eq(accessPackages.id, assignments.packageId))
    .innerJoin(people, eq(people.id, assignments.targetId))
    .where(and(eq(assignments.id, id as AssignmentId), packagesOfSeenCatalogs(viewer)));
  if (!row) return null;
  const { policySnapshot, state, ...rest } = row;
  const { questions, expiration } = policySnapshotSchema.parse(policySnapshot);
  const answers = await loadStandingAnswers(db, row.id);
  return {
    ...rest,
    policyEndAt: latestEnd(expiration, now),
    hasEnded: !isActiveAt({ state, endAt: row.endAt }, now),
    questions: questions.map((question) => questionView(question, language, answers)),
  };
}
