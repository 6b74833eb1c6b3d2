import { CalendarClock } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { EndBadge } from "@/components/assignment/end-badge";
import { extendHref } from "@/components/assignment/extend-access";
import { Time } from "@/components/ui/time";
import type { ActiveAccessRow } from "@/lib/views/access";
import type { OverviewView } from "@/lib/views/overview";
import { rowLink, ShortList, ShortRow } from "./short-list";

/** Access that ends within 14 days, and how much there is in all. */
export function EndingSoon({ endingSoon, activeCount }: Pick<OverviewView, "endingSoon" | "activeCount">) {
  return (
    <ShortList
      title="Access ending soon"
      icon={CalendarClock}
      more={
        <Link href="/packages?tab=active" className="text-link">
          {activeCount === 0 ? "Your access" : `All you hold (${activeCount})`}
        </Link>
      }
      empty={
        activeCount === 0 ? "You hold no access packages yet." : "None of your access ends within the next 14 days."
      }
    >
      {endingSoon.map((row) => (
        <ShortRow
          key={row.id}
          title={
            <Link href={`/packages/${row.package.id}` as Route} className={rowLink}>
              {row.package.displayName}
            </Link>
          }
          detail={
            row.endAt && (
              <>
                Until <Time at={row.endAt.toISOString()} format="date" className="relative z-1" />
                <Extension row={row} />
              </>
            )
          }
          aside={
            row.endAt && row.endsInDays !== null && <EndBadge endAt={row.endAt.toISOString()} inDays={row.endsInDays} />
          }
        />
      ))}
    </ShortList>
  );
}

function Extension({ row: { id, package: held, extension } }: { row: ActiveAccessRow }) {
  if (extension.kind === "none") return null;
  const href = extension.kind === "possible" ? extendHref(id) : (`/requests/${extension.requestId}` as Route);
  return (
    <>
      {" · "}
      <Link href={href} className="text-link relative z-1">
        {extension.kind === "possible" ? "Extend" : "Extension asked for"}
        <span className="sr-only"> ({held.displayName})</span>
      </Link>
    </>
  );
}
