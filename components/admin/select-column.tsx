import type { Column } from "@/components/ui/data-table";
import { SelectRow } from "./selection";

/** The boxes that select rows; only before rows that the reader may change. */
export const selectColumn = <Row extends { readonly id: string }>(
  canSelect: (row: Row) => boolean,
  labelOf: (row: Row) => string,
): Column<Row> => ({
  key: "select",
  header: "Select",
  width: "w-16",
  cell: (row) => (canSelect(row) ? <SelectRow id={row.id} label={labelOf(row)} /> : null),
});
