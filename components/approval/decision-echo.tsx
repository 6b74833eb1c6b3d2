"use client";
import { useEffect, useRef } from "react";
import { useDecisions } from "./decisions";
import { RefusedDecision } from "./refused-decision";

/** Above the decision: why the one just tried did not count. Takes the focus; put away when the page is left. */
export function DecisionEcho({ requestId }: { requestId: string }) {
  const { refused, dismiss } = useDecisions();
  const box = useRef<HTMLDivElement>(null);
  const outcome = refused.get(requestId);
  useEffect(() => () => dismiss(requestId), [dismiss, requestId]);
  useEffect(() => {
    if (outcome) box.current?.focus();
  }, [outcome]);
  if (!outcome) return null;
  return (
    <div ref={box} tabIndex={-1} className="scroll-mt-20 rounded-xl outline-none">
      <RefusedDecision outcome={outcome} />
    </div>
  );
}
