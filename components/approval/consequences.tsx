import type { ReactNode } from "react";
import { anyOf } from "@/components/person/people-names";
import { Time } from "@/components/ui/time";
import type { ApprovalDetail } from "@/lib/views/approval-detail";
import type { ApprovalItem } from "@/lib/views/approvals";

const day = (at: Date) => <Time at={at.toISOString()} format="date" />;

/** What an approval now would do, in words. */
export function approveConsequence(approval: ApprovalDetail, item: ApprovalItem): ReactNode {
  const { stages, packageName, target, requestedStartAt, endIfGrantedNow, conflicts, extension } = approval;
  if (item.stage + 1 < item.stages) {
    const next = stages.find((stage) => stage.index === item.stage + 1);
    const whom = next?.approvers && next.approvers.people.length > 0 ? anyOf(next.approvers) : null;
    return (
      <>
        Sends it on to stage {item.stage + 2} of {item.stages}
        {whom ? `: ${whom} decides next.` : ", where nobody can decide at present."}
      </>
    );
  }
  if (conflicts.length > 0) {
    return <>As things stand nothing would be delivered: it conflicts with {conflicts.join(", ")}.</>;
  }
  if (extension) {
    return (
      <>
        {target.displayName} keeps {packageName}
        {endIfGrantedNow ? <> until {day(endIfGrantedNow)}</> : " without an end date"}
        {extension.endAt && <> instead of {day(extension.endAt)}</>}. Nothing is set up anew.
      </>
    );
  }
  if (requestedStartAt && requestedStartAt.getTime() > approval.readAt.getTime()) {
    return (
      <>
        Delivers {packageName} to {target.displayName} on {day(requestedStartAt)}
        {endIfGrantedNow ? <>, until {day(endIfGrantedNow)}.</> : ", without an end date."}
      </>
    );
  }
  return (
    <>
      Delivers {packageName} to {target.displayName} at once
      {endIfGrantedNow ? <>, until {day(endIfGrantedNow)}.</> : ", without an end date."}
    </>
  );
}

/** What a denial now would do, in words. */
export function denyConsequence({ target, extension }: ApprovalDetail, item: ApprovalItem): ReactNode {
  const rest = item.stage + 1 < item.stages ? " Nobody else is asked." : "";
  return `Ends the request; ${target.displayName} is told your reason and may ask again.${extension ? " The access keeps the end it has." : ""}${rest}`;
}
