import type { ComponentType, ReactNode } from "react";
import { ListPager } from "@/components/admin/list-pager";
import { NothingFound } from "@/components/admin/nothing-found";
import { SearchForm } from "@/components/ui/search-form";
import type { Page } from "@/lib/views/page";
import { address, type SearchParams, textOf } from "./address";

export type SearchedListProps<Row> = {
  /** What is listed, in the plural: "packages". */
  what: string;
  /** The page the list stands on. */
  path: string;
  params: SearchParams;
  label: string;
  placeholder: string;
  read: (wanted: { search: string | null; cursor: string | null }) => Promise<Page<Row>>;
  table: ComponentType<{ rows: readonly Row[]; empty: ReactNode; footer: ReactNode }>;
  /** Instead of everything, where there is nothing even without a search. */
  whenNone?: ReactNode;
};

/** A list with its search and its pages; both are part of the address. */
export async function SearchedList<Row>(props: SearchedListProps<Row>) {
  const { what, path, params, label, placeholder, read, table: Table, whenNone } = props;
  const search = textOf(params, "q");
  const cursor = textOf(params, "cursor");
  const { rows, next } = await read({ search: search ?? null, cursor: cursor ?? null });
  if (whenNone && !search && rows.length === 0) return whenNone;
  return (
    <div className="flex flex-col gap-4">
      <SearchForm action={address(path)} label={label} placeholder={placeholder} defaultValue={search} />
      <Table
        rows={rows}
        empty={<NothingFound what={what} search={search} all={address(path)} />}
        footer={
          <ListPager
            label={what}
            first={cursor ? address(path, { q: search }) : undefined}
            next={next ? address(path, { q: search, cursor: next }) : undefined}
          />
        }
      />
    </div>
  );
}
