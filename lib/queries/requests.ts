import { and, asc, eq, inArray, ne, notInArray, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { accessPackages, people, requestStages, requests } from "@/db/schema";
import type { Viewer } from "@/lib/auth/viewer";
import type { PersonId, RequestId } from "@/lib/engine/ids";
import { decideCancellation } from "@/lib/engine/request/cancel";
import { obstacleTo } from "@/lib/engine/request/gates";
import { decideNudge } from "@/lib/engine/request/nudge";
import { type AssignmentRequest, openExchange } from "@/lib/engine/request/request";
import { resubmissionRefusal } from "@/lib/engine/request/resubmission";
import { intentOf } from "@/lib/engine/request/states";
import type { Reader } from "@/lib/facts/reader";
import { loadRequests } from "@/lib/facts/requests";
import { loadSubmissionFacts } from "@/lib/facts/submission";
import { isUuid } from "@/lib/platform/ids";
import type { Page, TwoWayPage } from "@/lib/views/page";
import type { RequestRow, RequestView } from "@/lib/views/requests";
import { listRoleGrants } from "./access";
import { seesApprovers } from "./approver-names";
import { loadWaitingExtension, mayExtendNow } from "./extension";
import { PAGE_SIZE } from "./keyset";
import { isNotDeleted, isParty } from "./own-requests";
import { currentReading, type Reading } from "./reading";
import { listStages } from "./request-stages";
import { seesHoldingsOf } from "./targets";
import { listTimeline } from "./timeline";
import { type Place, type Sorting, walk } from "./walk";

const openStates = ["submitted", "pendingApproval", "scheduled", "delivering"] as const;

/** POR-40: which requests a list shows. */
export const requestFilters = ["all", "open", "completed"] as const;
export type RequestFilter = (typeof requestFilters)[number];

const filterBy = {
  all: undefined,
  open: inArray(requests.state, [...openStates]),
  completed: notInArray(requests.state, [...openStates]),
} as const satisfies Record<RequestFilter, SQL | undefined>;

/** REQ-71: whether the viewer is the target, or asked for somebody else. */
export const requestParts = ["all", "forMe", "forOthers"] as const;
export type RequestPart = (typeof requestParts)[number];

const partOf = ({ personId }: Pick<Viewer, "personId">, part: RequestPart): SQL | undefined =>
  ({
    all: isParty({ personId }),
    forMe: eq(requests.targetId, personId),
    forOthers: and(eq(requests.requestorId, personId), ne(requests.targetId, personId)),
  })[part];

export const target = alias(people, "target");
const requestor = alias(people, "requestor");

/** What a list of requests is in order of; with a minus the other way round. */
export const requestSortings = {
  "-submitted": { by: requests.createdAt, kind: "instant", direction: "descending", id: requests.id },
  submitted: { by: requests.createdAt, kind: "instant", direction: "ascending", id: requests.id },
  person: { by: target.displayName, kind: "text", direction: "ascending", id: requests.id },
  "-person": { by: target.displayName, kind: "text", direction: "descending", id: requests.id },
} as const satisfies Record<string, Sorting>;
export type RequestSort = keyof typeof requestSortings;

/** Whether the clock of the stage stands still for somebody who is no approver (ASK-2, APP-74). */
const isWaiting = (subStatus: RequestRow["subStatus"]): boolean =>
  subStatus === "waitingForRequestor" || subStatus === "waitingForCallback";

/** Requests in order of their submission, newest first. The condition says whose; callers own the right to see them. */
export async function selectRequests(
  reading: Reading,
  where: SQL | undefined,
  cursor: string | null | undefined,
  size = PAGE_SIZE,
): Promise<Page<RequestRow>> {
  const { rows, next } = await selectSortedRequests(reading, where, "-submitted", { cursor, size });
  return { rows, next };
}

/** The same in any order, both ways. */
export async function selectSortedRequests(
  { db }: Reading,
  where: SQL | undefined,
  sort: RequestSort,
  place: Place,
): Promise<TwoWayPage<RequestRow>> {
  const page = walk(requestSortings[sort], place);
  const rows = await db
    .select({
      key: page.key,
      id: requests.id,
      type: requests.type,
      state: requests.state,
      subStatus: requests.subStatus,
      package: { id: accessPackages.id, displayName: accessPackages.displayName },
      target: { id: target.id, displayName: target.displayName },
      requestor: {
        id: requestor.id,
        displayName: requestor.displayName,
        isService: sql<boolean>`${requestor.kind} = 'service'`,
      },
      createdAt: requests.createdAt,
      completedAt: requests.completedAt,
      startAt: requests.startAt,
      deadlineAt: requestStages.deadlineAt,
      nextDueAt: requests.nextDueAt,
    })
    .from(requests)
    .innerJoin(accessPackages, eq(accessPackages.id, requests.packageId))
    .innerJoin(target, eq(target.id, requests.targetId))
    .innerJoin(requestor, eq(requestor.id, requests.requestorId))
    .leftJoin(requestStages, and(eq(requestStages.requestId, requests.id), eq(requestStages.state, "active")))
    .where(and(where, page.where))
    .orderBy(...page.orderBy)
    .limit(page.limit);
  return page.pageOf(
    rows.map(({ startAt, deadlineAt, nextDueAt, ...row }) => ({
      ...row,
      waitsUntil: isWaiting(row.subStatus) ? nextDueAt : row.state === "scheduled" ? startAt : deadlineAt,
    })),
  );
}

/** POR-40: the requests the viewer made or that are for them, newest first. */
export async function listRequests(
  viewer: Pick<Viewer, "personId">,
  input: {
    readonly filter?: RequestFilter;
    readonly part?: RequestPart;
    readonly cursor?: string | null;
    readonly size?: number;
  } = {},
  reading?: Reading,
): Promise<Page<RequestRow>> {
  const now = reading ?? (await currentReading());
  const where = and(partOf(viewer, input.part ?? "all"), isNotDeleted, filterBy[input.filter ?? "all"]);
  return selectRequests(now, where, input.cursor, input.size);
}

/** Whether the viewer ever asked for somebody else, so that their list has two parts. */
export async function hasAskedForOthers(viewer: Pick<Viewer, "personId">, reading?: Reading): Promise<boolean> {
  const { rows } = await listRequests(viewer, { part: "forOthers", size: 1 }, reading);
  return rows.length > 0;
}

/** POR-41: one request of the viewer's; null where there is none or it is somebody else's. */
export async function getRequest(
  viewer: Pick<Viewer, "personId" | "kind">,
  id: string,
  reading?: Reading,
): Promise<RequestView | null> {
  if (!isUuid(id)) return null;
  const now = reading ?? (await currentReading());
  const where = and(eq(requests.id, id as RequestId), isParty(viewer), isNotDeleted);
  const { rows } = await selectRequests(now, where, null, 1);
  const [row] = rows;
  return row ? readRequest(now, row, { showsNames: await seesApprovers(now.db, viewer.kind), viewer }) : null;
}

/** A request with everything there is to tell of it. `viewer` is null for those who look on and may not act. */
export async function readRequest(
  { db, now }: Reading,
  row: RequestRow,
  options: { readonly showsNames: boolean; readonly viewer: Pick<Viewer, "personId"> | null },
): Promise<RequestView> {
  const id = row.id as RequestId;
  const stored = (await loadRequests(db, [id])).get(id);
  if (!stored) throw new Error("a listed request exists");
  const { request } = stored;
  const grants = await listRoleGrants(db, [request.assignmentId]);
  const showsHoldings =
    !options.viewer || (await seesHoldingsOf({ db, now }, options.viewer.personId, request.targetId));
  const viewerId = options.viewer?.personId;
  const period = "period" in request ? request.period : null;
  return {
    ...row,
    policyName: request.snapshot.displayName,
    justification: request.justification,
    answers: request.answers.map((answer) => ({ question: answer.questionText, answer: answer.displayValue })),
    requestedStartAt: request.schedule.startAt,
    requestedEndAt: request.schedule.endAt,
    startAt: period?.startAt ?? ("startAt" in request ? request.startAt : null),
    endAt: period?.endAt ?? null,
    closingReason: "reason" in request ? request.reason : null,
    extension: await loadWaitingExtension({ db, now }, request),
    assignmentId: request.assignmentId,
    deletedAt: request.deletedAt,
    stages: await listStages(db, request, options),
    roles: grants.get(request.assignmentId) ?? [],
    timeline: await listTimeline(db, id, { ...options, showsHoldings }),
    canCancel: viewerId !== undefined && decideCancellation(request, viewerId, null, now).ok,
    question: questionOf(request, options),
    reminder: viewerId === undefined ? null : reminderOf(request, viewerId, now),
    askAgain: await waysToAskAgain({ db, now }, request, viewerId),
    ...(await listTries(db, request, viewerId)),
  };
}

/** ASK-4: what waits for the requestor's answer. */
function questionOf(
  request: AssignmentRequest,
  { showsNames, viewer }: { readonly showsNames: boolean; readonly viewer: Pick<Viewer, "personId"> | null },
): RequestView["question"] {
  const open = openExchange(request);
  if (!open) return null;
  const { question: text, askedBy, askedAt, answerBy } = open;
  return { text, askedBy: showsNames ? askedBy.displayName : null, askedAt, answerBy, mayAnswer: viewer !== null };
}

/** NDG-1 to NDG-3: what the engine says of a reminder sent now. */
function reminderOf(request: AssignmentRequest, viewerId: PersonId, now: Date): RequestView["reminder"] {
  const nudge = decideNudge(request, viewerId, now);
  if (nudge.ok) return { kind: "possible" };
  return nudge.error.code === "nudgeTooSoon" ? { kind: "later", at: nudge.error.nextAt } : null;
}

/** POR-44: whether what was denied may be asked for again now, by the rules a new request would meet. */
async function waysToAskAgain(
  reading: Reading,
  request: AssignmentRequest,
  viewerId: PersonId | undefined,
): Promise<RequestView["askAgain"]> {
  const { state, packageId, targetId, assignmentId } = request;
  if (state !== "denied" || viewerId === undefined) return null;
  if (intentOf(request.type) === "update") {
    return (await mayExtendNow(reading, viewerId, assignmentId)) ? "extension" : null;
  }
  if (resubmissionRefusal(request, viewerId)) return null;
  const facts = await loadSubmissionFacts(reading.db, viewerId, packageId, { targetId });
  return facts && obstacleTo(facts, reading.now) === null ? "request" : null;
}

/** POR-44: the tries before and after a request that the viewer is part of. */
async function listTries(
  reader: Reader,
  { id, resubmissionOf }: AssignmentRequest,
  viewerId: PersonId | undefined,
): Promise<Pick<RequestView, "earlierTry" | "laterTries">> {
  if (viewerId === undefined) return { earlierTry: null, laterTries: [] };
  const isLinked = or(eq(requests.resubmissionOf, id), resubmissionOf ? eq(requests.id, resubmissionOf) : undefined);
  const rows = await reader
    .select({ id: requests.id, createdAt: requests.createdAt })
    .from(requests)
    .where(and(isLinked, isParty({ personId: viewerId }), isNotDeleted))
    .orderBy(asc(requests.createdAt));
  return {
    earlierTry: rows.find((row) => row.id === resubmissionOf) ?? null,
    laterTries: rows.filter((row) => row.id !== resubmissionOf),
  };
}
