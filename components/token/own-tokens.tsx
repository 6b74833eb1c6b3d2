import { KeyRound } from "lucide-react";
import type { ActionFormProps } from "@/components/ui/action-form";
import { DataTable } from "@/components/ui/data-table";
import { Empty } from "@/components/ui/empty";
import type { ApiTokenRow } from "@/lib/views/api-tokens";
import { RevokeToken } from "./revoke-token";
import { tokenColumns } from "./token-columns";

export type OwnTokensProps = { rows: readonly ApiTokenRow[]; revoke: ActionFormProps["action"] };

/** The reader's own tokens. */
export function OwnTokens({ rows, revoke }: OwnTokensProps) {
  return (
    <DataTable
      caption="Your tokens"
      columns={[
        { key: "name", header: "Name", onCard: "title", cell: (row) => row.displayName },
        ...tokenColumns<ApiTokenRow>(),
        {
          key: "revoke",
          header: "Revoke",
          onCard: "action",
          align: "end",
          cell: (row) => <RevokeToken tokenId={row.id} displayName={row.displayName} action={revoke} />,
        },
      ]}
      rows={rows}
      rowKey={(row) => row.id}
      empty={
        <Empty icon={KeyRound} title="You have no tokens" level={3}>
          A script or program signs in with a token instead of a browser. Make the first one below.
        </Empty>
      }
    />
  );
}
