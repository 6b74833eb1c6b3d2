import { CircleCheck, Send } from "lucide-react";
import { ListPager } from "@/components/admin/list-pager";
import { NoCatalogs } from "@/components/admin/no-catalogs";
import { NothingFound } from "@/components/admin/nothing-found";
import { AdminRequestTable } from "@/components/admin/request-table";
import { requestStateFilters } from "@/components/admin/state-filters";
import { Empty } from "@/components/ui/empty";
import { FilterLinks } from "@/components/ui/filter-links";
import { catalogsFor } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/viewer";
import { isRequestState, listAdminRequests } from "@/lib/queries/admin/requests";
import { address, type SearchParams, textOf } from "../address";

export type RequestListProps = {
  viewer: Viewer;
  /** The page the list stands on, and the parameters of its address that stay. */
  path: string;
  keep?: Readonly<Record<string, string>>;
  params: SearchParams;
  packageId?: string;
};

/** Requests with their filter and pages, wherever administrators meet them. */
export async function RequestList({ viewer, path, keep = {}, params, packageId }: RequestListProps) {
  if (catalogsFor(viewer, "viewCatalog").length === 0) return <NoCatalogs />;
  const asked = textOf(params, "state") ?? "all";
  const current = requestStateFilters.some((filter) => filter.value === asked) ? asked : "all";
  const cursor = textOf(params, "cursor");
  const page = await listAdminRequests(viewer, {
    packageId: packageId ?? null,
    state: isRequestState(current) ? current : null,
    stuck: current === "stuck",
    cursor: cursor ?? null,
  });
  const state = current === "all" ? undefined : current;
  const whole = address(path, keep);
  return (
    <div className="flex flex-col gap-4">
      <FilterLinks
        label="state"
        current={current}
        items={requestStateFilters.map(({ value, label }) => ({
          value,
          label,
          href: address(path, { ...keep, state: value === "all" ? undefined : value }),
        }))}
      />
      <AdminRequestTable
        rows={page.rows}
        showsPackage={packageId === undefined}
        empty={<NoRequests state={current} all={whole} />}
        footer={
          <ListPager
            label="requests"
            first={cursor ? address(path, { ...keep, state }) : undefined}
            next={page.next ? address(path, { ...keep, state, cursor: page.next }) : undefined}
          />
        }
      />
    </div>
  );
}

function NoRequests({ state, all }: { state: string; all: ReturnType<typeof address> }) {
  if (state === "stuck") {
    return (
      <Empty icon={CircleCheck} title="Every waiting request has somebody who can decide">
        A request appears here when all approvers of its stage are gone or are parties to it.
      </Empty>
    );
  }
  if (state !== "all") return <NothingFound what="requests" all={all} />;
  return (
    <Empty icon={Send} title="Nobody has asked for anything yet">
      Requests appear here as soon as somebody asks for a package.
    </Empty>
  );
}
