import type { Metadata, Route } from "next";
import { Suspense } from "react";
import { PageHeader } from "@/components/ui/page-header";
import { SearchForm } from "@/components/ui/search-form";
import { Bar, RowsSkeleton } from "@/components/ui/skeletons";
import { TabLinks } from "@/components/ui/tab-links";
import { ActiveTab } from "./active-tab";
import { AvailableTab } from "./available-tab";
import { ExpiredTab } from "./expired-tab";
import { packageTabs, type TabQuery, tabHref } from "./tab-query";

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
  const query: TabQuery = { q: text("q"), cursor: text("cursor") };
  const { label, search, view: View } = tabs[tab];
  return (
    <>
      <TabLinks
        label="Access packages"
        items={packageTabs.map((each) => ({ href: tabHref(each), label: tabs[each].label }))}
        current={tabHref(tab)}
      />
      <div className="mb-4">
        <SearchForm
          action={"/packages" as Route}
          label={search}
          placeholder={search}
          defaultValue={query.q}
          keep={{ tab }}
        />
      </div>
      <Suspense key={`${tab}|${query.q}|${query.cursor}`} fallback={<RowsSkeleton label={`Loading ${label}`} />}>
        <View {...query} />
      </Suspense>
    </>
  );
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
