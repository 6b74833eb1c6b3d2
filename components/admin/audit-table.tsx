import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { type Column, DataTable } from "@/components/ui/data-table";
import { StateChip } from "@/components/ui/state-chip";
import { Time } from "@/components/ui/time";
import type { AuditEntry, NamedThing } from "@/lib/views/audit";
import { type AuditDetail, auditDetails, auditReason } from "./audit-details";

/** The address of the log with only what concerns one person, package or catalog. */
export type AuditLink = (about: "person" | "package" | "catalog", id: string) => Route;

type Linked = { thing: NamedThing; about: Parameters<AuditLink>[0]; link: AuditLink };

function Narrowing({ thing: { id, name }, about, link }: Linked) {
  return (
    <Link href={link(about, id)} title={`Only what concerns ${name}`} className="text-link wrap-anywhere">
      {name}
    </Link>
  );
}

function Doer({ row: { actor, delegator }, link }: { row: AuditEntry; link: AuditLink }) {
  if (!actor) return <span className="text-muted">The system</span>;
  return (
    <span className="flex flex-col">
      <Narrowing thing={actor} about="person" link={link} />
      {delegator && (
        <span className="text-xs text-muted">
          for <Narrowing thing={delegator} about="person" link={link} />
        </span>
      )}
    </span>
  );
}

function About({ row, link }: { row: AuditEntry; link: AuditLink }) {
  const isNothing = !row.target && !row.package && !row.catalog && !row.subject;
  if (isNothing) return <span className="text-muted">The portal</span>;
  return (
    <span className="flex flex-col gap-0.5 max-md:items-end">
      {row.target && <Narrowing thing={row.target} about="person" link={link} />}
      {row.package && <Narrowing thing={row.package} about="package" link={link} />}
      {row.catalog && <Narrowing thing={row.catalog} about="catalog" link={link} />}
      {row.subject && <span className="text-sm wrap-anywhere">{row.subject.name}</span>}
    </span>
  );
}

function Detail({ detail }: { detail: AuditDetail }) {
  if ("at" in detail) return <Time at={detail.at} format="dateTime" />;
  if ("value" in detail) return detail.value;
  return (
    <>
      <del className="decoration-muted">{detail.before}</del>
      <span aria-hidden="true"> → </span>
      <span className="sr-only"> became </span>
      <ins className="font-medium no-underline">{detail.after}</ins>
    </>
  );
}

function Details({ row }: { row: AuditEntry }) {
  const details = auditDetails(row);
  return (
    <details className="group/details mt-1">
      <summary className="w-fit cursor-pointer rounded-sm py-0.5 text-sm text-muted hover:text-foreground">
        Details<span className="sr-only"> of {row.activity}</span>
      </summary>
      <dl className="mt-1.5 mb-1 grid gap-x-4 gap-y-1.5 rounded-xl bg-surface-secondary px-3 py-2.5 text-sm text-foreground sm:grid-cols-[auto_minmax(0,1fr)]">
        {details.map((detail) => (
          <div key={JSON.stringify(detail)} className="contents">
            <dt className="text-muted">{detail.label}</dt>
            <dd className="wrap-anywhere">
              <Detail detail={detail} />
            </dd>
          </div>
        ))}
        <dt className="text-muted">Written</dt>
        <dd>
          <Time at={row.recordedAt.toISOString()} format="dateTime" />
        </dd>
        {row.requestId && row.isRequestKept && (
          <>
            <dt className="text-muted">Request</dt>
            <dd>
              <Link href={`/admin/requests/${row.requestId}` as Route} className="text-link">
                Open the request
              </Link>
            </dd>
          </>
        )}
        <dt className="text-muted">Number</dt>
        <dd className="tabular-nums">{row.sequence}</dd>
      </dl>
    </details>
  );
}

const columnsFor = (link: AuditLink): readonly Column<AuditEntry>[] => [
  {
    key: "activity",
    header: "What",
    onCard: "title",
    cell: (row) => (
      <span className="flex flex-wrap items-center gap-2">
        <span className="font-medium wrap-anywhere">{row.activity}</span>
        {row.isRefused && <StateChip tone="bad">Refused</StateChip>}
      </span>
    ),
    detail: (row) => (
      <>
        <span className="wrap-anywhere">{auditReason(row)}</span>
        <Details row={row} />
      </>
    ),
  },
  { key: "actor", header: "Who", width: "w-44", cell: (row) => <Doer row={row} link={link} /> },
  { key: "about", header: "About", width: "w-56", cell: (row) => <About row={row} link={link} /> },
  {
    key: "at",
    header: "When",
    align: "end",
    width: "w-44",
    cell: (row) => <Time at={row.occurredAt.toISOString()} format="dateTime" />,
  },
];

export type AuditTableProps = {
  rows: readonly AuditEntry[];
  link: AuditLink;
  empty: ReactNode;
  footer?: ReactNode;
};

/** AUD-1: entries of the log; names lead to everything that concerns them. */
export function AuditTable({ rows, link, empty, footer }: AuditTableProps) {
  return (
    <DataTable
      caption="Audit log"
      columns={columnsFor(link)}
      rows={rows}
      rowKey={(row) => row.id}
      empty={empty}
      footer={footer}
    />
  );
}
