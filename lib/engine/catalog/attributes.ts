import type { CatalogId } from "@/lib/engine/ids";
import { type Attribute, type AttributeInput, attributeSchema, questionOf } from "@/lib/engine/policy/attributes";
import { questionProblems } from "@/lib/engine/policy/questions";
import { err, ok, type Result } from "@/lib/engine/result";
import type { CatalogEvent, NamedResource } from "./events";
import type { CatalogRefusal } from "./refusals";

export type ResourceAttributesFacts = {
  readonly catalogId: CatalogId;
  /** Null where it is not in this catalog. */
  readonly resource: NamedResource | null;
  readonly current: readonly Attribute[];
  /** How often they have been changed before. */
  readonly version: number;
  /** Who changed them last; null where nobody has. */
  readonly lastEditor: string | null;
};

export type ResourceAttributesCommand = {
  readonly attributes: readonly AttributeInput[];
  /** ERR-50: of what its sender read. */
  readonly version: number;
};

const byName = (attributes: readonly Attribute[]): Attribute[] =>
  [...attributes].sort((a, b) => (a.name < b.name ? -1 : 1));

/** CAT-47: whether it can be asked for, as the question it becomes (INF-8, INF-9). */
function isSound(wanted: AttributeInput): boolean {
  const parsed = attributeSchema.safeParse(wanted);
  return parsed.success && questionProblems([questionOf(parsed.data)]).length === 0;
}

/**
 * CAT-46, CAT-47: what a resource needs of a profile from now on, all of it, by whoever read what it needs now (ERR-50).
 * Requests that were made before keep what was needed then (CAT-57). Null where everything is as wanted already.
 */
export function decideResourceAttributes(
  { catalogId, resource, current, version, lastEditor: by }: ResourceAttributesFacts,
  { attributes: wanted, version: read }: ResourceAttributesCommand,
  now: Date,
): Result<CatalogEvent | null, CatalogRefusal> {
  if (!resource) return err({ code: "resourceNotFound" });
  const names = wanted.map(({ name }) => name);
  const wrong = wanted.filter((each, index) => !isSound(each) || names.indexOf(each.name) !== index);
  if (read !== version) return err({ code: "staleVersion", of: "resource", by, current: {} });
  if (wrong.length > 0) return err({ code: "attributesInvalid", names: wrong.map(({ name }) => name) });
  const attributes = byName(wanted.map((each) => attributeSchema.parse(each)));
  const before = byName(current);
  if (JSON.stringify(before) === JSON.stringify(attributes)) return ok(null);
  return ok({ kind: "resourceAttributesChanged", at: now, catalogId, resource, before, after: attributes });
}
