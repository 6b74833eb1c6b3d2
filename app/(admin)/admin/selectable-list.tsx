import { Download } from "lucide-react";
import type { ReactNode } from "react";
import { RowResults } from "@/components/admin/row-results";
import { type Selectable, SelectionProvider } from "@/components/admin/selection";
import { SelectionBar } from "@/components/admin/selection-bar";
import { buttonClass } from "@/components/ui/button-class";
import { limits } from "@/lib/engine/limits";
import { countText, matchesText } from "@/lib/format/matches";
import type { ListLinks } from "./list-address";

export type SelectableListProps = {
  /** What is listed, in the plural: "assignments". */
  what: string;
  /** How many match over all pages, as far as they are counted. */
  count: number;
  /** The address of the same list as a file. */
  file: string;
  links: ListLinks;
  /** The rows of this page that the reader may change. */
  rows: readonly Selectable[];
  /** The ids of all that match and may be changed, as many as one form takes; null where the reader changes none. */
  readAll: (() => Promise<readonly string[]>) | null;
  /** What can be done to what is selected. */
  actions: ReactNode;
  children: ReactNode;
};

/** A list with its file, and with what can be done to rows of this page or to all that match. */
export async function SelectableList(props: SelectableListProps) {
  const { what, count, file, links, rows, readAll, actions, children } = props;
  const isAll = links.text("select") === "all";
  const all = readAll && isAll ? await readAll() : [];
  const most = limits.rowsAtOnceMax;
  const isMore = count > limits.countedMax;
  return (
    <SelectionProvider rows={rows} initial={all}>
      <div className="flex flex-col gap-4">
        {count > 0 && (
          <div className="flex flex-wrap items-center justify-between gap-3 text-sm text-muted">
            <span className="tabular-nums">{matchesText(count)}</span>
            <a href={file} download className={buttonClass({ variant: "outline", size: "sm" })}>
              <Download aria-hidden className="size-4" />
              {count === 1
                ? "Download this one as CSV"
                : `Download ${isMore ? "all" : `these ${countText(count)}`} as CSV`}
            </a>
          </div>
        )}
        {readAll && rows.length > 0 && (
          <SelectionBar
            what={what}
            all={!isAll && count > rows.length ? { href: links.withChange({ select: "all" }), count } : null}
            limit={
              isAll && count > most
                ? `The first ${all.length} of ${countText(count)} are selected: ${most} can be changed at once.`
                : null
            }
          >
            {actions}
          </SelectionBar>
        )}
        <RowResults />
        {children}
      </div>
    </SelectionProvider>
  );
}
