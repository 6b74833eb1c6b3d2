import { KeyRound } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { ActiveAccess } from "@/components/assignment/active-access";
import { buttonClass } from "@/components/ui/button-class";
import { Empty } from "@/components/ui/empty";
import { PageHeader } from "@/components/ui/page-header";
import { HeaderSkeleton, RowsSkeleton } from "@/components/ui/skeletons";
import { StateChip } from "@/components/ui/state-chip";
import { requireViewer } from "@/lib/auth/viewer";
import { getReport } from "@/lib/queries/team";
import { tabHref } from "../../packages/tab-query";
import { takeBackAccessAction } from "./actions";

export const metadata: Metadata = { title: "My team" };

type PageInput = PageProps<"/team/[personId]">;

/** POR-57, POR-58: what a direct report holds, and what their manager may do about it. */
export default function ReportPage({ params }: PageInput) {
  return (
    <Suspense
      fallback={
        <>
          <HeaderSkeleton />
          <RowsSkeleton label="Loading what they hold" />
        </>
      }
    >
      <Report params={params} />
    </Suspense>
  );
}

async function Report({ params }: Pick<PageInput, "params">) {
  const [{ personId }, viewer] = await Promise.all([params, requireViewer()]);
  const report = await getReport(viewer, personId);
  if (!report) notFound();
  const { person, access, canAskFor } = report;
  return (
    <>
      <PageHeader
        title={person.displayName}
        description={person.detail}
        crumbs={[{ label: "My team", href: "/team" }]}
        aside={!person.isEnabled && <StateChip tone="warning">Account switched off</StateChip>}
        actions={
          canAskFor && (
            <Link href={tabHref("available", { for: person.id })} className={buttonClass({ variant: "primary" })}>
              Request access for {person.displayName}
            </Link>
          )
        }
      />
      {access.length > 0 ? (
        <ActiveAccess rows={access} holder={person} removeAction={takeBackAccessAction} />
      ) : (
        <Empty icon={KeyRound} title={`${person.displayName} holds no access packages`}>
          Access appears here as soon as it is delivered, with the day it ends and every role it brings.
        </Empty>
      )}
    </>
  );
}
