import { Undo2 } from "lucide-react";
import { StateChip } from "@/components/ui/state-chip";
import { Time } from "@/components/ui/time";
import type { RevocationView } from "@/lib/views/approvals";

/** APP-97: that an approval no longer counts. */
export function TakenBackChip() {
  return (
    <StateChip tone="bad" icon={Undo2}>
      Taken back
    </StateChip>
  );
}

/** By whom and when an approval was taken back. */
export function TakenBackBy({ revocation: { by, wasMe, at } }: { revocation: RevocationView }) {
  return (
    <>
      Taken back by {wasMe ? "you" : by} <Time at={at.toISOString()} />
    </>
  );
}
