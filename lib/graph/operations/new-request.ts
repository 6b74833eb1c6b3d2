import { acceptedLanguage } from "@/lib/auth/accepted-language";
import type { AccessPackageId, PolicyId, RequestId } from "@/lib/engine/ids";
import type { Question } from "@/lib/engine/policy/questions";
import { formQuestions } from "@/lib/engine/request/form";
import { loadAssignment, loadStandingAnswers } from "@/lib/facts/assignments";
import { loadPolicies } from "@/lib/facts/packages";
import { parseBody } from "@/lib/graph/http/body";
import { admit, refuseService } from "@/lib/graph/http/caller";
import type { Call } from "@/lib/graph/http/operation";
import { orProblem, requestProblem } from "@/lib/graph/http/refusal";
import { accessPackage } from "@/lib/graph/model/access-package";
import { assignment } from "@/lib/graph/model/assignment";
import { badRequest, forbidden, notFound } from "@/lib/graph/problem";
import { idOf } from "@/lib/graph/read/find";
import { isUuid, newId } from "@/lib/platform/ids";
import { getAssignForm } from "@/lib/queries/admin/assign-form";
import { assignDirectly } from "@/lib/services/assign-directly";
import { removeOwnAccess } from "@/lib/services/end-assignment";
import { extendAccess } from "@/lib/services/extend-access";
import { removeAccess, removeReportAccess } from "@/lib/services/remove-access";
import { submitRequest } from "@/lib/services/submit-request";
import { updateAssignment } from "@/lib/services/update-assignment";
import { answersOf } from "./answers";
import {
  assignmentIdOf,
  packageIdOf,
  policyIdOf,
  type RequestBody,
  refuseUnknownWishes,
  requestBodySchema,
  targetIdOf,
  type Wish,
} from "./request-body";
import { endOf, periodOf } from "./schedule";

/** REQ-51: the key of the form, so that a call that is sent again gives the request it made the first time. */
function keyOf({ call, body, now }: Wish, ...about: readonly (string | null)[]): string {
  const sent = call.headers.get("client-request-id");
  // Some clients give all calls of a session one id; what they are about tells them apart.
  return sent && isUuid(sent) ? [sent.toLowerCase(), body.requestType, ...about].join(" ") : newId(now);
}

/** Every question a policy of the package may ask; which of them it is to ask is for the engine to say. */
async function questionsOf({ call }: Wish, packageId: AccessPackageId): Promise<Question[]> {
  const policies = (await loadPolicies(call.deps.db, [packageId])).get(packageId) ?? [];
  return policies.flatMap((policy) => formQuestions(policy, {}));
}

/** What of a request for new access is filled in. */
async function formOf(wish: Wish, packageId: AccessPackageId) {
  const { body, justification, language, sent, now } = wish;
  const answers = answersOf(body.answers ?? [], await questionsOf(wish, packageId));
  return { answers, justification, language, schedule: periodOf(sent, now) };
}

async function add(wish: Wish): Promise<RequestId> {
  const { call, personId } = wish;
  const packageId = packageIdOf(wish);
  const targetId = await targetIdOf(wish);
  const policyId = policyIdOf(wish);
  const clientKey = keyOf(wish, packageId, targetId);
  const input = { ...(await formOf(wish, packageId)), personId, packageId, targetId, policyId, clientKey };
  return orProblem(await submitRequest(call.deps, input), requestProblem).requestId;
}

/** The only policy there is to assign by; the form chooses it silently too. */
async function onlyPolicy({ call, language }: Wish, packageId: AccessPackageId): Promise<PolicyId> {
  const { viewer, reading } = call.context;
  const form = await getAssignForm(viewer, packageId, language, reading);
  if (!form) throw notFound(accessPackage.name, packageId);
  const [only, ...others] = form.policies;
  if (only && others.length === 0) return only.id as PolicyId;
  const names = form.policies.map(({ displayName, id }) => `${displayName} (${id})`).join(", ");
  throw badRequest(`assignment.assignmentPolicyId: name the policy to assign by. There are: ${names || "none"}.`);
}

async function assign(wish: Wish): Promise<RequestId> {
  const { call, personId: actorId } = wish;
  const packageId = packageIdOf(wish);
  const targetId = await targetIdOf(wish);
  const input = {
    ...(await formOf(wish, packageId)),
    actorId,
    packageId,
    policyId: policyIdOf(wish) ?? (await onlyPolicy(wish, packageId)),
    targetIds: [targetId],
    bypassReason: null,
    clientKey: keyOf(wish, packageId),
  };
  const { results } = orProblem(await assignDirectly(call.deps, input), requestProblem);
  const [only] = results;
  if (!only) throw badRequest("assignment.targetId: name the person.");
  return orProblem(only.result, requestProblem).requestId;
}

/**
 * The assignment to change, which stays under its policy.
 * @throws GraphProblem 400 where another one is named, to those who see the assignment; others are refused by the service
 */
async function changed(wish: Wish) {
  const { call } = wish;
  const id = await assignmentIdOf(wish);
  const found = await loadAssignment(call.deps.db, id);
  const isSeen = (await idOf(assignment, call.context, id)) !== undefined;
  const policyId = policyIdOf(wish);
  if (isSeen && policyId && policyId !== found?.snapshot.policyId) {
    throw badRequest("assignment.assignmentPolicyId: an assignment stays under its policy.");
  }
  return { id, found, isSeen };
}

/** INF-12: what is answered anew, and before that what was answered last, as the form of a change is filled in. */
async function answersOver({ call, body }: Wish, { id, found }: Awaited<ReturnType<typeof changed>>) {
  const questions = found?.snapshot.questions ?? [];
  const anew = answersOf(body.answers ?? [], questions);
  const isLeft = (questionId: string) =>
    questions.some((each) => each.id === questionId) && !anew.some((each) => each.questionId === questionId);
  const standing = found ? await loadStandingAnswers(call.deps.db, id) : [];
  const kept = standing.filter(({ questionId }) => isLeft(questionId));
  return [...anew, ...kept.map(({ questionId, value }) => ({ questionId, value }))];
}

async function extend(wish: Wish): Promise<RequestId> {
  const { call, personId, justification, language, sent, now } = wish;
  const access = await changed(wish);
  const assignmentId = access.id;
  const input = {
    personId,
    assignmentId,
    endAt: periodOf(sent, now).endAt,
    answers: await answersOver(wish, access),
    justification,
    language,
    clientKey: keyOf(wish, assignmentId),
  };
  return orProblem(await extendAccess(call.deps, input), requestProblem).requestId;
}

async function update(wish: Wish): Promise<RequestId> {
  const { call, personId, body, justification, language, sent, now } = wish;
  const access = await changed(wish);
  const { id: assignmentId, found, isSeen } = access;
  const end = sent ? endOf(sent, now) : null;
  if (isSeen && end?.kind === "none" && found?.endAt)
    throw badRequest("schedule.expiration: an end is moved, and not removed.");
  const input = {
    personId,
    assignmentId,
    ...periodOf(sent, now),
    answers: body.answers ? await answersOver(wish, access) : null,
    justification,
    language,
  };
  return orProblem(await updateAssignment(call.deps, input), requestProblem).requestId;
}

/** ASN-40 for one's own access, ASN-37 for that of a report. */
async function giveBack(wish: Wish): Promise<RequestId> {
  const { call, personId, justification: reason } = wish;
  const assignmentId = await assignmentIdOf(wish);
  const found = await loadAssignment(call.deps.db, assignmentId);
  const isOwn = found?.targetId === personId;
  const removed = isOwn
    ? await removeOwnAccess(call.deps, { personId, assignmentId })
    : await removeReportAccess(call.deps, { personId, assignmentId, reason });
  return orProblem(removed, requestProblem).requestId;
}

async function remove(wish: Wish): Promise<RequestId> {
  const { call, personId, justification: reason } = wish;
  const assignmentId = await assignmentIdOf(wish);
  const [only] = await removeAccess(call.deps, { personId, assignmentIds: [assignmentId], reason });
  if (!only) throw notFound(assignment.name, assignmentId);
  return orProblem(only.result, requestProblem).requestId;
}

const kinds = {
  userAdd: { permission: "selfWrite", ask: add },
  onBehalfAdd: { permission: "selfWrite", ask: add },
  userUpdate: { permission: "selfWrite", ask: extend },
  userExtend: { permission: "selfWrite", ask: extend },
  userRemove: { permission: "selfWrite", ask: giveBack },
  adminAdd: { permission: "write", ask: assign },
  adminUpdate: { permission: "write", ask: update },
  adminRemove: { permission: "write", ask: remove },
} as const satisfies Record<
  RequestBody["requestType"],
  { permission: "selfWrite" | "write"; ask: (wish: Wish) => Promise<RequestId> }
>;

/**
 * REQ-1 to REQ-8: does what a new assignment request asks for, by the service behind the form of the same kind.
 * @returns the id of the request
 * @throws GraphProblem 400 for a body that cannot be read, 403 for a token of another kind, or what the service refuses
 */
export async function makeRequest(call: Call): Promise<RequestId> {
  const body = parseBody(requestBodySchema, await call.body());
  refuseUnknownWishes(body);
  const { permission, ask } = kinds[body.requestType];
  admit(call.caller, permission);
  if (permission === "selfWrite") refuseService(call.caller, `A request of the type ${body.requestType}`);
  const { personId } = call.caller.viewer;
  const requestorId = body.requestor?.objectId ?? body.requestor?.id ?? personId;
  if (requestorId.toLowerCase() !== personId) throw forbidden("A request is made by whom the token belongs to.");
  const about = body.assignment ?? {};
  return ask({
    call,
    personId,
    now: call.context.reading.now,
    body,
    about,
    sent: body.schedule ?? about.schedule ?? null,
    justification: body.justification ?? "",
    language: acceptedLanguage(call.headers),
  });
}
