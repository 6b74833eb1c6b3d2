import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { resourceRoles, resources } from "@/db/schema";
import type { AccessPackageId, ResourceId, ResourceRoleId } from "@/lib/engine/ids";
import { loadStoredPackage } from "@/lib/facts/stored-packages";
import { parseBody } from "@/lib/graph/http/body";
import { type Call, entityReply, noContent, type Operation } from "@/lib/graph/http/operation";
import { orProblem, packageProblem } from "@/lib/graph/http/refusal";
import { accessPackage } from "@/lib/graph/model/access-package";
import { flag, object } from "@/lib/graph/model/input";
import { resourceRole } from "@/lib/graph/model/resource";
import { resourceRoleScope, roleScopeIds } from "@/lib/graph/model/resource-role-scope";
import type { Filter } from "@/lib/graph/odata/filter";
import { badRequest, notFound } from "@/lib/graph/problem";
import type { Entity } from "@/lib/graph/read/entity";
import { requireAdministered } from "@/lib/graph/read/find";
import { list } from "@/lib/graph/read/list";
import { administered, shape } from "@/lib/graph/read/shape";
import { isUuid } from "@/lib/platform/ids";
import { addPackageRole, removePackageRole } from "@/lib/services/change-package-roles";
import { em } from "./paths";

const set = `${em}/accessPackages/{accessPackage-id}/resourceRoleScopes`;
const path = `${set}/{accessPackageResourceRoleScope-id}`;

/** Names a role, a scope or a resource, with whatever else a client knows of it. */
const known = { id: z.string().nullish(), originId: z.string().max(2_000).nullish() };

const bodySchema = object({
  id: z.unknown().optional(),
  createdDateTime: z.unknown().optional(),
  role: z.looseObject({ ...known, resource: z.looseObject(known).nullish() }),
  scope: z.looseObject({ ...known, isRootScope: flag.nullish() }),
});
type Body = z.infer<typeof bodySchema>;

const sameText = (one: string, other: unknown): boolean => one.toLowerCase() === String(other).toLowerCase();

const equal = (name: string, value: string): Filter => ({
  kind: "compare",
  comparison: "eq",
  left: { kind: "path", path: name.split("/"), isFolded: false },
  right: { kind: "literal", value, isFolded: false },
});

/** The role a body means: by its id, or by what it is called outside and its resource. */
function wantedRole({ role }: Body): Filter {
  if (role.id) return equal("id", role.id);
  if (!role.originId) throw badRequest("role: say with its id or its originId which role to give.");
  const { id, originId } = role.resource ?? {};
  const parts = [
    equal("originId", role.originId),
    ...(id ? [equal("resource/id", id)] : []),
    ...(originId && !id ? [equal("resource/originId", originId)] : []),
  ];
  return { kind: "and", parts };
}

/** A package as the address names it, and what the caller sees of the roles in its catalog that a body may mean. */
async function rolesMeant(call: Call, body: Body) {
  const id = call.param("accessPackage-id");
  const packageId = id as AccessPackageId;
  const stored = isUuid(id) ? await loadStoredPackage(call.deps.db, packageId) : null;
  if (!stored) throw notFound(accessPackage.name, id);
  const scope = sql`${administered(resourceRole, call.context)} and ${eq(resources.catalogId, stored.catalogId)}`;
  const options = {
    ...{ filter: wantedRole(body), orderBy: [], search: null, top: 2, skip: 0, isCounted: false, skipToken: null },
    ...{ select: ["id"], expand: [{ navigation: "resource", select: null, expand: [] }] },
  };
  return { packageId, found: (await list(resourceRole, call.context, options, scope)).entities };
}

/** GLO-4: a role is given on the whole of its resource, which is the only scope there is. */
function requireRootScope({ scope }: Body, role: Entity): void {
  const { id, originId } = role.resource as Entity;
  const isRoot =
    scope.isRootScope !== false &&
    (!scope.id || sameText(scope.id, id)) &&
    (!scope.originId || sameText(scope.originId, originId)) &&
    (scope.id || scope.originId || scope.isRootScope);
  if (!isRoot) throw badRequest("scope: a role is given on the whole of its resource; name the root scope of that.");
}

async function give(call: Call, body: Body) {
  const { packageId, found } = await rolesMeant(call, body);
  const [role, another] = found;
  if (another) throw badRequest("role: several roles are called that; say with its resource which one is meant.");
  // Whoever does not look after the package learns nothing of its catalog; that they tried is kept.
  if (!role && !isUuid(body.role.id)) await requireAdministered(accessPackage, call.context, packageId);
  const roleId = role?.id ?? body.role.id;
  if (!isUuid(roleId)) throw notFound(resourceRole.name, body.role.id ?? body.role.originId ?? "");
  if (role) requireRootScope(body, role);
  const { personId } = call.caller.viewer;
  const input = { personId, packageId, resourceRoleId: roleId as ResourceRoleId };
  const given = orProblem(await addPackageRole(call.deps, input), (refusal) => {
    if (refusal.code === "roleNotInCatalog") return notFound(resourceRole.name, roleId);
    return refusal.code === "packageNotFound" ? notFound(accessPackage.name, packageId) : packageProblem(refusal);
  });
  if (!given) throw badRequest("The package gives this role already.");
  const selection = { select: ["id"], expand: [] };
  const shown = (await shape(resourceRoleScope, call.context, [roleId], selection)).get(roleId);
  return { ...shown, createdDateTime: given.at.toISOString() };
}

export const packageRoleOperations: readonly Operation[] = [
  {
    method: "POST",
    path: set,
    permission: "write",
    run: async (call) =>
      entityReply(call, set.slice(1), await give(call, parseBody(bodySchema, await call.body())), 201),
  },
  {
    method: "DELETE",
    path,
    permission: "write",
    run: async (call) => {
      const id = call.param("accessPackageResourceRoleScope-id");
      const ids = roleScopeIds(id);
      if (!ids) throw notFound(resourceRoleScope.name, id);
      const packageId = call.param("accessPackage-id");
      if (!isUuid(packageId)) throw notFound(accessPackage.name, packageId);
      const isIt = and(
        eq(resourceRoles.id, ids.roleId as ResourceRoleId),
        eq(resourceRoles.resourceId, ids.scopeId as ResourceId),
      );
      const isThere = (await call.deps.db.$count(resourceRoles, isIt)) > 0;
      const input = {
        personId: call.caller.viewer.personId,
        packageId: packageId as AccessPackageId,
        resourceRoleId: ids.roleId as ResourceRoleId,
      };
      if (!isThere) throw notFound(resourceRoleScope.name, id);
      const taken = orProblem(await removePackageRole(call.deps, input), packageProblem);
      if (!taken) throw notFound(resourceRoleScope.name, id);
      return noContent;
    },
  },
];
