import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import { assignments, people, requests } from "@/db/schema";
import type { AssignmentId } from "@/lib/engine/ids";
import { typesFor } from "@/lib/engine/request/states";
import { loadSettings } from "@/lib/facts/settings";
import { requireOption } from "@/lib/graph/http/body";
import { collection } from "@/lib/graph/http/collection";
import type { Call, Operation } from "@/lib/graph/http/operation";
import { orProblem, requestProblem } from "@/lib/graph/http/refusal";
import { accessPackage } from "@/lib/graph/model/access-package";
import { nothing } from "@/lib/graph/model/asked";
import { assignment } from "@/lib/graph/model/assignment";
import { badRequest, forbidden, notFound } from "@/lib/graph/problem";
import { visible } from "@/lib/graph/read/shape";
import { isUuid } from "@/lib/platform/ids";
import { isActiveNow } from "@/lib/queries/access";
import { assignmentsOfHoldersOfBoth } from "@/lib/queries/admin/additional-access";
import { reprocessAssignment } from "@/lib/services/reprocess-assignment";
import { em } from "./paths";

const set = `${em}/assignments`;
const path = `${set}/{accessPackageAssignment-id}`;

/** SQL: POR-57, POR-58: what reports hold now, where the organization shows it to their managers. */
async function heldByReports({ reading: { db, now }, viewer }: Call["context"]): Promise<SQL | undefined> {
  if (!(await loadSettings(db)).managersSeeReportAssignments) return nothing;
  const isReports = sql`${people.managerId} = ${viewer.personId} and ${people.id} <> ${viewer.personId}`;
  return and(isReports, isActiveNow(now));
}

const ofCaller = ["target", "createdBy", "targetManager", "targetAgentIdentitySponsorOrOwner"] as const;

/** SQL: the assignments of the caller in one of the ways the contract has. */
async function scopeOf({ context, param }: Call): Promise<SQL | undefined> {
  const { viewer } = context;
  switch (requireOption("on", param("on"), ofCaller)) {
    case "target":
      return eq(assignments.targetId, viewer.personId);
    case "createdBy": {
      const isAskedFor = sql`exists (select 1 from ${requests}
        where ${requests.assignmentId} = ${assignments.id} and ${requests.requestorId} = ${viewer.personId}
          and ${inArray(requests.type, typesFor("add"))})`;
      // Whoever asks for a colleague learns of the request what there is to learn (ERR-12).
      return sql`${isAskedFor} and (${await visible(assignment, context)} or (${await heldByReports(context)}))`;
    }
    case "targetManager":
      return heldByReports(context);
    case "targetAgentIdentitySponsorOrOwner":
      return nothing;
  }
}

/** SQL: SOD-30: what of one package is held by people who hold the other one too. */
async function additionalAccess({ context, param }: Call): Promise<SQL | undefined> {
  const packageId = param("accesspackageid");
  const otherId = param("incompatibleaccesspackageid");
  if (packageId === "" || otherId === "" || packageId.toLowerCase() === otherId.toLowerCase()) {
    throw badRequest("additionalAccess takes the ids of two packages: accessPackageId, incompatibleAccessPackageId.");
  }
  const found = await assignmentsOfHoldersOfBoth(context.viewer, { packageId, otherId }, context.reading);
  if (found === "roleNotSufficient") throw forbidden("Your roles do not let you see who holds both packages.");
  if (found === null) throw notFound(accessPackage.name, packageId);
  return found;
}

export const assignmentOperations: readonly Operation[] = [
  ...collection(`${set}/filterByCurrentUser(on='{on}')`, assignment, { permission: "selfRead", scope: scopeOf }),
  ...["", "accessPackageId='{accessPackageId}',incompatibleAccessPackageId='{incompatibleAccessPackageId}'"].flatMap(
    (args) => collection(`${set}/additionalAccess(${args})`, assignment, { scope: additionalAccess }),
  ),
  {
    method: "POST",
    path: `${path}/reprocess`,
    permission: "write",
    run: async (call) => {
      const id = call.param("accessPackageAssignment-id");
      if (!isUuid(id)) throw notFound(assignment.name, id);
      const input = { personId: call.caller.viewer.personId, assignmentId: id as AssignmentId };
      orProblem(await reprocessAssignment(call.deps, input), requestProblem);
      return { status: 202 };
    },
  },
];
