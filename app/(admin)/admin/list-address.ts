import type { ListFilterFormProps } from "@/components/admin/list-filter-form";
import type { SortBy } from "@/components/admin/sort-by";
import { type AboutFilter, aboutNames } from "@/lib/queries/admin/list-filter";
import { address, type SearchParams, textOf } from "./address";

const labels = { person: "Person", package: "Package", catalog: "Catalog", policy: "Policy" } as const;

/** Where a list stands and what its address says of it. */
export type ListAddress = {
  /** The page the list stands on, and the parameters of its address that belong to that page. */
  readonly path: string;
  readonly keep: Readonly<Record<string, string>>;
  readonly params: SearchParams;
  /** The parameters by which the list can be narrowed. */
  readonly filters: readonly string[];
};

/** What the parts of a list link to: the same list with one thing different. */
export function listAddress({ path, keep, params, filters }: ListAddress) {
  const text = (name: string) => textOf(params, name);
  const values = Object.fromEntries([...filters, "q", "state", "sort"].map((name) => [name, text(name)]));
  const here = { ...keep, ...values };
  const used = filters.filter((name) => values[name]);
  return {
    text,
    values,
    cursor: text("cursor") ?? null,
    before: text("before") ?? null,
    /** What of the address makes the list what it is; a selection lasts as long as that is the same. */
    key: JSON.stringify([here, text("cursor"), text("before"), text("select")]),
    whole: address(path, keep),
    withChange: (change: Readonly<Record<string, string | undefined>>) => address(path, { ...here, ...change }),
    /** For a form that sends some of it itself. */
    keepBut: (...sent: readonly string[]) =>
      Object.fromEntries(Object.entries(here).filter(([name]) => !sent.includes(name))),
    used,
    /** Of a file with the same list. */
    search: new URLSearchParams(
      Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : [])),
    ).toString(),
  };
}

export type ListLinks = ReturnType<typeof listAddress>;

/** The names a list is narrowed to, as the filter form shows them. */
export const nameFields = (
  links: ListLinks,
  fields: readonly (keyof AboutFilter)[],
  names: Readonly<Record<string, string>>,
): ListFilterFormProps["names"] =>
  aboutNames
    .filter((name) => fields.includes(name))
    .map((name) => {
      const typed = links.text(name);
      const label = typed && names[typed];
      const chosen = typed && label ? { id: typed, label, without: links.withChange({ [name]: undefined }) } : null;
      return { name, label: labels[name], chosen, typed };
    });

/** How the columns of a list sort it. */
export const sortBy = (links: ListLinks, keys: readonly string[], current: string): SortBy => ({
  current,
  keys,
  href: (sort) => links.withChange({ sort }),
});
