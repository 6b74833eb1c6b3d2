import type { Route } from "next";
import type { ReactNode } from "react";
import { BarList, ColumnChart, type Series } from "@/components/ui/chart";
import { Facts } from "@/components/ui/facts";
import { Panel } from "@/components/ui/panel";
import { formatDate, formatDuration } from "@/lib/format/instant";
import { type InsightView, type RequestOutcome, requestOutcomes } from "@/lib/views/insight";
import { NamedLink } from "./named-link";

const outcomes = {
  granted: { label: "Granted", tone: "good" },
  open: { label: "Under way", tone: "accent" },
  refused: { label: "Denied or lapsed", tone: "bad" },
  closed: { label: "Canceled or failed", tone: "quiet" },
} as const satisfies Record<RequestOutcome, Omit<Series, "key">>;

const series = requestOutcomes.map((key) => ({ key, ...outcomes[key] }));

/** "3 Mar" */
const short = (at: Date) => formatDate(at).replace(/ \d{4}$/, "");
const hours = (count: number) => formatDuration(count * 3_600_000);

type InsightProps = {
  view: InsightView;
  /** Whether names of people and groups lead to their pages. */
  canOpenPeople: boolean;
  /** What the coverage monitor says; slower to know than the rest. */
  emptyStages: ReactNode;
};

/** How asking and deciding goes, in charts whose numbers can all be read. */
export function Insight({ view, canOpenPeople, emptyStages }: InsightProps) {
  return (
    <div className="grid items-start gap-5 lg:grid-cols-2">
      <Panel title="Requests for new access" description="Made in the last 8 weeks, by what became of them.">
        <ColumnChart
          caption="Requests for new access by week and by what became of them"
          series={series}
          points={view.weeks.map((week) => ({
            key: week.startsAt.toISOString(),
            label: short(week.startsAt),
            name: `Week from ${formatDate(week.startsAt)}`,
            values: requestOutcomes.map((outcome) => week[outcome]),
          }))}
        />
      </Panel>
      <Panel title="Access that ends" description="In the next 8 weeks, unless it is extended.">
        <ColumnChart
          caption="Access that ends by week"
          series={[{ key: "ending", label: "Access that ends", tone: "accent" }]}
          points={view.ending.map(({ startsAt, count }) => ({
            key: startsAt.toISOString(),
            label: short(startsAt),
            name: `Week from ${formatDate(startsAt)}`,
            values: [count],
          }))}
        />
      </Panel>
      <div className="flex min-w-0 flex-col gap-5">
        <Panel title="Who is waited for" description="People and groups by the requests that ask them to decide now.">
          <Ranking
            label="Waiting requests by approver"
            nothing="Nothing waits for anybody."
            rows={view.waiting}
            hrefOf={({ kind, id }) => `/admin/${kind === "person" ? "people" : "groups"}/${id}`}
            canOpen={canOpenPeople}
          />
        </Panel>
        {emptyStages}
      </div>
      <div className="flex flex-col gap-5">
        <Panel title="Most asked for" description="Packages by requests for new access in the last 90 days.">
          <Ranking
            label="Requests by package"
            nothing="Nobody asked for anything."
            rows={view.asked}
            hrefOf={({ id }) => `/admin/packages/${id}`}
          />
        </Panel>
        <Panel title="How long a decision takes" description="Stages decided in the last 90 days, from their start.">
          <DecisionTimes decided={view.decided} />
        </Panel>
      </div>
    </div>
  );
}

type RankingProps<Row> = {
  label: string;
  nothing: string;
  rows: readonly Row[];
  hrefOf: (row: Row) => string;
  canOpen?: boolean;
};

function Ranking<Row extends { id: string; name: string; count: number }>(props: RankingProps<Row>): ReactNode {
  const { label, nothing, rows, hrefOf, canOpen = true } = props;
  if (rows.length === 0) return <p className="text-sm text-muted">{nothing}</p>;
  const nameOf = (row: Row) => (
    <NamedLink href={hrefOf(row) as Route} canOpen={canOpen}>
      {row.name}
    </NamedLink>
  );
  return <BarList label={label} bars={rows.map((row) => ({ key: row.id, label: nameOf(row), count: row.count }))} />;
}

function DecisionTimes({ decided: { count, medianHours, slowestTenthHours } }: { decided: InsightView["decided"] }) {
  if (medianHours === null || slowestTenthHours === null) {
    return <p className="text-sm text-muted">Nothing was decided.</p>;
  }
  return (
    <Facts
      items={[
        { label: "Half of them within", value: <span className="font-medium">{hours(medianHours)}</span> },
        { label: "Nine in ten within", value: hours(slowestTenthHours) },
        { label: "Decided", value: count === 1 ? "1 stage" : `${count.toLocaleString("en")} stages` },
      ]}
    />
  );
}
