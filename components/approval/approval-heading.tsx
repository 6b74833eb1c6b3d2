import { RequestStateChip } from "@/components/request/request-state-chip";
import { Avatar } from "@/components/ui/person";
import { Time } from "@/components/ui/time";
import type { ApprovalDetail } from "@/lib/views/approval-detail";
import { DecideBy } from "./decide-by";
import { ItemBadges } from "./item-badges";

/** Who would get what, who asked and when, and until when it has to be decided. */
export function ApprovalHeading({ approval }: { approval: ApprovalDetail }) {
  const { target, item, packageName, requestorName } = approval;
  const detail = [target.jobTitle, target.department].filter(Boolean).join(", ");
  const isOnBehalf = requestorName !== target.displayName;
  return (
    <header className="flex gap-3.5">
      <Avatar name={target.displayName} size="lg" />
      <div className="min-w-0 flex-1">
        <h2 id="approval-title" className="text-xl leading-7 font-semibold tracking-tight text-balance wrap-anywhere">
          {packageName} for {target.displayName}
        </h2>
        <p className="mt-0.5 text-sm text-muted">
          {detail}
          {target.kind === "guest" && `${detail && " · "}Guest, ${target.email}`}
          {target.managerName && ` · reports to ${target.managerName}`}
        </p>
        <p className="text-sm text-muted">
          {isOnBehalf ? `Asked for by ${requestorName}, sent ` : "Sent "}
          <Time at={approval.submittedAt.toISOString()} />
        </p>
        <p className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1.5 text-sm">
          {item ? <DecideBy item={item} isWhole /> : <RequestStateChip request={approval.outcome} />}
          {item && <ItemBadges item={item} />}
        </p>
      </div>
    </header>
  );
}
