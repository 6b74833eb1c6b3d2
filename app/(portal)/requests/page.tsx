import { Send } from "lucide-react";
import type { Metadata, Route } from "next";
import Link from "next/link";
import { Suspense } from "react";
import { RequestTable } from "@/components/request/request-table";
import { buttonClass } from "@/components/ui/button-class";
import { Pager } from "@/components/ui/data-table";
import { Empty } from "@/components/ui/empty";
import { PageHeader } from "@/components/ui/page-header";
import { RowsSkeleton } from "@/components/ui/skeletons";
import { TabLinks } from "@/components/ui/tab-links";
import { requireViewer } from "@/lib/auth/viewer";
import { listRequests, type RequestFilter, requestFilters } from "@/lib/queries/requests";

export const metadata: Metadata = { title: "Requests" };

type Props = PageProps<"/requests">;

const addressOf = (filter: RequestFilter, cursor?: string): Route => {
  const query = new URLSearchParams({
    ...(filter === "all" ? {} : { filter }),
    ...(cursor === undefined ? {} : { cursor }),
  });
  return (query.size === 0 ? "/requests" : `/requests?${query}`) as Route;
};

export default function RequestsPage({ searchParams }: Props) {
  return (
    <>
      <PageHeader
        title="Requests"
        description="What you asked for and what became of it. Open a request to see who decides it and by when."
      />
      <Suspense fallback={<RowsSkeleton label="Loading your requests" />}>
        <Requests searchParams={searchParams} />
      </Suspense>
    </>
  );
}

async function Requests({ searchParams }: Pick<Props, "searchParams">) {
  const viewer = await requireViewer();
  const input = await searchParams;
  const filter = requestFilters.find((each) => each === input.filter) ?? "all";
  const cursor = typeof input.cursor === "string" ? input.cursor : null;
  const page = await listRequests(viewer, { filter, cursor });
  return (
    <>
      <TabLinks
        label="Requests by state"
        items={[
          { href: addressOf("all"), label: "All" },
          { href: addressOf("open"), label: "Open" },
          { href: addressOf("completed"), label: "Completed" },
        ]}
        current={addressOf(filter)}
      />
      <RequestTable
        rows={page.rows}
        readerId={viewer.personId}
        empty={<NoRequests filter={filter} isPastEnd={cursor !== null} />}
        footer={
          <Pager
            label="requests"
            next={page.next === null ? undefined : addressOf(filter, page.next)}
            summary={
              cursor === null ? undefined : (
                <Link href={addressOf(filter)} className="text-link">
                  Back to the newest
                </Link>
              )
            }
          />
        }
      />
    </>
  );
}

const nothing = {
  all: {
    title: "You have not asked for anything yet",
    text: "Find the access you need among the packages; every request and what became of it will be listed here.",
  },
  open: { title: "Nothing is waiting", text: "All your requests have been settled. The completed ones are kept." },
  completed: { title: "No request has been settled yet", text: "Requests come here once they are decided." },
} as const satisfies Record<RequestFilter, { title: string; text: string }>;

function NoRequests({ filter, isPastEnd }: { filter: RequestFilter; isPastEnd: boolean }) {
  if (isPastEnd) {
    return (
      <Empty
        icon={Send}
        title="There are no older requests"
        action={
          <Link href={addressOf(filter)} className={buttonClass({ variant: "primary" })}>
            Back to the newest
          </Link>
        }
      >
        This is the end of the list.
      </Empty>
    );
  }
  const { title, text } = nothing[filter];
  return (
    <Empty
      icon={Send}
      title={title}
      action={
        <>
          <Link href="/packages" className={buttonClass({ variant: "primary" })}>
            Browse access packages
          </Link>
          {filter !== "all" && (
            <Link href={addressOf("all")} className={buttonClass({ variant: "outline" })}>
              All requests
            </Link>
          )}
        </>
      }
    >
      {text}
    </Empty>
  );
}
