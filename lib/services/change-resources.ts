import { eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { resourceRoles, resources } from "@/db/schema";
import {
  type DirectoryResource,
  decideResourceAddition,
  decideResourceRemoval,
  type Origin,
  type ResourceAdditionFacts,
} from "@/lib/engine/catalog/resources";
import type { CatalogId, ResourceId, ResourceRoleId } from "@/lib/engine/ids";
import {
  isInCatalog,
  loadCatalogResource,
  loadDirectoryResource,
  loadPackagesUsing,
  loadResourceRight,
} from "@/lib/facts/directory-resources";
import { newId } from "@/lib/platform/ids";
import { type CatalogChanged, type CatalogInput, changeCatalog } from "./change-catalog";
import type { Deps } from "./deps";

/** CAT-31, CAT-36: puts a group, an application or a site into a catalog; nobody gets access by it. */
export async function addResource(
  deps: Deps,
  input: CatalogInput & { readonly origin: Origin },
): Promise<CatalogChanged> {
  const resourceId = newId(await deps.clock.now()) as ResourceId;
  let found: DirectoryResource | null = null;
  return changeCatalog(deps, input, "manageResources", {
    decide: async (tx, { id: catalogId }, now) => {
      const facts = await loadAdditionFacts(tx, { ...input, catalogId });
      found = facts.resource;
      return decideResourceAddition(facts, resourceId, now);
    },
    write: async (tx, { catalogId, at }) => {
      if (found) await insertResource(tx, catalogId, resourceId, found, at);
    },
  });
}

/** What the decision on a resource more in a catalog depends on, beside the right over the catalog. */
export async function loadAdditionFacts(
  tx: Transaction,
  { personId, catalogId, origin }: CatalogInput & { readonly origin: Origin },
): Promise<ResourceAdditionFacts> {
  return {
    catalogId,
    resource: await loadDirectoryResource(tx, origin),
    isInCatalog: await isInCatalog(tx, catalogId, origin),
    right: await loadResourceRight(tx, personId, origin),
  };
}

/** Writes a resource with the roles it offers. */
export async function insertResource(
  tx: Transaction,
  catalogId: CatalogId,
  resourceId: ResourceId,
  { roles, ...resource }: DirectoryResource,
  at: Date,
): Promise<void> {
  await tx.insert(resources).values({ id: resourceId, catalogId, ...resource });
  await tx
    .insert(resourceRoles)
    .values(roles.map((role) => ({ id: newId(at) as ResourceRoleId, resourceId, ...role })));
}

/** CAT-40, CAT-42: takes a resource out of a catalog; whoever is in it stays in it. */
export const removeResource = (
  deps: Deps,
  input: CatalogInput & { readonly resourceId: ResourceId },
): Promise<CatalogChanged> =>
  changeCatalog(deps, input, "manageResources", {
    decide: async (tx, { id: catalogId }, now) => {
      // Whoever gives one of its roles to a package waits until it is gone, or is seen here.
      await tx
        .select({ id: resources.id })
        .from(resources)
        .where(eq(resources.id, input.resourceId))
        .for("no key update");
      const resource = await loadCatalogResource(tx, catalogId, input.resourceId);
      const facts = {
        catalogId,
        resource,
        usedBy: await loadPackagesUsing(tx, input.resourceId),
        right: resource
          ? await loadResourceRight(tx, input.personId, resource)
          : { isGovernanceAdministrator: false, isOwner: false },
      };
      return decideResourceRemoval(facts, now);
    },
    write: async (tx, { at }) => {
      await tx.update(resources).set({ deletedAt: at }).where(eq(resources.id, input.resourceId));
    },
  });
