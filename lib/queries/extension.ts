import { eq } from "drizzle-orm";
import { accessPackages } from "@/db/schema";
import type { Viewer } from "@/lib/auth/viewer";
import { partiesOf } from "@/lib/engine/approval/approvers";
import { showsApprovers } from "@/lib/engine/approval/visibility";
import type { AdminUpdateFacts } from "@/lib/engine/assignment/admin-update";
import { isActiveAt } from "@/lib/engine/assignment/assignment";
import type { AssignmentFacts } from "@/lib/engine/assignment/end";
import { type ExtensionFacts, grantedExtension, mayExtend } from "@/lib/engine/assignment/extension";
import { type UpdateFacts, updateRefusal } from "@/lib/engine/assignment/update";
import type { AssignmentId, PersonId } from "@/lib/engine/ids";
import { inSequence } from "@/lib/engine/policy/questions";
import type { AdvanceFacts } from "@/lib/engine/request/advance";
import { type AssignmentRequest, plannedStages } from "@/lib/engine/request/request";
import { intentOf, isOpen } from "@/lib/engine/request/states";
import { traceStage } from "@/lib/engine/trace/stage-trace";
import { loadAssignment, loadUpdateFacts } from "@/lib/facts/assignments";
import { loadExtensionFacts } from "@/lib/facts/extensions";
import { loadPerson } from "@/lib/facts/people";
import type { Reader } from "@/lib/facts/reader";
import { loadAdvanceFacts } from "@/lib/facts/requests";
import { loadDelegates } from "@/lib/facts/trace";
import { isUuid } from "@/lib/platform/ids";
import type { ExtensionStanding } from "@/lib/views/access";
import type { ExtensionFormView } from "@/lib/views/extension";
import { openableAmong } from "./own-requests";
import { questionView } from "./question-view";
import { currentReading, type Reading } from "./reading";
import { previewStages } from "./trace-views";

type ExtensionBy = UpdateFacts & AdminUpdateFacts;

function standingOf(facts: ExtensionFacts, now: Date): ExtensionStanding {
  if (facts.openRequestId) return { kind: "asked", requestId: facts.openRequestId };
  return { kind: mayExtend(facts, now).ok ? "possible" : "none" };
}

/** ASN-17: of each of these, all held by one person, whether it may be extended now or was asked to be. */
export async function extensionStandings(
  { db, now }: Reading,
  personId: PersonId,
  held: readonly AssignmentFacts[],
): Promise<ReadonlyMap<AssignmentId, ExtensionStanding>> {
  const facts = await loadExtensionFacts(db, personId, held);
  return new Map([...facts].map(([id, each]) => [id, standingOf(each, now)]));
}

/** The same of one assignment. */
export async function extensionStanding(reading: Reading, id: AssignmentId): Promise<ExtensionStanding> {
  const held = await loadAssignment(reading.db, id);
  const standings = held && (await extensionStandings(reading, held.targetId, [held]));
  return standings?.get(id) ?? { kind: "none" };
}

/** REQ-2, REQ-5: what an extension by this person depends on; null where they may not ask for it at all. */
async function loadFactsFor(reader: Reader, personId: PersonId, id: AssignmentId): Promise<ExtensionBy | null> {
  const assignment = await loadAssignment(reader, id);
  const found = assignment && (await loadUpdateFacts(reader, assignment));
  const requestor = found && (await loadPerson(reader, personId));
  if (!found || !requestor) return null;
  const facts = { ...found, requestor };
  return updateRefusal(facts) ? null : facts;
}

/** Whose access it is, for a manager who may extend it; null for one's own, and for what is none of the viewer's. */
export async function holderToName(
  viewer: Pick<Viewer, "personId">,
  id: AssignmentId,
  reading?: Reading,
): Promise<string | null> {
  const { db } = reading ?? (await currentReading());
  const facts = await loadFactsFor(db, viewer.personId, id);
  return facts && facts.target.id !== viewer.personId ? facts.target.displayName : null;
}

/** Whether this person, the holder or their manager, may ask for a later end now. */
export async function mayExtendNow({ db, now }: Reading, personId: PersonId, id: AssignmentId): Promise<boolean> {
  const facts = await loadFactsFor(db, personId, id);
  return facts !== null && mayExtend(facts, now).ok;
}

/** APP-98: whom the stages of an extension would ask if it were sent now, as far as the viewer is shown (APP-70). */
async function stagesOf({ db, now }: Reading, viewer: Pick<Viewer, "kind">, facts: UpdateFacts) {
  const { assignment, directory, settings, target, requestor } = facts;
  const { snapshot } = assignment;
  const approvers = settings.allowApprovalDelegation ? [...directory.people.keys()] : [];
  const delegates = await loadDelegates(db, approvers, now);
  const parties = partiesOf({ targetId: target.id, requestorId: requestor.id }, settings);
  const showsNames = showsApprovers(settings, "default", viewer.kind);
  const stages = plannedStages({ type: "userUpdate", snapshot, dynamicStages: [] }).map((stage, index) => {
    const { asked, alternates, excluded, ...rest } = traceStage(stage, index, now, { directory, parties, delegates });
    const names = showsNames ? { asked, alternates, excluded } : { asked: null, alternates: null, excluded: null };
    return { ...rest, ...names, isSomebodyAble: asked.length > 0 };
  });
  return previewStages(db, snapshot, { stages });
}

function formStanding(facts: ExtensionFacts, openable: ReadonlySet<string>, now: Date): ExtensionFormView["standing"] {
  const { openRequestId } = facts;
  if (!isActiveAt(facts.assignment, now)) return { kind: "over" };
  if (openRequestId) return { kind: "asked", requestId: openable.has(openRequestId) ? openRequestId : null };
  const offer = mayExtend(facts, now);
  if (!offer.ok) return { kind: "blocked", refusal: offer.error };
  const { latestEndAt, defaultEndAt, conflicts } = offer.value;
  return { kind: "possible", latestEndAt, defaultEndAt, conflicts: conflicts.map((each) => each.displayName) };
}

/** ASN-20, REQ-5: the form in which the holder or their manager asks for a later end; null for what is not theirs to extend. */
export async function getExtensionForm(
  viewer: Pick<Viewer, "personId" | "kind">,
  id: string,
  language: string,
  reading?: Reading,
): Promise<ExtensionFormView | null> {
  if (!isUuid(id)) return null;
  const at = reading ?? (await currentReading());
  const { db, now } = at;
  const facts = await loadFactsFor(db, viewer.personId, id as AssignmentId);
  if (!facts) return null;
  const { assignment, target } = facts;
  const [wanted] = await db
    .select({ id: accessPackages.id, displayName: accessPackages.displayName })
    .from(accessPackages)
    .where(eq(accessPackages.id, assignment.packageId));
  if (!wanted) return null;
  const { snapshot, endAt } = assignment;
  const stages = await stagesOf(at, viewer, facts);
  const openable = await openableAmong(db, viewer, facts.openRequestId ? [facts.openRequestId] : []);
  return {
    assignmentId: assignment.id,
    holder: target.id === viewer.personId ? null : { id: target.id, displayName: target.displayName },
    package: wanted,
    policyName: snapshot.displayName,
    endAt,
    standing: formStanding(facts, openable, now),
    isApprovalRequired: stages.length > 0,
    stages,
    expiration: snapshot.expiration,
    questions: inSequence(snapshot.questions).map((question) => questionView(question, language, facts.answers)),
    isJustificationRequired: snapshot.requestApprovalSettings.isRequestorJustificationRequired,
    allowsCustomSchedule: snapshot.requestorSettings.allowCustomAssignmentSchedule,
  };
}

/** An extension that waits: the end the access has, and the one it would have if the last approval came now (SOD-24). */
export type WaitingExtension = { readonly endAt: Date | null; readonly endIfGrantedNow: Date | null };

/** Asks the function that grants it (ASN-24); null for every other request. */
export function waitingExtension(
  request: AssignmentRequest,
  { assignment, settings, holdings, incompatible }: AdvanceFacts,
  now: Date,
): WaitingExtension | null {
  if (intentOf(request.type) !== "update" || !isOpen(request.state) || !assignment) return null;
  const events = grantedExtension(request, { assignment, settings, holdings, incompatible }, now);
  const granted = events.find((event) => event.kind === "deliveryStarted");
  return { endAt: assignment.endAt, endIfGrantedNow: granted ? granted.period.endAt : assignment.endAt };
}

/** The same of a request whose facts are not there yet. */
export const loadWaitingExtension = async (
  { db, now }: Reading,
  request: AssignmentRequest,
): Promise<WaitingExtension | null> =>
  intentOf(request.type) === "update" ? waitingExtension(request, await loadAdvanceFacts(db, request), now) : null;
