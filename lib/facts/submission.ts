import type { AccessPackageId, PersonId, RequestId } from "@/lib/engine/ids";
import type { DirectAssigner, SubmissionFacts } from "@/lib/engine/request/submission";
import { loadProfile } from "./attributes";
import { loadHasHistory, loadHoldings } from "./holdings";
import { loadPackage } from "./packages";
import { loadAccount, loadDirectory, loadGroupIds } from "./people";
import type { Reader } from "./reader";
import { loadRequests } from "./requests";
import { loadSettings } from "./settings";

/** What a submission is besides its form: for whom, as whom, after what; the requestor's own first try if not said. */
export type SubmissionKind = {
  readonly targetId?: PersonId;
  readonly direct?: DirectAssigner | null;
  /** POR-44 */
  readonly resubmissionOf?: RequestId | null;
};

/**
 * What the engine decides a submission on. Read under the target's lock it decides; read by a page it explains, and says
 * the same. Null where requestor or target do not exist.
 */
export async function loadSubmissionFacts(
  reader: Reader,
  requestorId: PersonId,
  packageId: AccessPackageId,
  { targetId = requestorId, direct = null, resubmissionOf = null }: SubmissionKind = {},
): Promise<SubmissionFacts | null> {
  const wanted = await loadPackage(reader, packageId);
  const stages = wanted?.policies.flatMap((policy) => policy.requestApprovalSettings.stages) ?? [];
  const directory = await loadDirectory(reader, targetId, stages);
  const target = directory.people.get(targetId);
  const requestor = directory.people.get(requestorId) ?? (await loadAccount(reader, requestorId));
  if (!target || !requestor) return null;
  const holdings = await loadHoldings(reader, targetId);
  return {
    requestor,
    requestorGroupIds: requestorId === targetId ? holdings.groupIds : await loadGroupIds(reader, requestorId),
    hasHistory: await loadHasHistory(reader, requestorId, packageId),
    direct,
    target,
    profile: await loadProfile(reader, targetId),
    package: wanted,
    holdings,
    earlier: resubmissionOf && ((await loadRequests(reader, [resubmissionOf])).get(resubmissionOf)?.request ?? null),
    settings: await loadSettings(reader),
    directory,
  };
}
