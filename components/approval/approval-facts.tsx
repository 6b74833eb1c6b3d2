import { type Fact, Facts } from "@/components/ui/facts";
import { Time } from "@/components/ui/time";
import type { ApprovalDetail } from "@/lib/views/approval-detail";

/** What would be granted, and for how long (INF-27). */
export function ApprovalFacts({ approval }: { approval: ApprovalDetail }) {
  return <Facts items={factsOf(approval)} />;
}

const day = (at: Date) => <Time at={at.toISOString()} format="date" />;

function factsOf(approval: ApprovalDetail): Fact[] {
  const { extension, requestedStartAt: from, requestedEndAt: to, endIfGrantedNow, item } = approval;
  return [
    {
      label: extension ? "It keeps" : "It grants",
      value:
        approval.resourceRoles.length === 0 ? (
          <span className="text-muted">Nothing yet: the package has no roles.</span>
        ) : (
          <ul className="flex flex-col gap-0.5">
            {approval.resourceRoles.map((role) => (
              <li key={role}>{role}</li>
            ))}
          </ul>
        ),
    },
    ...(approval.overrides.length > 0
      ? [
          {
            label: "Made as an exception",
            value: `It combines what ${approval.overrides.join(" and ")} give, on purpose`,
          },
        ]
      : []),
    ...(extension ? [{ label: "Ends at present", value: extension.endAt ? day(extension.endAt) : "No end date" }] : []),
    {
      label: extension ? "New end asked for" : "Period asked for",
      value:
        from || to ? (
          <>
            {extension ? "" : from ? day(from) : "From the delivery"}{" "}
            {to ? <>to {day(to)}</> : "for as long as allowed"}
          </>
        ) : (
          "As long as the policy allows"
        ),
    },
    ...(item
      ? [
          {
            label: "Would end",
            value: endIfGrantedNow ? <>{day(endIfGrantedNow)}, if the last approval came now</> : "No end date",
          },
        ]
      : []),
  ];
}
