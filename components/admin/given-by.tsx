import type { Route } from "next";
import { Time } from "@/components/ui/time";
import { requestTypeLabel } from "@/lib/engine/request/labels";
import type { GivenDecision, HeldAccess } from "@/lib/views/access-on";
import { NamedLink } from "./named-link";

function Decided({ decision: { by, delegator, at, isBypass, reason } }: { decision: GivenDecision }) {
  if (by === null) return <>No approval was needed</>;
  return (
    <>
      {isBypass ? "Approval bypassed" : "Approved"} by {by}
      {delegator && ` in place of ${delegator}`}, <Time at={at.toISOString()} format="date" />
      {reason && <span className="block wrap-anywhere">“{reason}”</span>}
    </>
  );
}

/** The requests that gave access or prolonged it, with who let them pass. */
export function GivenBy({ givenBy, inTable = false }: { givenBy: HeldAccess["givenBy"]; inTable?: boolean }) {
  return (
    <ul className={`flex flex-col gap-2 ${inTable ? "max-md:items-end" : ""}`}>
      {givenBy.map(({ requestId, isKept, type, requestor, createdAt, decisions }) => (
        <li key={requestId} className="flex flex-col gap-0.5">
          <span>
            <NamedLink href={`/admin/requests/${requestId}` as Route} canOpen={isKept}>
              {requestTypeLabel[type]}
            </NamedLink>{" "}
            by {requestor ?? "the system"}, <Time at={createdAt.toISOString()} format="date" />
          </span>
          {decisions.map((decision) => (
            <span key={`${decision.stage} ${decision.at.toISOString()}`} className="text-sm leading-5 text-muted">
              <Decided decision={decision} />
            </span>
          ))}
        </li>
      ))}
    </ul>
  );
}
