import { PackageOpen } from "lucide-react";
import Link from "next/link";
import { PackageTable } from "@/components/package/package-table";
import { buttonClass } from "@/components/ui/button-class";
import { Empty } from "@/components/ui/empty";
import { requireViewer } from "@/lib/auth/viewer";
import { listAvailablePackages } from "@/lib/queries/available-packages";
import { NothingFound } from "./nothing-found";
import { TabPager } from "./tab-pager";
import { type TabQuery, tabHref } from "./tab-query";

/** What may be asked for (POR-11). */
export async function AvailableTab({ q, cursor }: TabQuery) {
  const viewer = await requireViewer();
  const { rows, next } = await listAvailablePackages(viewer, { search: q ?? null, cursor: cursor ?? null });
  return (
    <PackageTable
      rows={rows}
      empty={
        q ? (
          <NothingFound tab="available" q={q}>
            The search looks at names, descriptions and the resources inside. Some packages are open only to those who
            were sent their link.
          </NothingFound>
        ) : (
          <Empty
            icon={PackageOpen}
            title="Nothing is open to you at the moment"
            action={
              <Link href={tabHref("active")} className={buttonClass({ variant: "outline" })}>
                See what you hold
              </Link>
            }
          >
            No package includes you in its policies. If you need access to something, ask the people who own it which
            package it comes with.
          </Empty>
        )
      }
      footer={<TabPager tab="available" q={q} cursor={cursor} next={next} label="available packages" />}
    />
  );
}
