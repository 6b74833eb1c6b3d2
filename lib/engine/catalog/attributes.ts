import type { CatalogId } from "@/lib/engine/ids";
import { type Attribute, type AttributeInput, attributeSchema } from "@/lib/engine/policy/attributes";
import { err, ok, type Result } from "@/lib/engine/result";
import type { CatalogEvent, NamedResource } from "./events";
import type { CatalogRefusal } from "./refusals";

export type ResourceAttributesFacts = {
  readonly catalogId: CatalogId;
  /** Null where it is not in this catalog. */
  readonly resource: NamedResource | null;
  readonly current: readonly Attribute[];
};

const byName = (attributes: readonly Attribute[]): Attribute[] =>
  [...attributes].sort((a, b) => (a.name < b.name ? -1 : 1));

/**
 * CAT-46, CAT-47: what a resource needs of a profile from now on, all of it. Requests that were made before keep what
 * was needed then (CAT-57). Null where everything is as wanted already.
 */
export function decideResourceAttributes(
  { catalogId, resource, current }: ResourceAttributesFacts,
  wanted: readonly AttributeInput[],
  now: Date,
): Result<CatalogEvent | null, CatalogRefusal> {
  if (!resource) return err({ code: "resourceNotFound" });
  const names = wanted.map(({ name }) => name);
  const parsed = wanted.map((each) => attributeSchema.safeParse(each));
  const wrong = names.filter((name, index) => !parsed[index]?.success || names.indexOf(name) !== index);
  if (wrong.length > 0) return err({ code: "attributesInvalid", names: wrong });
  const attributes = byName(parsed.flatMap((each) => (each.success ? [each.data] : [])));
  const before = byName(current);
  if (JSON.stringify(before) === JSON.stringify(attributes)) return ok(null);
  return ok({ kind: "resourceAttributesChanged", at: now, catalogId, resource, before, after: attributes });
}
