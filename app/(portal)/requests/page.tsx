import { Send } from "lucide-react";
import type { Metadata, Route } from "next";
import Link from "next/link";
import { Suspense } from "react";
import { RequestTable } from "@/components/request/request-table";
import { buttonClass } from "@/components/ui/button-class";
import { Pager } from "@/components/ui/data-table";
import { Empty } from "@/components/ui/empty";
import { FilterLinks } from "@/components/ui/filter-links";
import { PageHeader } from "@/components/ui/page-header";
import { RowsSkeleton } from "@/components/ui/skeletons";
import { TabLinks } from "@/components/ui/tab-links";
import { requireViewer } from "@/lib/auth/viewer";
import {
  hasAskedForOthers,
  listRequests,
  type RequestFilter,
  type RequestPart,
  requestFilters,
  requestParts,
} from "@/lib/queries/requests";

export const metadata: Metadata = { title: "Requests" };

type Props = PageProps<"/requests">;

type Shown = { filter: RequestFilter; part: RequestPart };

const addressOf = ({ filter, part }: Shown, cursor?: string): Route => {
  const query = new URLSearchParams({
    ...(filter === "all" ? {} : { filter }),
    ...(part === "all" ? {} : { part }),
    ...(cursor === undefined ? {} : { cursor }),
  });
  return (query.size === 0 ? "/requests" : `/requests?${query}`) as Route;
};

export default function RequestsPage({ searchParams }: Props) {
  return (
    <>
      <PageHeader
        title="Requests"
        description="What you asked for or others asked for you, and what became of it. Open a request to see who decides it and by when."
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
  const part = requestParts.find((each) => each === input.part) ?? "all";
  const shown = { filter, part };
  const cursor = typeof input.cursor === "string" ? input.cursor : null;
  const [page, hasParts] = await Promise.all([
    listRequests(viewer, { ...shown, cursor }),
    part !== "all" || hasAskedForOthers(viewer),
  ]);
  return (
    <>
      <TabLinks
        label="Requests by state"
        items={[
          { href: addressOf({ filter: "all", part }), label: "All" },
          { href: addressOf({ filter: "open", part }), label: "Open" },
          { href: addressOf({ filter: "completed", part }), label: "Completed" },
        ]}
        current={addressOf(shown)}
      />
      {hasParts && (
        <div className="mb-4">
          <FilterLinks
            label="whom they are for"
            items={requestParts.map((value) => ({
              value,
              label: parts[value],
              href: addressOf({ filter, part: value }),
            }))}
            current={part}
          />
        </div>
      )}
      <RequestTable
        rows={page.rows}
        readerId={viewer.personId}
        empty={<NoRequests shown={shown} isPastEnd={cursor !== null} />}
        footer={
          <Pager
            label="requests"
            next={page.next === null ? undefined : addressOf(shown, page.next)}
            summary={
              cursor === null ? undefined : (
                <Link href={addressOf(shown)} className="text-link">
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

/** REQ-71. */
const parts = { all: "For anybody", forMe: "For me", forOthers: "By me for others" } as const satisfies Record<
  RequestPart,
  string
>;

const nothing = {
  all: {
    title: "You have not asked for anything yet",
    text: "Find the access you need among the packages; every request and what became of it will be listed here.",
  },
  open: { title: "Nothing is waiting", text: "All your requests have been settled. The completed ones are kept." },
  completed: { title: "No request has been settled yet", text: "Requests come here once they are decided." },
} as const satisfies Record<RequestFilter, { title: string; text: string }>;

const nothingForOthers = {
  title: "None of your requests for others is here",
  text: "Where a policy lets you, you can ask for your direct reports or for colleagues: choose whom under Access packages.",
};

function NoRequests({ shown, isPastEnd }: { shown: Shown; isPastEnd: boolean }) {
  const { filter, part } = shown;
  if (isPastEnd) {
    return (
      <Empty
        icon={Send}
        title="There are no older requests"
        action={
          <Link href={addressOf(shown)} className={buttonClass({ variant: "primary" })}>
            Back to the newest
          </Link>
        }
      >
        This is the end of the list.
      </Empty>
    );
  }
  const { title, text } = part === "forOthers" ? nothingForOthers : nothing[filter];
  return (
    <Empty
      icon={Send}
      title={title}
      action={
        <>
          <Link href="/packages" className={buttonClass({ variant: "primary" })}>
            Browse access packages
          </Link>
          {(filter !== "all" || part !== "all") && (
            <Link href={addressOf({ filter: "all", part: "all" })} className={buttonClass({ variant: "outline" })}>
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
