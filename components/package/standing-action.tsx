import { Ban, Check, Hourglass } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { buttonClass } from "@/components/ui/button-class";
import { StateChip } from "@/components/ui/state-chip";
import { refusalText } from "@/lib/engine/request/refusal-text";
import { refusalTextAbout } from "@/lib/engine/request/refusal-text-about";
import type { Refusal } from "@/lib/engine/request/refusals";
import type { PackageRow } from "@/lib/views/packages";
import type { TargetView } from "@/lib/views/targets";
import { packageHref } from "./package-href";

/** The end of a row of Available: the button, or why there is none (POR-12). */
export function StandingAction({ row, target }: { row: PackageRow; target: TargetView | null }) {
  const { standing } = row;
  switch (standing.kind) {
    case "requestable":
      return (
        // POR-16: the same as the row itself.
        <Link
          href={packageHref(row.id, { for: target?.id })}
          aria-label={`Request ${row.displayName}${target ? ` for ${target.displayName}` : ""}`}
          className={buttonClass({ variant: "outline", size: "sm" })}
        >
          Request
        </Link>
      );
    case "requested":
      return standing.requestId === null ? (
        <StateChip tone="waiting" icon={Hourglass}>
          Requested
        </StateChip>
      ) : (
        <Link
          href={`/requests/${standing.requestId}` as Route}
          aria-label={`Requested: open your request for ${row.displayName}`}
          className="rounded-full"
        >
          <StateChip tone="waiting" icon={Hourglass}>
            Requested
          </StateChip>
        </Link>
      );
    case "held":
      return (
        <StateChip tone="good" icon={Check}>
          {target ? "Has it" : "You have it"}
        </StateChip>
      );
    case "blocked":
      return (
        <StateChip tone="warning" icon={Ban}>
          Blocked
        </StateChip>
      );
  }
}

/** In a few words what blocks a package, for the line below its name. */
export function blockedBecause(refusal: Refusal, target: TargetView | null): string {
  if (!("conflicts" in refusal)) {
    return (target ? refusalTextAbout(refusal, target.displayName) : refusalText(refusal)).title;
  }
  const names = refusal.conflicts.map((each) =>
    each.kind === "group" ? `the group ${each.displayName}` : each.displayName,
  );
  return `Conflicts with ${new Intl.ListFormat("en", { type: "conjunction" }).format(names)}`;
}
