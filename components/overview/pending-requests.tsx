import { Send } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { anyOf } from "@/components/person/people-names";
import { StateChip } from "@/components/ui/state-chip";
import { Time } from "@/components/ui/time";
import { requestStateLabel, requestTypeLabel } from "@/lib/engine/request/labels";
import { intentOf } from "@/lib/engine/request/states";
import type { PendingRequest } from "@/lib/views/overview";
import { rowLink, ShortList, ShortRow } from "./short-list";

/** The viewer's open requests: what each waits for, who is asked, until when. */
export function PendingRequests({ pending, readerId }: { pending: readonly PendingRequest[]; readerId: string }) {
  return (
    <ShortList
      title="Your open requests"
      icon={Send}
      more={
        <Link href="/requests" className="text-link">
          All requests
        </Link>
      }
      empty="Nothing of yours is under way. What you ask for appears here until you have it, with who decides and by when."
    >
      {pending.map((request) => {
        const state = requestStateLabel(request.state, request.subStatus);
        return (
          <ShortRow
            key={request.id}
            title={
              <Link href={`/requests/${request.id}` as Route} className={rowLink}>
                {request.package.displayName}
                {request.target.id !== readerId && ` for ${request.target.displayName}`}
              </Link>
            }
            detail={
              <>
                {request.requestor.id !== readerId && `Asked by ${request.requestor.displayName}. `}
                <NextStep request={request} />
              </>
            }
            aside={<StateChip tone={state.tone}>{state.text}</StateChip>}
          />
        );
      })}
    </ShortList>
  );
}

function NextStep({ request }: { request: PendingRequest }) {
  const { state, waitsFor, waitsUntil } = request;
  const until = waitsUntil && <Time at={waitsUntil.toISOString()} className="relative z-1" />;
  switch (state) {
    case "pendingApproval":
      if (request.subStatus === "waitingForRequestor") {
        return <strong className="font-medium text-foreground">Needs you: answer a question, due {until}</strong>;
      }
      if (waitsFor?.people.length === 0) return <>Nobody can decide at present; lapses {until}</>;
      return (
        <>
          {intentOf(request.type) === "update" && "Extension. "}Waits for {waitsFor ? anyOf(waitsFor) : "its approvers"}
          ; lapses {until}
        </>
      );
    case "scheduled":
      return <>Approved; starts {until}</>;
    case "delivering":
      return intentOf(request.type) === "remove"
        ? "Its roles are being taken back"
        : "Approved; its roles are being granted";
    default:
      return (
        <>
          {requestTypeLabel[request.type]}, sent <Time at={request.createdAt.toISOString()} className="relative z-1" />
        </>
      );
  }
}
