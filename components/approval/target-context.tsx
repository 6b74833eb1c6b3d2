import { RequestStateChip } from "@/components/request/request-state-chip";
import { Time } from "@/components/ui/time";
import type { ApprovalDetail } from "@/lib/views/approval-detail";

export type TargetContextProps = { approval: Pick<ApprovalDetail, "holds" | "earlier" | "target" | "packageName"> };

/** What the person holds now, and what became of earlier requests for the same package. */
export function TargetContext({ approval: { holds, earlier, packageName } }: TargetContextProps) {
  return (
    <div className="flex flex-col gap-5 text-sm">
      {holds.length === 0 ? (
        <p className="text-muted">No other access package.</p>
      ) : (
        <ul className="divide-y divide-separator">
          {holds.map((held) => (
            <li key={held.packageName} className="flex flex-wrap justify-between gap-x-4 py-2 first:pt-0 last:pb-0">
              <span className="font-medium">{held.packageName}</span>
              <span className="text-muted">
                {held.endAt ? (
                  <>
                    until <Time at={held.endAt.toISOString()} format="date" />
                  </>
                ) : (
                  "no end date"
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
      <div>
        <h3 className="mb-1.5 font-medium">Earlier requests for {packageName}</h3>
        {earlier.length === 0 ? (
          <p className="text-muted">This is the first.</p>
        ) : (
          <ul className="flex flex-col gap-2">
            {earlier.map((request) => (
              <li key={request.requestId} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
                <RequestStateChip request={request} />
                <Time at={request.at.toISOString()} className="text-muted" />
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
