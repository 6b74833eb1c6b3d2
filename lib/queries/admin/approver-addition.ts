import { and, eq, notInArray } from "drizzle-orm";
import { accessPackages, people, requests } from "@/db/schema";
import { mayIn } from "@/lib/auth/permissions";
import { stageToJoin } from "@/lib/engine/approval/addition";
import { isParty, partiesOf } from "@/lib/engine/approval/approvers";
import type { PersonId, RequestId } from "@/lib/engine/ids";
import { loadRequests } from "@/lib/facts/requests";
import { loadSettings } from "@/lib/facts/settings";
import { isUuid } from "@/lib/platform/ids";
import { findPeople, noCandidates, shownCandidates } from "@/lib/queries/candidates";
import { searchText } from "@/lib/queries/membership";
import { currentReading, type Reading } from "@/lib/queries/reading";
import type { Candidates } from "@/lib/views/candidates";
import type { Administrator } from "./scope";

/** APP-96: the request and its running stage, where the viewer may add somebody to it; null otherwise. */
async function joinable({ db, now }: Reading, viewer: Administrator, requestId: RequestId) {
  const [wanted] = await db
    .select({ catalogId: accessPackages.catalogId })
    .from(requests)
    .innerJoin(accessPackages, eq(accessPackages.id, requests.packageId))
    .where(eq(requests.id, requestId));
  if (!wanted) return null;
  const mayAdd = mayIn(viewer, "addApprovers", wanted.catalogId);
  // Most of those who read requests may not; for them the stages need not be read.
  const request = mayAdd ? (await loadRequests(db, [requestId])).get(requestId)?.request : null;
  if (!request) return null;
  const stage = stageToJoin(request, { mayKnow: mayIn(viewer, "viewCatalog", wanted.catalogId), mayAdd }, now);
  return stage.ok ? { request, stage: stage.value } : null;
}

/** APP-96: whether the viewer may add an approver to the request now. */
export const mayAddApprover = async (reading: Reading, viewer: Administrator, requestId: RequestId): Promise<boolean> =>
  (await joinable(reading, viewer, requestId)) !== null;

/** APP-96: whom the viewer may add to the running stage, by a part of the name. */
export async function findNewApprovers(
  viewer: Administrator,
  requestId: string,
  search: string,
  reading?: Reading,
): Promise<Candidates> {
  const now = reading ?? (await currentReading());
  const text = searchText(search);
  const open = text !== "" && isUuid(requestId) ? await joinable(now, viewer, requestId as RequestId) : null;
  if (!open) return noCandidates;
  const { request, stage } = open;
  const parties = partiesOf(request, await loadSettings(now.db));
  const excluded: PersonId[] = [
    ...[request.targetId, request.requestorId].filter((id) => isParty(parties, id)),
    ...stage.approvers.flatMap((entry) => ("personId" in entry ? [entry.personId] : [])),
  ];
  return shownCandidates(
    await findPeople(now.db, text, and(eq(people.isEnabled, true), notInArray(people.id, excluded))),
  );
}
