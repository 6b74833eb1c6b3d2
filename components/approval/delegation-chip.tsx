import { UserRoundCheck } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { StateChip } from "@/components/ui/state-chip";
import { Time } from "@/components/ui/time";
import type { DelegationView } from "@/lib/views/delegation";

/** While somebody decides in the reader's place: who, and until when (POR-56, POR-8). */
export function DelegationChip({ delegation: { delegate, endAt } }: { delegation: DelegationView }) {
  return (
    <Link href={"/approvals/delegation" as Route} className="inline-flex min-h-6 rounded-full">
      <StateChip tone="waiting" icon={UserRoundCheck}>
        {delegate.displayName} decides for you
        {endAt ? (
          <>
            {" "}
            until <Time at={endAt.toISOString()} format="date" inControl />
          </>
        ) : (
          ", without an end"
        )}
      </StateChip>
    </Link>
  );
}
