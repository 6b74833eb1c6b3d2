import { eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { auditEvents, resourceAttributes } from "@/db/schema";
import { decideResourceAttributes, type ResourceAttributesCommand } from "@/lib/engine/catalog/attributes";
import type { ResourceId } from "@/lib/engine/ids";
import type { Attribute } from "@/lib/engine/policy/attributes";
import { countAttributeChanges, loadResourceAttributes } from "@/lib/facts/attributes";
import { loadCatalogResource } from "@/lib/facts/directory-resources";
import { loadLastEditor } from "@/lib/facts/last-editor";
import { type CatalogChanged, type CatalogInput, changeCatalog } from "./change-catalog";
import type { Deps } from "./deps";

/**
 * CAT-46, CAT-57, ERR-50: says what of a profile a resource needs of whoever gets it by a request from now on. An empty list means
 * nothing.
 */
export async function setResourceAttributes(
  deps: Deps,
  input: CatalogInput & { readonly resourceId: ResourceId } & ResourceAttributesCommand,
): Promise<CatalogChanged> {
  return changeCatalog(deps, input, "configureAttributes", {
    decide: async (tx, { id: catalogId }, now) => {
      const resource = await loadCatalogResource(tx, catalogId, input.resourceId);
      const isOfResource = eq(auditEvents.subjectId, input.resourceId);
      const facts = {
        catalogId,
        resource,
        current: resource ? await loadResourceAttributes(tx, resource.id) : [],
        version: await countAttributeChanges(tx, input.resourceId),
        lastEditor: await loadLastEditor(tx, "resourceAttributesChanged", isOfResource),
      };
      return decideResourceAttributes(facts, input, now);
    },
    write: async (tx, event) => {
      if (event.kind === "resourceAttributesChanged") await replaceAttributes(tx, input.resourceId, event.after);
    },
  });
}

async function replaceAttributes(tx: Transaction, resourceId: ResourceId, attributes: readonly Attribute[]) {
  await tx.delete(resourceAttributes).where(eq(resourceAttributes.resourceId, resourceId));
  const rows = attributes.map((definition) => ({ resourceId, name: definition.name, definition }));
  if (rows.length > 0) await tx.insert(resourceAttributes).values(rows);
}
