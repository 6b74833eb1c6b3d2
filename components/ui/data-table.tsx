import { ArrowDown, ArrowUp } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";

export type Column<Row> = {
  key: string;
  /** Also the label of the value on phones. */
  header: string;
  cell: (row: Row) => ReactNode;
  /** Below the value, outside the row's link, e.g. a description under a name. */
  detail?: (row: Row) => ReactNode;
  /** Numbers and dates to the end. */
  align?: "start" | "end";
  /** Tailwind width class for the column, e.g. "w-40". */
  width?: string;
  /** On phones: `title` heads the card without a label, `action` ends it, `hidden` is left out. */
  onCard?: "title" | "value" | "action" | "hidden";
  /** Makes the header a link. `direction` is set on the column sorted by. */
  sort?: { href: Route; direction?: "ascending" | "descending" };
};

export type DataTableProps<Row> = {
  /** Names the table for screen readers. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Where the whole row leads; the link itself stands in the title column. */
  rowHref?: (row: Row) => Route;
  /** Shown instead of the table when there are no rows: an `<Empty>`. */
  empty: ReactNode;
  /** Below the rows: usually `<Pager>`. */
  footer?: ReactNode;
};

/** Rows of facts: a table where there is room, cards on phones; the same markup and no script. */
export function DataTable<Row>({ caption, columns, rows, rowKey, rowHref, empty, footer }: DataTableProps<Row>) {
  if (rows.length === 0) return empty;
  return (
    <>
      <div className="data-table">
        {/* The roles keep their meaning for screen readers when the cards' display makes browsers forget the table. */}
        {/* biome-ignore-start lint/a11y/noRedundantRoles: see above */}
        <table role="table">
          <caption className="sr-only">{caption}</caption>
          <thead role="rowgroup">
            <tr role="row">
              {columns.map((column) => (
                <th
                  key={column.key}
                  role="columnheader"
                  scope="col"
                  aria-sort={column.sort?.direction}
                  data-align={column.align}
                  className={column.width}
                >
                  <HeaderLabel column={column} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {rows.map((row) => (
              <tr key={rowKey(row)} role="row" data-link={rowHref ? "" : undefined}>
                {columns.map((column) => (
                  <td
                    key={column.key}
                    role="cell"
                    data-align={column.align}
                    data-label={column.header}
                    data-card={column.onCard ?? "value"}
                  >
                    <Cell column={column} row={row} href={column.onCard === "title" ? rowHref?.(row) : undefined} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {/* biome-ignore-end lint/a11y/noRedundantRoles: see above */}
      </div>
      {footer}
    </>
  );
}

function Cell<Row>({ column, row, href }: { column: Column<Row>; row: Row; href: Route | undefined }) {
  const value = href ? (
    <Link href={href} className="row-link">
      {column.cell(row)}
    </Link>
  ) : (
    column.cell(row)
  );
  if (!column.detail) return value;
  return (
    <div className="min-w-0">
      {value}
      <div className="text-sm leading-5 font-normal text-muted text-pretty">{column.detail(row)}</div>
    </div>
  );
}

function HeaderLabel<Row>({ column }: { column: Column<Row> }) {
  if (column.onCard === "action") return <span className="sr-only">{column.header}</span>;
  if (!column.sort) return column.header;
  const Arrow = column.sort.direction === "descending" ? ArrowDown : ArrowUp;
  return (
    <Link href={column.sort.href} className="group inline-flex items-center gap-1 rounded-sm hover:text-foreground">
      {column.header}
      <Arrow
        aria-hidden
        className={`size-3.5 ${column.sort.direction ? "" : "opacity-0 group-hover:opacity-60 group-focus-visible:opacity-60"}`}
      />
    </Link>
  );
}

export type PagerProps = {
  /** Addresses with the cursor in them; a missing one ends the list there. */
  previous?: Route | undefined;
  next?: Route | undefined;
  /** E.g. "25 of about 1,200". */
  summary?: ReactNode;
  /** What is paged, for screen readers. */
  label: string;
};

/** Next and previous by cursor: there are no page numbers because lists grow while they are read. */
export function Pager({ previous, next, summary, label }: PagerProps) {
  if (!previous && !next && !summary) return null;
  return (
    <nav aria-label={`Pages of ${label}`} className="mt-3 flex items-center justify-between gap-3 text-sm text-muted">
      <span className="tabular-nums">{summary}</span>
      <span className="flex gap-2">
        {previous && (
          <Link href={previous} rel="prev" className="button button--sm button--outline">
            Previous
          </Link>
        )}
        {next && (
          <Link href={next} rel="next" className="button button--sm button--outline">
            Next
          </Link>
        )}
      </span>
    </nav>
  );
}
