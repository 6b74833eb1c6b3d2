import { Bot, Plus } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { Suspense } from "react";
import { ServiceTable } from "@/components/service/service-table";
import { buttonClass } from "@/components/ui/button-class";
import { Empty } from "@/components/ui/empty";
import { PageHeader } from "@/components/ui/page-header";
import { RowsSkeleton } from "@/components/ui/skeletons";
import { requirePermission } from "@/lib/auth/viewer";
import { configuredIssuer } from "@/lib/graph/http/issuer";
import { listServices } from "@/lib/queries/admin/services";
import { address } from "../../address";
import { SearchedList } from "../../searched-list";

export const metadata: Metadata = { title: "Services" };

type Props = PageProps<"/admin/settings/services">;

const here = "/admin/settings/services";

export default function ServicesPage({ searchParams }: Props) {
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Settings", href: address("/admin/settings") }]}
        title="Services"
        description="Applications that act for themselves over the API, with the roles they are given and nothing else. The audit log names them."
        actions={
          <Link href={address(`${here}/new`)} className={buttonClass({ variant: "primary" })}>
            <Plus aria-hidden className="size-4" />
            New service
          </Link>
        }
      />
      <Suspense fallback={<RowsSkeleton />}>
        <Services searchParams={searchParams} />
      </Suspense>
    </>
  );
}

async function Services({ searchParams }: Pick<Props, "searchParams">) {
  const viewer = await requirePermission("manageDirectory");
  const issuer = configuredIssuer()?.url ?? null;
  return (
    <SearchedList
      what="services"
      path={here}
      params={await searchParams}
      label="Search services"
      placeholder="Name"
      read={(wanted) => listServices(viewer, wanted, issuer)}
      table={ServiceTable}
      whenNone={
        <Empty icon={Bot} title="There are no services">
          A program that works for the organization, and not for one person, is a service: add it, give it the roles it
          needs, and make it a token.
        </Empty>
      }
    />
  );
}
