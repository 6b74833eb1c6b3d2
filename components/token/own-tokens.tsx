import { KeyRound } from "lucide-react";
import type { ActionFormProps } from "@/components/ui/action-form";
import { Empty } from "@/components/ui/empty";
import type { ApiTokenRow } from "@/lib/views/api-tokens";
import { TokenTable } from "./token-table";

export type OwnTokensProps = { rows: readonly ApiTokenRow[]; revoke: ActionFormProps["action"] };

/** The reader's own tokens. */
export function OwnTokens({ rows, revoke }: OwnTokensProps) {
  return (
    <TokenTable
      caption="Your tokens"
      rows={rows}
      revoke={revoke}
      empty={
        <Empty icon={KeyRound} title="You have no tokens" level={3}>
          A script or program signs in with a token instead of a browser. Make the first one below.
        </Empty>
      }
    />
  );
}
