"use client";
import { Download } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useEffect, useRef, useState } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Notice } from "@/components/ui/notice";
import { SectionHeader } from "@/components/ui/page-header";
import { StateChip } from "@/components/ui/state-chip";
import type { AssignIntent, ListOutcome } from "@/lib/client/assign-lines";
import { type LineOutcome, lineOutcomes, needsLook } from "@/lib/engine/request/line-outcome";
import type { ReportLine } from "@/lib/views/assign";
import { detailsOf, outcomeLabel, reportColumns } from "./line-words";
import { NamedLink } from "./named-link";

/** As many lines as are shown at once; the file has all. */
const SHOWN = 100;

/** How long a file stays there to be saved. */
const KEPT_MS = 60_000;

export type LineResultsProps = {
  intent: AssignIntent;
  outcome: ListOutcome;
  /** What the file is called after. */
  fileName: string;
  canOpenPeople: boolean;
};

/** Every line with what became of it or would, those that need another look first, by kind and as a file. */
export function LineResults({ intent, outcome: { report, warnings }, fileName, canOpenPeople }: LineResultsProps) {
  const [kind, setKind] = useState<LineOutcome | null>(null);
  const [shown, setShown] = useState(SHOWN);
  const section = useRef<HTMLElement>(null);
  const isCheck = intent === "check";
  useEffect(() => {
    // Whoever only looks has the report to read next, and hears of it; otherwise the message at the form comes first.
    if (!isCheck) return;
    section.current?.focus({ preventScroll: true });
    section.current?.scrollIntoView({ block: "start", behavior: "smooth" });
  }, [isCheck]);
  const kinds = lineOutcomes.filter((each) => report.some(({ outcome }) => outcome === each));
  const rows = kinds
    .filter((each) => kind === null || each === kind)
    .flatMap((each) => report.filter(({ outcome }) => outcome === each));
  const show = (next: LineOutcome | null) => {
    setKind(next);
    setShown(SHOWN);
  };
  return (
    <section
      ref={section}
      tabIndex={-1}
      aria-labelledby="lines"
      aria-describedby="lines-summary"
      className="flex scroll-mt-6 flex-col gap-3 outline-none"
    >
      <SectionHeader
        id="lines"
        title={isCheck ? "What assigning would do" : "What became of each line"}
        description={
          <span id="lines-summary">
            {summary(report, intent)}
            {isCheck && " Nothing has been written."}
          </span>
        }
        actions={<DownloadReport rows={report} intent={intent} name={fileName} />}
      />
      {isCheck && warnings.length > 0 && <Notice tone="warning" title={warnings.join(" ")} />}
      {kinds.length > 1 && (
        // biome-ignore lint/a11y/useSemanticElements: it is no part of a form, and has no legend to be seen.
        <div role="group" aria-label="Show lines" className="flex flex-wrap gap-1.5">
          <Kind label="All" count={report.length} isShown={kind === null} onPress={() => show(null)} />
          {kinds.map((each) => (
            <Kind
              key={each}
              label={outcomeLabel(each, intent).text}
              count={report.filter(({ outcome }) => outcome === each).length}
              isShown={kind === each}
              onPress={() => show(each)}
            />
          ))}
        </div>
      )}
      <DataTable
        caption="Lines"
        columns={columns(intent, canOpenPeople)}
        rows={rows.slice(0, shown)}
        rowKey={(row) => String(row.number)}
        empty={null}
      />
      {rows.length > shown && (
        <div className="flex flex-wrap items-center gap-3 text-sm text-muted tabular-nums">
          {`${shown.toLocaleString("en")} of ${rows.length.toLocaleString("en")} are shown; the file has all.`}
          <button
            type="button"
            onClick={() => setShown(shown + SHOWN)}
            className={buttonClass({ variant: "outline", size: "sm" })}
          >
            Show {Math.min(SHOWN, rows.length - shown)} more
          </button>
        </div>
      )}
    </section>
  );
}

const summary = (report: readonly ReportLine[], intent: AssignIntent): string => {
  const assigned = report.filter(({ outcome }) => outcome === "assigned").length;
  const left = report.filter(({ outcome }) => needsLook(outcome)).length;
  const told = [
    `${assigned === 0 ? "nobody new" : assigned.toLocaleString("en")} ${intent === "check" ? "would be assigned" : "assigned"}`,
    ...(left > 0 ? [`${left.toLocaleString("en")} ${left === 1 ? "needs" : "need"} another look`] : []),
  ];
  return `${report.length.toLocaleString("en")} ${report.length === 1 ? "line" : "lines"}: ${told.join(", ")}.`;
};

type KindProps = { label: string; count: number; isShown: boolean; onPress: () => void };

function Kind({ label, count, isShown, onPress }: KindProps) {
  return (
    <button
      type="button"
      aria-pressed={isShown}
      onClick={onPress}
      className="flex min-h-9 cursor-pointer items-center gap-1.5 rounded-full border border-border bg-surface px-3 text-sm text-muted transition-colors hover:text-foreground aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:font-medium aria-pressed:text-accent-soft-foreground pointer-coarse:min-h-11"
    >
      {label}
      <span className="tabular-nums">{count.toLocaleString("en")}</span>
    </button>
  );
}

type DownloadReportProps = { rows: readonly ReportLine[]; intent: AssignIntent; name: string };

function DownloadReport({ rows, intent, name }: DownloadReportProps) {
  async function download() {
    // What writes the file is fetched when somebody wants one.
    const { toCsv } = await import("@/lib/format/csv");
    const file = new Blob([toCsv(reportColumns(intent), rows)], { type: "text/csv;charset=utf-8" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = `${name} – ${intent === "check" ? "what assigning would do" : "what was assigned"}.csv`;
    link.click();
    // Safari reads the file some time after the click.
    setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
  }
  return (
    <button type="button" onClick={() => void download()} className={buttonClass({ variant: "outline", size: "sm" })}>
      <Download aria-hidden className="size-4" />
      Download as CSV
    </button>
  );
}

const columns = (intent: AssignIntent, canOpenPeople: boolean): readonly Column<ReportLine>[] => [
  {
    key: "line",
    header: "Line",
    width: "w-72",
    onCard: "title",
    cell: (row) => <span className="wrap-anywhere">{row.line}</span>,
  },
  {
    key: "number",
    header: "No.",
    width: "w-14",
    align: "end",
    cell: (row) => <span className="tabular-nums">{row.number.toLocaleString("en")}</span>,
  },
  {
    key: "person",
    header: "Person",
    width: "w-44",
    cell: ({ person }) =>
      person ? (
        <NamedLink href={`/admin/people/${person.id}` as Route} canOpen={canOpenPeople}>
          {person.displayName}
        </NamedLink>
      ) : (
        <span className="text-muted">–</span>
      ),
  },
  {
    key: "outcome",
    header: "Outcome",
    cell: ({ outcome }) => {
      const { text, tone } = outcomeLabel(outcome, intent);
      return <StateChip tone={tone}>{text}</StateChip>;
    },
  },
  {
    key: "words",
    header: "Details",
    cell: (row) =>
      row.requestId ? (
        <Link href={`/admin/requests/${row.requestId}` as Route} className="text-link">
          Open its request
        </Link>
      ) : (
        detailsOf(row)
      ),
  },
];
