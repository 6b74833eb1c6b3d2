import { Inbox } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { Avatar } from "@/components/ui/person";
import { CountBadge, StateChip } from "@/components/ui/state-chip";
import { Time } from "@/components/ui/time";
import type { ApprovalItem } from "@/lib/views/approvals";
import type { OverviewView } from "@/lib/views/overview";
import { rowLink, ShortList, ShortRow } from "./short-list";

/** ASK-2: while a question waits, the clock of the decision stands still. */
const waits = ({ question }: ApprovalItem) => question !== null && question.answeredAt === null;
const dueAt = (item: ApprovalItem) => (item.question && waits(item) ? item.question.answerBy : item.decideBy);

/** What waits for the viewer's decision, the next deadline first. */
export function WaitingApprovals({ approvals: { count, next } }: Pick<OverviewView, "approvals">) {
  return (
    <ShortList
      title="Waiting for you"
      badge={<CountBadge count={count} label="requests" />}
      icon={Inbox}
      more={
        <Link href="/approvals" className="text-link">
          {count > next.length ? `Decide on all ${count}` : "Open approvals"}
        </Link>
      }
      empty="Nobody waits for a decision of yours."
    >
      {next.map((item) => (
        <ShortRow
          key={item.requestId}
          title={
            <Link href={`/approvals/${item.requestId}` as Route} className={rowLink}>
              {item.packageName}
            </Link>
          }
          detail={
            <span className="inline-flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
              <Avatar name={item.target.displayName} size="sm" />
              <span>{item.target.displayName}</span>
              {item.isForwarded && <StateChip tone="warning">Forwarded</StateChip>}
            </span>
          }
          aside={
            <>
              <span className="text-muted">{waits(item) ? "Answer due" : "Due"}</span>{" "}
              <Time at={dueAt(item).toISOString()} className="relative z-1 font-medium" />
            </>
          }
        />
      ))}
    </ShortList>
  );
}
