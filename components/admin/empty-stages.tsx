import type { Route } from "next";
import Link from "next/link";
import { Facts } from "@/components/ui/facts";
import { Panel } from "@/components/ui/panel";
import { type GapKind, gapKinds } from "@/lib/engine/coverage/gaps";
import { gapLabel } from "./coverage-words";

/** APP-32: how many stages would leave somebody's request without an approver, of each kind; null where there is too much to look at. */
export function EmptyStages({ counts }: { counts: Readonly<Record<GapKind, number>> | null }) {
  return (
    <Panel
      title="Stages without approvers"
      description="In which somebody’s request would find nobody, as things are now."
      actions={
        <Link href={"/admin/coverage" as Route} className="text-link text-sm">
          Coverage
        </Link>
      }
    >
      {counts ? (
        <Facts
          items={gapKinds.map((kind) => ({
            label: gapLabel[kind],
            value: <span className="font-medium tabular-nums">{counts[kind].toLocaleString("en")}</span>,
          }))}
        />
      ) : (
        <p className="text-sm text-muted">
          With so many people and policies this is looked at one catalog at a time, under Coverage.
        </p>
      )}
    </Panel>
  );
}
