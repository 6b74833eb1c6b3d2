import type { TaskList } from "graphile-worker";
import { z } from "zod";
import type { AccessPackageId, AssignmentId, GroupId, PersonId, RequestId } from "@/lib/engine/ids";
import { activateFallbacks, activateGroupFallbacks } from "@/lib/services/activate-fallbacks";
import { grantRoles } from "@/lib/services/deliver-roles";
import { depsFor } from "@/lib/services/deps";
import { eraseRequests } from "@/lib/services/erase-requests";
import { followPackage } from "@/lib/services/follow-package";
import { revokeRoles } from "@/lib/services/revoke-roles";
import { sweepDue } from "@/lib/services/sweep-due";
import type { WorkerDeps } from "@/lib/worker/deps";

const aboutPerson = z.object({ personId: z.uuid().transform((id) => id as PersonId) });
const aboutGroup = z.object({ groupId: z.uuid().transform((id) => id as GroupId) });
/** What a job about a request says. */
export const aboutRequest = z.object({ requestId: z.uuid().transform((id) => id as RequestId) });
const aboutPackage = z.object({
  packageId: z.uuid().transform((id) => id as AccessPackageId),
  after: z
    .uuid()
    .transform((id) => id as AssignmentId)
    .nullable(),
});

/** What the worker knows to do. Every task looks again under its lock, so a job delivered twice or late does no harm. */
export function taskList({ db, clock }: WorkerDeps): TaskList {
  const deps = depsFor(db, clock);
  return {
    grantRoles: (payload) => grantRoles(deps, aboutRequest.parse(payload).requestId),
    revokeRoles: (payload) => revokeRoles(deps, aboutRequest.parse(payload).requestId),
    followPackage: (payload) => followPackage(deps, aboutPackage.parse(payload)),
    activateFallbacks: (payload) => activateFallbacks(deps, aboutPerson.parse(payload).personId),
    activateGroupFallbacks: (payload) => activateGroupFallbacks(deps, aboutGroup.parse(payload).groupId),
    eraseRequests: async () => {
      await eraseRequests(deps);
    },
    sweep: async () => {
      await sweepDue(deps);
    },
  };
}
