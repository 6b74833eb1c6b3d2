import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { groups, roleAssignments } from "@/db/schema";
import type { RoleName } from "@/db/schema/enums";
import type { CatalogRefusal } from "@/lib/engine/catalog/refusals";
import { type CatalogRole, catalogRoles } from "@/lib/engine/catalog/roles";
import type { Principal } from "@/lib/engine/directory";
import type { DirectoryRefusal } from "@/lib/engine/directory-refusals";
import type { CatalogId, GroupId, PersonId } from "@/lib/engine/ids";
import { type PortalRole, portalRoles } from "@/lib/engine/portal-role/roles";
import { parseBody } from "@/lib/graph/http/body";
import { replyWith } from "@/lib/graph/http/collection";
import { type Call, noContent, type Operation } from "@/lib/graph/http/operation";
import { catalogProblem, directoryProblem, orProblem } from "@/lib/graph/http/refusal";
import { object } from "@/lib/graph/model/input";
import { EVERYWHERE, roleAssignment } from "@/lib/graph/model/role-assignment";
import { roleDefinition, roleOf } from "@/lib/graph/model/role-definition";
import { badRequest, GraphProblem, notFound } from "@/lib/graph/problem";
import { isUuid } from "@/lib/platform/ids";
import { assignCatalogRole, removeCatalogRole } from "@/lib/services/change-catalog";
import { assignPortalRole, removePortalRole } from "@/lib/services/change-portal-roles";
import { rbac } from "./paths";

const set = `${rbac}/roleAssignments`;
const path = `${set}/{unifiedRoleAssignment-id}`;

const bodySchema = object({
  id: z.unknown().optional(),
  principalId: z.string(),
  roleDefinitionId: z.string(),
  appScopeId: z.string().nullish(),
  directoryScopeId: z.string().nullish(),
  condition: z.null().optional(),
});

const isCatalogRole = (role: RoleName): role is CatalogRole => (catalogRoles as readonly RoleName[]).includes(role);
const isPortalRole = (role: RoleName): role is PortalRole => (portalRoles as readonly RoleName[]).includes(role);

/** The catalog a scope names; null for everywhere. */
function catalogIdIn(appScopeId: string): CatalogId | null {
  if (appScopeId === EVERYWHERE) return null;
  const [, id] = /^\/AccessPackageCatalog\/([^/]+)\/?$/i.exec(appScopeId) ?? [];
  if (!isUuid(id)) throw badRequest("appScopeId is '/' or '/AccessPackageCatalog/' with the id of a catalog.");
  return id.toLowerCase() as CatalogId;
}

/** DEL-4: a person or a group; that there is neither is for the service to say, to those who may know. */
async function principalOf({ deps: { db } }: Call, id: string): Promise<Principal> {
  if (!isUuid(id)) throw notFound("principal", id);
  const groupId = id.toLowerCase() as GroupId;
  const isGroup = (await db.$count(groups, eq(groups.id, groupId))) > 0;
  return isGroup ? { kind: "group", groupId } : { kind: "person", personId: id.toLowerCase() as PersonId };
}

type Appointment = { readonly role: RoleName; readonly principal: Principal; readonly catalogId: CatalogId | null };

/** A role that holds everywhere cannot be given in a catalog, nor the other way round. */
const misplaced = (role: RoleName) =>
  badRequest(
    isPortalRole(role)
      ? "appScopeId: this role holds everywhere; its scope is '/'."
      : "appScopeId: this role holds in a catalog; its scope is '/AccessPackageCatalog/' with the id of the catalog.",
  );

/** Gives or takes a role by the service that the browser uses; null where it was so already. */
async function change(
  call: Call,
  how: "give" | "take",
  { role, principal, catalogId }: Appointment,
  hide: (problem: GraphProblem) => GraphProblem = (problem) => problem,
): Promise<object | null> {
  const { personId } = call.caller.viewer;
  if (catalogId !== null && isCatalogRole(role)) {
    const input = { personId, catalogId, role, principal };
    const changed =
      how === "give"
        ? await assignCatalogRole(call.deps, input)
        : await removeCatalogRole(call.deps, { ...input, isLastOwnerConfirmed: false });
    return orProblem(changed, (refusal: CatalogRefusal) => hide(catalogProblem(refusal)));
  }
  if (catalogId !== null || !isPortalRole(role)) throw misplaced(role);
  const input = { actorId: personId, role, principal };
  const changed = await (how === "give" ? assignPortalRole : removePortalRole)(call.deps, input);
  return orProblem(changed, (refusal: DirectoryRefusal) => hide(directoryProblem(refusal)));
}

async function assignmentId({ deps }: Call, { role, principal, catalogId }: Appointment): Promise<string> {
  const isIt = and(
    eq(roleAssignments.role, role),
    catalogId === null ? isNull(roleAssignments.catalogId) : eq(roleAssignments.catalogId, catalogId),
    principal.kind === "person"
      ? eq(roleAssignments.personId, principal.personId)
      : eq(roleAssignments.groupId, principal.groupId),
  );
  const [row] = await deps.db.select({ id: roleAssignments.id }).from(roleAssignments).where(isIt);
  if (!row) throw new GraphProblem(409, "Conflict", "The role was taken away again meanwhile.");
  return row.id;
}

/** The appointment an address names, whoever asks. @throws GraphProblem 404 where there is none */
async function storedAppointment(call: Call): Promise<Appointment> {
  const id = call.param("unifiedRoleAssignment-id");
  const [row] = isUuid(id) ? await call.deps.db.select().from(roleAssignments).where(eq(roleAssignments.id, id)) : [];
  if (!row) throw notFound(roleAssignment.name, id);
  const { role, catalogId, personId, groupId } = row;
  if (personId) return { role, catalogId, principal: { kind: "person", personId } };
  if (groupId) return { role, catalogId, principal: { kind: "group", groupId } };
  throw notFound(roleAssignment.name, id);
}

export const roleManagementOperations: readonly Operation[] = [
  {
    method: "POST",
    path: set,
    permission: "write",
    run: async (call) => {
      const body = parseBody(bodySchema, await call.body());
      if (body.directoryScopeId && body.directoryScopeId !== EVERYWHERE) {
        throw badRequest("directoryScopeId: roles hold in the portal, by their appScopeId.");
      }
      const role = roleOf(body.roleDefinitionId);
      if (!role) throw notFound(roleDefinition.name, body.roleDefinitionId);
      const catalogId = catalogIdIn(body.appScopeId || EVERYWHERE);
      const appointment = { role, catalogId, principal: await principalOf(call, body.principalId) };
      const given = await change(call, "give", appointment);
      if (!given) throw badRequest("This role is held already.");
      return replyWith(call, set.slice(1), roleAssignment, await assignmentId(call, appointment), 201);
    },
  },
  {
    method: "DELETE",
    path,
    permission: "write",
    run: async (call) => {
      const id = call.param("unifiedRoleAssignment-id");
      // DEL-23: a role in somebody else's catalog is answered like one that does not exist.
      const hide = (problem: GraphProblem) => (problem.status === 404 ? notFound(roleAssignment.name, id) : problem);
      const taken = await change(call, "take", await storedAppointment(call), hide);
      if (!taken) throw notFound(roleAssignment.name, id);
      return noContent;
    },
  },
];
