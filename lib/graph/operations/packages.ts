import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { accessPackages, catalogs } from "@/db/schema";
import type { AccessPackageId, CatalogId, GroupId } from "@/lib/engine/ids";
import { type PackageForm, packageFormSchema } from "@/lib/engine/package/package";
import { loadStoredPackage } from "@/lib/facts/stored-packages";
import { parseBody, referenceSchema, requireOption } from "@/lib/graph/http/body";
import { collection, replyWith } from "@/lib/graph/http/collection";
import { type Call, noContent, type Operation } from "@/lib/graph/http/operation";
import { orProblem, packageProblem } from "@/lib/graph/http/refusal";
import { accessPackage } from "@/lib/graph/model/access-package";
import { catalog } from "@/lib/graph/model/catalog";
import { group } from "@/lib/graph/model/directory";
import { flag, object } from "@/lib/graph/model/input";
import { badRequest, notFound } from "@/lib/graph/problem";
import { isUuid } from "@/lib/platform/ids";
import { isOpenToViewer } from "@/lib/queries/available-packages";
import { deletePackage } from "@/lib/services/delete-package";
import { createPackage, updatePackage } from "@/lib/services/save-package";
import {
  addIncompatibleGroup,
  addIncompatiblePackage,
  removeIncompatibleGroup,
  removeIncompatiblePackage,
} from "@/lib/services/separation-of-duties";
import { linked } from "./links";
import { em } from "./paths";

const set = `${em}/accessPackages`;
const path = `${set}/{accessPackage-id}`;

const bodySchema = object({
  id: z.string().optional(),
  displayName: z.string().optional(),
  description: z.string().nullish(),
  isHidden: flag.nullish(),
  catalog: referenceSchema.optional(),
  // What the portal decides by itself may be sent and says nothing, so that an entity that was read can be sent back.
  createdDateTime: z.unknown().optional(),
  modifiedDateTime: z.unknown().optional(),
});
type Body = z.infer<typeof bodySchema>;

/** A package as it shall be. Graph needs no description, the portal does. */
function formOf(body: Body, before: PackageForm): PackageForm {
  const displayName = body.displayName ?? before.displayName;
  const description = body.description === undefined ? before.description : body.description;
  return parseBody(packageFormSchema, {
    displayName,
    description: description?.trim() ? description : displayName,
    isHidden: body.isHidden ?? before.isHidden,
  });
}

/** CAT-2: the catalog a package is made in; the general one where none is named. */
async function catalogFor({ deps }: Call, { catalog: named }: Body): Promise<CatalogId> {
  if (named) {
    if (!isUuid(named.id)) throw notFound(catalog.name, named.id);
    return named.id as CatalogId;
  }
  const [general] = await deps.db
    .select({ id: catalogs.id })
    .from(catalogs)
    .where(and(eq(catalogs.catalogType, "serviceDefault"), isNull(catalogs.deletedAt)));
  if (!general) throw badRequest("Name the catalog the package belongs in.");
  return general.id;
}

/** Who changes which package; whether they may is for the service to say. */
function inputOf(call: Call) {
  const id = call.param("accessPackage-id");
  if (!isUuid(id)) throw notFound(accessPackage.name, id);
  return { personId: call.caller.viewer.personId, packageId: id as AccessPackageId };
}

export const packageOperations: readonly Operation[] = [
  ...collection(`${set}/filterByCurrentUser(on='{on}')`, accessPackage, {
    permission: "selfRead",
    scope: ({ context, param }) => {
      requireOption("on", param("on"), ["allowedRequestor"]);
      // WHO-3: hidden packages are asked for by those who have their link.
      return and(isOpenToViewer(context.viewer), eq(accessPackages.isHidden, false));
    },
  }),
  {
    method: "POST",
    path: set,
    permission: "write",
    run: async (call) => {
      const body = parseBody(bodySchema, await call.body());
      const input = {
        personId: call.caller.viewer.personId,
        catalogId: await catalogFor(call, body),
        form: formOf(body, { displayName: "", description: "", isHidden: false }),
        roleIds: [],
        policies: [],
      };
      const id = orProblem(await createPackage(call.deps, input), packageProblem);
      return replyWith(call, set.slice(1), accessPackage, id, 201);
    },
  },
  {
    method: "PATCH",
    path,
    permission: "write",
    run: async (call) => {
      const input = inputOf(call);
      const body = parseBody(bodySchema, await call.body());
      const stored = await loadStoredPackage(call.deps.db, input.packageId);
      if (!stored) throw notFound(accessPackage.name, input.packageId);
      if (body.catalog && body.catalog.id !== stored.catalogId) throw badRequest("A package stays in its catalog.");
      const form = formOf(body, stored);
      orProblem(await updatePackage(call.deps, { ...input, form, version: stored.version }), packageProblem);
      return noContent;
    },
  },
  {
    method: "DELETE",
    path,
    permission: "write",
    run: async (call) => {
      orProblem(await deletePackage(call.deps, inputOf(call)), packageProblem);
      return noContent;
    },
  },
  ...linked({
    path,
    param: "accessPackage-id",
    of: accessPackage,
    name: "incompatibleAccessPackages",
    type: accessPackage,
    otherParam: "accessPackage-id1",
    add: async (call, otherId) => {
      const input = { ...inputOf(call), otherId: otherId as AccessPackageId, alsoReverse: false };
      orProblem(await addIncompatiblePackage(call.deps, input), packageProblem);
    },
    remove: async (call, otherId) => {
      const input = { ...inputOf(call), otherId: otherId as AccessPackageId };
      const taken = orProblem(await removeIncompatiblePackage(call.deps, input), packageProblem);
      if (taken.length === 0) throw notFound(accessPackage.name, otherId);
    },
  }),
  ...linked({
    path,
    param: "accessPackage-id",
    of: accessPackage,
    name: "incompatibleGroups",
    type: group,
    otherParam: "group-id",
    add: async (call, groupId) => {
      const input = { ...inputOf(call), groupId: groupId as GroupId };
      orProblem(await addIncompatibleGroup(call.deps, input), packageProblem);
    },
    remove: async (call, groupId) => {
      const input = { ...inputOf(call), groupId: groupId as GroupId };
      const taken = orProblem(await removeIncompatibleGroup(call.deps, input), packageProblem);
      if (taken.length === 0) throw notFound(group.name, groupId);
    },
  }),
];
