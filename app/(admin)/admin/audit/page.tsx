import { Download, ScrollText } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { Suspense } from "react";
import { AuditFilterForm, type NamedFilter } from "@/components/admin/audit-filter-form";
import { AuditProof } from "@/components/admin/audit-proof";
import { AuditTable } from "@/components/admin/audit-table";
import { ListPager } from "@/components/admin/list-pager";
import { buttonClass } from "@/components/ui/button-class";
import { Empty } from "@/components/ui/empty";
import { PageHeader } from "@/components/ui/page-header";
import { RowsSkeleton } from "@/components/ui/skeletons";
import { requirePermission } from "@/lib/auth/viewer";
import { auditActivities } from "@/lib/engine/audit/activities";
import { limits } from "@/lib/engine/limits";
import { listAudit, namesIn } from "@/lib/queries/admin/audit";
import { lastLink } from "@/lib/queries/admin/audit-chain";
import { auditFilterOf } from "@/lib/queries/admin/audit-filter";
import { address, textOf } from "../address";

export const metadata: Metadata = { title: "Audit log" };

type Props = PageProps<"/admin/audit">;

export default function AuditPage({ searchParams }: Props) {
  return (
    <Suspense
      fallback={
        <>
          <PageHeader title="Audit log" />
          <RowsSkeleton />
        </>
      }
    >
      <AuditLog searchParams={searchParams} />
    </Suspense>
  );
}

const path = "/admin/audit";
const byName = ["person", "package", "catalog"] as const;

async function AuditLog({ searchParams }: Pick<Props, "searchParams">) {
  await requirePermission("readAudit");
  const params = await searchParams;
  const text = (name: string) => textOf(params, name);
  const values = {
    person: text("person"),
    package: text("package"),
    catalog: text("catalog"),
    activity: text("activity"),
    from: text("from"),
    to: text("to"),
  };
  const cursor = text("cursor");
  const filter = auditFilterOf(text);
  const page = await listAudit({ ...filter, cursor: cursor ?? null });
  const names = await namesIn(filter);
  const last = await lastLink();
  const isFiltered = Object.values(values).some((value) => value !== undefined);
  const named = byName.flatMap((name): NamedFilter[] => {
    const id = values[name];
    const label = id && names[id];
    return id && label ? [{ name, id, label, without: address(path, { ...values, [name]: undefined }) }] : [];
  });
  const file = (format: string) => `/api/admin/audit${address("", { ...values, format })}`;
  return (
    <>
      <PageHeader
        title="Audit log"
        description="Everything that happened here, newest first: who did what to whose access, and every change of what is configured. Nothing in it can be changed or deleted."
        actions={
          <>
            <a href={file("csv")} download className={buttonClass({ variant: "outline" })}>
              <Download aria-hidden />
              CSV
            </a>
            <a href={file("jsonl")} download className={buttonClass({ variant: "outline" })}>
              <Download aria-hidden />
              JSON Lines
            </a>
          </>
        }
      />
      <div className="flex flex-col gap-4">
        <AuditFilterForm
          action={address(path)}
          values={values}
          named={named}
          activities={auditActivities}
          all={isFiltered ? address(path) : null}
        />
        <AuditTable
          rows={page.rows}
          link={(about, id) => address(path, { ...values, [about]: id })}
          empty={
            <Empty
              icon={ScrollText}
              title={isFiltered ? "Nothing of that kind happened" : "Nothing has happened yet"}
              action={
                isFiltered && (
                  <Link href={address(path)} className={buttonClass({ variant: "outline" })}>
                    Show everything
                  </Link>
                )
              }
            >
              {isFiltered ? "Choose a longer period, or take a filter away." : "Entries appear here as people act."}
            </Empty>
          }
          footer={
            <ListPager
              label="the audit log"
              first={cursor ? address(path, values) : undefined}
              next={page.next ? address(path, { ...values, cursor: page.next }) : undefined}
            />
          }
        />
        <p className="text-sm text-muted">
          The files hold exactly what is listed here over all pages, {limits.csvRowsMax.toLocaleString("en")} entries at
          most.
        </p>
        {last && <AuditProof last={last} />}
      </div>
    </>
  );
}
