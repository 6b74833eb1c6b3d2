import { Panel } from "@/components/ui/panel";
import type { PolicyPreview } from "@/lib/views/packages";
import { AccessDelivered, DecisionPath } from "./decision-path";

export type PolicySummaryProps = {
  policy: PolicyPreview;
  /** With several policies each is named; a single one needs no name. */
  isOneOfSeveral: boolean;
  /** Above a single policy. */
  title: string;
};

/** Who decides under one policy, by when, and for how long the access would be. */
export function PolicySummary({ policy, isOneOfSeveral, title }: PolicySummaryProps) {
  return (
    <Panel
      title={isOneOfSeveral ? policy.displayName : title}
      description={isOneOfSeveral ? policy.description : `Policy: ${policy.displayName}`}
    >
      <DecisionPath policy={policy} outcome={<AccessDelivered policy={policy} />} />
    </Panel>
  );
}
