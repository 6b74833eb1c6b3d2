import type { ReactNode } from "react";
import type { ActionFormProps } from "@/components/ui/action-form";
import { DataTable } from "@/components/ui/data-table";
import type { ApiTokenRow } from "@/lib/views/api-tokens";
import { RevokeToken } from "./revoke-token";
import { tokenColumns } from "./token-columns";

export type TokenTableProps = {
  caption: string;
  rows: readonly ApiTokenRow[];
  /** Whose they are, where they are not the reader's own. */
  ownerName?: string;
  revoke: ActionFormProps["action"];
  empty: ReactNode;
};

/** The tokens of one person or service. */
export function TokenTable({ caption, rows, ownerName, revoke, empty }: TokenTableProps) {
  const named = ownerName === undefined ? {} : { ownerName };
  return (
    <DataTable
      caption={caption}
      columns={[
        { key: "name", header: "Name", onCard: "title", cell: (row) => row.displayName },
        ...tokenColumns<ApiTokenRow>(),
        {
          key: "revoke",
          header: "Revoke",
          onCard: "action",
          align: "end",
          cell: (row) => <RevokeToken tokenId={row.id} displayName={row.displayName} {...named} action={revoke} />,
        },
      ]}
      rows={rows}
      rowKey={(row) => row.id}
      empty={empty}
    />
  );
}
