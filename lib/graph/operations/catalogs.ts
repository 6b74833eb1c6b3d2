import { eq } from "drizzle-orm";
import { z } from "zod";
import { resources } from "@/db/schema";
import { catalogStates } from "@/db/schema/enums";
import { type CatalogForm, catalogFormSchema } from "@/lib/engine/catalog/catalog";
import type { CatalogId } from "@/lib/engine/ids";
import { loadCatalog } from "@/lib/facts/catalogs";
import { loadRoles } from "@/lib/facts/roles";
import { anyCase, parseBody } from "@/lib/graph/http/body";
import { replyWith } from "@/lib/graph/http/collection";
import { type Call, noContent, type Operation } from "@/lib/graph/http/operation";
import { catalogProblem, orProblem } from "@/lib/graph/http/refusal";
import { catalog } from "@/lib/graph/model/catalog";
import { flag, object } from "@/lib/graph/model/input";
import { resource } from "@/lib/graph/model/resource";
import { GraphProblem, notFound } from "@/lib/graph/problem";
import { findId } from "@/lib/graph/read/find";
import { isUuid } from "@/lib/platform/ids";
import { createCatalog, deleteCatalog, updateCatalog } from "@/lib/services/change-catalog";
import { em } from "./paths";

const set = `${em}/catalogs`;
const path = `${set}/{accessPackageCatalog-id}`;

const bodySchema = object({
  id: z.string().optional(),
  displayName: z.string().optional(),
  description: z.string().nullish(),
  state: anyCase(catalogStates).nullish(),
  isExternallyVisible: flag.nullish(),
  // What the portal decides by itself may be sent and says nothing, so that an entity that was read can be sent back.
  catalogType: z.unknown().optional(),
  createdDateTime: z.unknown().optional(),
  modifiedDateTime: z.unknown().optional(),
});

/** A catalog as it shall be: what the body says, and what was so before. Graph needs no description, the portal does. */
function formOf(body: z.infer<typeof bodySchema>, before: CatalogForm): CatalogForm {
  const displayName = body.displayName ?? before.displayName;
  const description = body.description === undefined ? before.description : body.description;
  return parseBody(catalogFormSchema, {
    displayName,
    description: description?.trim() ? description : displayName,
    isPublished: body.state ? body.state === "published" : before.isPublished,
    isExternallyVisible: body.isExternallyVisible ?? before.isExternallyVisible,
  });
}

/** CAT-7, CAT-16: published and for members alone where nothing is said. */
const fresh: CatalogForm = { displayName: "", description: "", isPublished: true, isExternallyVisible: false };

/** @throws GraphProblem 404 for what is no id, or none of a catalog the caller sees */
const catalogIdOf = async (call: Call): Promise<CatalogId> =>
  (await findId(catalog, call.context, call.param("accessPackageCatalog-id"))) as CatalogId;

export const catalogOperations: readonly Operation[] = [
  {
    method: "POST",
    path: set,
    permission: "write",
    run: async (call) => {
      const form = formOf(parseBody(bodySchema, await call.body()), fresh);
      const { viewer } = call.context;
      const made = orProblem(await createCatalog(call.deps, { personId: viewer.personId, form }), catalogProblem);
      // CAT-21: whoever made it may own it from this moment on, and sees it by that.
      const owner = { ...viewer, roles: await loadRoles(call.deps.db, viewer.personId) };
      const asOwner = { ...call, context: { ...call.context, viewer: owner } };
      return replyWith(asOwner, set.slice(1), catalog, made, 201);
    },
  },
  {
    method: "PATCH",
    path,
    permission: "write",
    run: async (call) => {
      const id = call.param("accessPackageCatalog-id");
      const stored = isUuid(id) ? await loadCatalog(call.deps.db, id as CatalogId) : null;
      if (!stored) throw notFound(catalog.name, id);
      const form = formOf(parseBody(bodySchema, await call.body()), stored);
      const input = { personId: call.caller.viewer.personId, catalogId: stored.id, form, version: stored.version };
      orProblem(await updateCatalog(call.deps, input), catalogProblem);
      return noContent;
    },
  },
  {
    method: "DELETE",
    path,
    permission: "write",
    run: async (call) => {
      const catalogId = await catalogIdOf(call);
      orProblem(await deleteCatalog(call.deps, { personId: call.caller.viewer.personId, catalogId }), catalogProblem);
      return noContent;
    },
  },
  {
    method: "POST",
    path: `${path}/resources/{accessPackageResource-id}/refresh`,
    permission: "write",
    run: async (call) => {
      const isInCatalog = eq(resources.catalogId, await catalogIdOf(call));
      await findId(resource, call.context, call.param("accessPackageResource-id"), isInCatalog);
      throw new GraphProblem(501, "NotImplemented", "Resources are as the directory has them; nothing is read again.");
    },
  },
];
