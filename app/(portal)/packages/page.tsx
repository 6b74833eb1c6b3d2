import type { Metadata, Route } from "next";
import { Suspense } from "react";
import { ForWhom } from "@/components/package/for-whom";
import { PageHeader } from "@/components/ui/page-header";
import { SearchForm } from "@/components/ui/search-form";
import { Bar, RowsSkeleton } from "@/components/ui/skeletons";
import { TabLinks } from "@/components/ui/tab-links";
import { requireViewer } from "@/lib/auth/viewer";
import { findTarget, getTargetChoice } from "@/lib/queries/targets";
import { ActiveTab } from "./active-tab";
import { AvailableTab } from "./available-tab";
import { ExpiredTab } from "./expired-tab";
import { packageTabs, type TabQuery, tabHref } from "./tab-query";
import { wantedFor } from "./wanted-for";

export const metadata: Metadata = { title: "Access packages" };

const tabs = {
  available: { label: "Available", search: "Search by name, description or resource", view: AvailableTab },
  active: { label: "Active", search: "Search what you hold", view: ActiveTab },
  expired: { label: "Expired", search: "Search what you held", view: ExpiredTab },
} as const;

export default function PackagesPage({ searchParams }: PageProps<"/packages">) {
  return (
    <>
      <PageHeader
        title="Access packages"
        description="Bundles of access you can ask for, what you hold and what you held."
      />
      <Suspense fallback={<Waiting />}>
        <Tabs searchParams={searchParams} />
      </Suspense>
    </>
  );
}

async function Tabs({ searchParams }: Pick<PageProps<"/packages">, "searchParams">) {
  const parameters = await searchParams;
  const text = (name: string) => {
    const value = parameters[name];
    return typeof value === "string" && value.trim() !== "" ? value : undefined;
  };
  const tab = packageTabs.find((each) => each === text("tab")) ?? "available";
  const query: TabQuery = {
    q: text("q"),
    cursor: text("cursor"),
    for: tab === "available" ? wantedFor(parameters.for) : undefined,
  };
  const { label, search, view: View } = tabs[tab];
  return (
    <>
      <TabLinks
        label="Access packages"
        items={packageTabs.map((each) => ({ href: tabHref(each), label: tabs[each].label }))}
        current={tabHref(tab)}
      />
      {tab === "available" && (
        <Suspense>
          <ForSomebody query={query} />
        </Suspense>
      )}
      <div className="mb-4">
        <SearchForm
          action={"/packages" as Route}
          label={search}
          placeholder={search}
          defaultValue={query.q}
          keep={{ tab, for: query.for }}
        />
      </div>
      <Suspense
        key={`${tab}|${query.q}|${query.cursor}|${query.for}`}
        fallback={<RowsSkeleton label={`Loading ${label}`} />}
      >
        <View {...query} />
      </Suspense>
    </>
  );
}

/** WHO-8: for whom the list is, and the way to somebody else's. */
async function ForSomebody({ query }: { query: TabQuery }) {
  const viewer = await requireViewer();
  const [target, choice] = await Promise.all([
    query.for === undefined || query.for === viewer.personId ? null : findTarget(viewer, query.for),
    getTargetChoice(viewer),
  ]);
  return <ForWhom key={target?.id} target={target} choice={choice} path={tabHref("available", { q: query.q })} />;
}

function Waiting() {
  return (
    <>
      <div className="mb-5 flex h-11 items-center gap-6 border-b border-separator px-3">
        <Bar className="h-4 w-16" />
        <Bar className="h-4 w-12" />
        <Bar className="h-4 w-14" />
      </div>
      <Bar className="mb-4 h-10 w-full rounded-xl sm:max-w-sm" />
      <RowsSkeleton />
    </>
  );
}
