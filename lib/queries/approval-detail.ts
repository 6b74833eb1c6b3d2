import { and, desc, eq, inArray, ne, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { accessPackages, assignments, kindOfPerson, people, requests } from "@/db/schema";
import type { Viewer } from "@/lib/auth/viewer";
import { isParty, partiesOf } from "@/lib/engine/approval/approvers";
import { decideQuestion } from "@/lib/engine/approval/ask";
import { type Decider, rightOf } from "@/lib/engine/approval/decider";
import { grantedPeriod } from "@/lib/engine/assignment/period";
import { decideRevocation } from "@/lib/engine/assignment/revocation";
import type { RequestId } from "@/lib/engine/ids";
import type { AssignmentRequest } from "@/lib/engine/request/request";
import { typesFor } from "@/lib/engine/request/states";
import { conflictsOf } from "@/lib/engine/sod/conflicts";
import { loadAssignment } from "@/lib/facts/assignments";
import { loadDecider } from "@/lib/facts/people";
import { loadAdvanceFacts, loadRequests } from "@/lib/facts/requests";
import { loadOverridingPackage } from "@/lib/facts/separation-of-duties";
import { loadSettings } from "@/lib/facts/settings";
import { loadIncompatibleWith } from "@/lib/facts/trace";
import { isUuid } from "@/lib/platform/ids";
import type { ApprovalDetail } from "@/lib/views/approval-detail";
import type { RevocationView } from "@/lib/views/approvals";
import { isActiveNow, listRoleGrants } from "./access";
import { getApprovalItem } from "./approvals";
import { waitingExtension } from "./extension";
import { listResourceRoles } from "./package-view";
import { currentReading, type Reading } from "./reading";
import { listStages } from "./request-stages";
import { listTimeline } from "./timeline";

const manager = alias(people, "manager");

/** POR-49, POR-54: one request for somebody who is or was asked about it; null for everybody else (APP-39). */
export async function getApproval(
  viewer: Pick<Viewer, "personId">,
  id: string,
  reading?: Reading,
): Promise<ApprovalDetail | null> {
  if (!isUuid(id)) return null;
  const now = reading ?? (await currentReading());
  const { db } = now;
  const requestId = id as RequestId;
  const request = (await loadRequests(db, [requestId])).get(requestId)?.request;
  const decider = await loadDecider(db, viewer.personId);
  if (!request || !decider) return null;
  const parties = partiesOf(request, decider.settings);
  if (isParty(parties, decider.id)) return null;
  const wasAsked = request.stages.some(
    (stage) =>
      rightOf(stage.approvers, decider, parties, now.now) !== null ||
      ("decision" in stage && stage.decision.personId === decider.id),
  );
  if (!wasAsked) return null;
  const [named] = await db
    .select({
      packageName: accessPackages.displayName,
      packageDescription: accessPackages.description,
      target: {
        id: people.id,
        displayName: people.displayName,
        email: people.email,
        jobTitle: people.jobTitle,
        department: people.department,
        kind: kindOfPerson,
        managerName: manager.displayName,
      },
    })
    .from(requests)
    .innerJoin(accessPackages, eq(accessPackages.id, requests.packageId))
    .innerJoin(people, eq(people.id, requests.targetId))
    .leftJoin(manager, eq(manager.id, people.managerId))
    .where(eq(requests.id, requestId));
  if (!named) return null;
  const [requestor] = await db
    .select({ displayName: people.displayName })
    .from(people)
    .where(eq(people.id, request.requestorId));
  const facts = await loadAdvanceFacts(db, request);
  const others = { ...facts.holdings, requests: facts.holdings.requests.filter((each) => each.id !== request.id) };
  const holds = await db
    .select({
      packageId: assignments.packageId,
      packageName: accessPackages.displayName,
      endAt: assignments.endAt,
    })
    .from(assignments)
    .innerJoin(accessPackages, eq(accessPackages.id, assignments.packageId))
    .where(and(eq(assignments.targetId, request.targetId), isActiveNow(now.now)))
    .orderBy(accessPackages.displayName);
  const incompatibleWith = await loadIncompatibleWith(db, request.packageId);
  const roles = await listResourceRoles(db, request.packageId);
  const overriding = await loadOverridingPackage(db, request.packageId);
  const grants = await listRoleGrants(db, [request.assignmentId]);
  const extension = waitingExtension(request, facts, now.now);
  const item = await getApprovalItem(viewer, requestId, now);
  return {
    requestId,
    readAt: now.now,
    item,
    outcome: {
      type: request.type,
      state: request.state,
      subStatus: "subStatus" in request ? request.subStatus : null,
      completedAt: "completedAt" in request ? request.completedAt : null,
    },
    ...named,
    overrides: overriding?.overrides.map((each) => each.displayName) ?? [],
    resourceRoles: roles.map((role) => `${role.resourceName} – ${role.roleName}`),
    policyName: request.snapshot.displayName,
    requestorName: requestor?.displayName ?? named.target.displayName,
    justification: request.justification,
    answers: request.answers.map((answer) => ({ question: answer.questionText, answer: answer.displayValue })),
    exchanges: request.exchanges.map(({ askedBy, answer, ...exchange }) => ({
      ...exchange,
      askedBy: askedBy.displayName,
      answer: answer && { ...answer, by: answer.by.displayName },
    })),
    revocation: revocationOf(request, decider),
    revocableStage: await revocableStageOf(now, request, decider),
    asking: item && (await askingOf(now, request, decider, item.stage)),
    requestedStartAt: request.schedule.startAt,
    requestedEndAt: request.schedule.endAt,
    extension,
    endIfGrantedNow: extension
      ? extension.endIfGrantedNow
      : grantedPeriod(request.snapshot.expiration, request.schedule, now.now).endAt,
    submittedAt: request.createdAt,
    stages: await listStages(db, request, { showsNames: true }),
    timeline: await listTimeline(db, requestId, { showsNames: true, showsExtensionDetail: true }),
    roles: grants.get(request.assignmentId) ?? [],
    holds: holds.map(({ packageName, endAt }) => ({ packageName, endAt })),
    conflicts: conflictsOf(facts.incompatible, others).map((conflict) => conflict.displayName),
    reverseConflicts: incompatibleWith
      .filter(({ id }) => holds.some((held) => held.packageId === id))
      .map(({ displayName }) => displayName),
    earlier: await db
      .select({
        requestId: requests.id,
        state: requests.state,
        subStatus: requests.subStatus,
        at: sql<Date>`coalesce(${requests.completedAt}, ${requests.createdAt})`.mapWith(requests.createdAt),
      })
      .from(requests)
      .where(
        and(
          eq(requests.targetId, request.targetId),
          eq(requests.packageId, request.packageId),
          inArray(requests.type, typesFor("add")),
          ne(requests.id, requestId),
        ),
      )
      .orderBy(desc(requests.createdAt))
      .limit(5),
  };
}

/** ASK-1, ASK-7: what the engine says of a question before it is written. */
async function askingOf({ db, now }: Reading, request: AssignmentRequest, decider: Decider, stage: number) {
  const settings = await loadSettings(db);
  const asked = decideQuestion(request, settings, decider, { stage, question: "?" }, now);
  return asked.ok ? { answerDays: settings.informationAnswerDays } : null;
}

/** APP-97: access ends once, so one approval at most was taken back. */
function revocationOf({ stages }: AssignmentRequest, { id }: Decider): RevocationView | null {
  for (const stage of stages) {
    if (stage.state !== "approved" || !stage.revocation) continue;
    const { by, reason, at } = stage.revocation;
    return { by: by.displayName, wasMe: by.personId === id, reason, at };
  }
  return null;
}

/** POR-53, APP-97: what the engine says of taking an approval back before a reason is written. */
async function revocableStageOf({ db, now }: Reading, request: AssignmentRequest, decider: Decider) {
  const assignment = await loadAssignment(db, request.assignmentId);
  const by = { personId: decider.id, displayName: decider.displayName };
  const found = request.stages.find(
    ({ index }) => decideRevocation(request, assignment, by, { stage: index, reason: "?" }, request.id, now).ok,
  );
  return found?.index ?? null;
}
