import { KeyRound } from "lucide-react";
import type { Route } from "next";
import type { ReactNode } from "react";
import { NamedLink } from "@/components/admin/named-link";
import type { ActionFormProps } from "@/components/ui/action-form";
import { DataTable } from "@/components/ui/data-table";
import { Empty } from "@/components/ui/empty";
import type { OwnedTokenRow } from "@/lib/views/api-tokens";
import { RevokeToken } from "./revoke-token";
import { tokenColumns } from "./token-columns";

export type TokensOfEverybodyProps = {
  rows: readonly OwnedTokenRow[];
  revoke: ActionFormProps["action"];
  footer?: ReactNode;
};

/** Everybody's tokens that still work, for whoever may end them. */
export function TokensOfEverybody({ rows, revoke, footer }: TokensOfEverybodyProps) {
  return (
    <DataTable
      caption="API tokens of everybody"
      columns={[
        { key: "name", header: "Name", onCard: "title", cell: (row) => row.displayName },
        {
          key: "owner",
          header: "Whose",
          cell: (row) => (
            <NamedLink href={`/admin/${row.isService ? "settings/services" : "people"}/${row.ownerId}` as Route}>
              {row.ownerName}
            </NamedLink>
          ),
          detail: (row) =>
            [row.isService && "Service", !row.isOwnerEnabled && "Account switched off"].filter(Boolean).join(", ") ||
            null,
        },
        ...tokenColumns<OwnedTokenRow>(),
        {
          key: "revoke",
          header: "Revoke",
          onCard: "action",
          align: "end",
          cell: ({ id, displayName, ownerName }) => (
            <RevokeToken tokenId={id} displayName={displayName} ownerName={ownerName} action={revoke} />
          ),
        },
      ]}
      rows={rows}
      rowKey={(row) => row.id}
      footer={footer}
      empty={
        <Empty icon={KeyRound} title="Nobody has a token">
          People make their own under API access, in the menu with their name. Those of services are made on their
          pages.
        </Empty>
      }
    />
  );
}
