import { PackageOpen } from "lucide-react";
import Link from "next/link";
import { notFound } from "next/navigation";
import { PackageTable } from "@/components/package/package-table";
import { buttonClass } from "@/components/ui/button-class";
import { Empty } from "@/components/ui/empty";
import { requireViewer } from "@/lib/auth/viewer";
import { listAvailablePackages, listPackagesFor } from "@/lib/queries/available-packages";
import { NothingFound } from "./nothing-found";
import { TabPager } from "./tab-pager";
import { type TabQuery, tabHref } from "./tab-query";

/** What may be asked for (POR-11). */
export async function AvailableTab({ q, cursor, for: targetId }: TabQuery) {
  const viewer = await requireViewer();
  const input = { search: q ?? null, cursor: cursor ?? null };
  if (targetId !== undefined && targetId !== viewer.personId) {
    const found = await listPackagesFor(viewer, targetId, input);
    if (!found) notFound();
    return <ForOther q={q} cursor={cursor} found={found} />;
  }
  const { rows, next } = await listAvailablePackages(viewer, input);
  return (
    <PackageTable
      rows={rows}
      target={null}
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

type Found = NonNullable<Awaited<ReturnType<typeof listPackagesFor>>>;

/** WHO-8: what the reader may ask for for somebody else. */
function ForOther({ q, cursor, found: { rows, next, target } }: Omit<TabQuery, "for"> & { found: Found }) {
  const { id, displayName: name } = target;
  return (
    <PackageTable
      rows={rows}
      target={target}
      empty={
        <Empty
          icon={PackageOpen}
          title={q ? `Nothing for ${name} matches “${q}”` : `There is nothing you can ask for for ${name}`}
          action={
            <Link href={tabHref("available", q ? { for: id } : {})} className={buttonClass({ variant: "outline" })}>
              {q ? "Clear the search" : "What you can ask for yourself"}
            </Link>
          }
        >
          {q
            ? "The search looks at names, descriptions and the resources inside."
            : "No policy that includes them lets you ask. They can look themselves, or ask the people who own what they need."}
        </Empty>
      }
      footer={<TabPager tab="available" q={q} cursor={cursor} for={id} next={next} label={`packages for ${name}`} />}
    />
  );
}
