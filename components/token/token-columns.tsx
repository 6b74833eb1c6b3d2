import type { Column } from "@/components/ui/data-table";
import { Time } from "@/components/ui/time";
import type { ApiTokenRow } from "@/lib/views/api-tokens";
import { scopeWords } from "./scope-words";

/** What a token is for and how long, in every list of them. */
export const tokenColumns = <Row extends ApiTokenRow>(): Column<Row>[] => [
  {
    key: "scopes",
    header: "For",
    cell: (row) => row.scopes.map((scope) => scopeWords[scope].label).join(", "),
  },
  { key: "created", header: "Made", cell: (row) => <Time at={row.createdAt.toISOString()} /> },
  {
    key: "used",
    header: "Last used",
    cell: (row) => (row.lastUsedAt ? <Time at={row.lastUsedAt.toISOString()} /> : "never"),
  },
  {
    key: "expires",
    header: "Expires",
    cell: (row) => <Time at={row.expiresAt.toISOString()} />,
    detail: (row) => (row.isExpired ? "No longer works" : null),
  },
];
