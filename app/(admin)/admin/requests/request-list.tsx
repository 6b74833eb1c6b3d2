import { CircleCheck, Send } from "lucide-react";
import { CancelRows, DeleteRows, DeliverRows } from "@/components/admin/change-rows";
import { ListFilterForm } from "@/components/admin/list-filter-form";
import { ListPager } from "@/components/admin/list-pager";
import { NoCatalogs } from "@/components/admin/no-catalogs";
import { NothingFound } from "@/components/admin/nothing-found";
import { AdminRequestTable, requestLabel } from "@/components/admin/request-table";
import { requestStateFilters } from "@/components/admin/state-filters";
import { Empty } from "@/components/ui/empty";
import { FilterLinks } from "@/components/ui/filter-links";
import { SearchForm } from "@/components/ui/search-form";
import { catalogsFor, mayIn } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/viewer";
import { requestTypeLabel } from "@/lib/engine/request/labels";
import { requestTypes } from "@/lib/engine/request/states";
import { namesInFilter } from "@/lib/queries/admin/list-filter";
import {
  countAdminRequests,
  listAdminRequests,
  listChangeableRequests,
  requestFilterOf,
} from "@/lib/queries/admin/requests";
import { currentReading } from "@/lib/queries/reading";
import type { AdminRequestRow } from "@/lib/views/admin";
import { address, type SearchParams } from "../address";
import { listAddress, nameFields, sortBy } from "../list-address";
import { SelectableList } from "../selectable-list";
import { cancelRequestsAction, deleteRequestsAction, reprocessRequestsAction } from "./actions";

export type RequestListProps = {
  viewer: Viewer;
  /** The page the list stands on, and the parameters of its address that stay. */
  path: string;
  keep?: Readonly<Record<string, string>>;
  params: SearchParams;
  packageId?: string;
};

const types = requestTypes.map((value) => ({ value, label: requestTypeLabel[value] }));

/** POR-60, REQ-71: requests with search, filters, order and pages, and what can be done to many, wherever they are listed. */
export async function RequestList({ viewer, path, keep = {}, params, packageId }: RequestListProps) {
  if (catalogsFor(viewer, "viewCatalog").length === 0) return <NoCatalogs />;
  const about = packageId ? (["person", "policy"] as const) : (["person", "package", "catalog", "policy"] as const);
  const narrowing = [...about, "type", "from", "to"];
  const links = listAddress({ path, keep, params, filters: narrowing });
  const asked = links.text("state") ?? "all";
  const state = requestStateFilters.some((each) => each.value === asked) ? asked : "all";
  const reading = await currentReading();
  const filter = { ...requestFilterOf(links.text), packageId: packageId ?? null };
  const { cursor, before } = links;
  const page = await listAdminRequests(viewer, { ...filter, cursor, before }, reading);
  const count = await countAdminRequests(viewer, filter, reading);
  const canChange = (row: AdminRequestRow) => mayIn(viewer, "manageAssignments", row.catalog.id);
  const mayChange = catalogsFor(viewer, "manageAssignments").length > 0;
  return (
    <div className="flex flex-col gap-4">
      <SearchForm
        action={address(path)}
        label={packageId ? "Search requests by person" : "Search requests by person or package"}
        placeholder={packageId ? "Person" : "Person or package"}
        defaultValue={links.text("q")}
        keep={links.keepBut("q")}
      />
      <FilterLinks
        label="state"
        current={state}
        items={requestStateFilters.map(({ value, label }) => ({
          value,
          label,
          href: links.withChange({ state: value === "all" ? undefined : value }),
        }))}
      />
      <ListFilterForm
        action={address(path)}
        what="requests"
        keep={links.keepBut(...narrowing)}
        names={nameFields(links, about, await namesInFilter(viewer, reading, filter))}
        choices={[{ name: "type", label: "Kind", value: links.text("type"), options: types }]}
        days={[
          { name: "from", label: "Submitted from (UTC)", value: links.text("from") },
          { name: "to", label: "Submitted to (UTC)", value: links.text("to") },
        ]}
        count={links.used.length}
        without={links.withChange(Object.fromEntries(links.used.map((name) => [name, undefined])))}
      />
      <SelectableList
        key={links.key}
        what="requests"
        count={count}
        file={`/api/admin/requests?${links.search}${packageId ? `&packageId=${packageId}` : ""}`}
        links={links}
        rows={page.rows.filter(canChange).map((row) => ({ id: row.id, label: requestLabel(row) }))}
        readAll={mayChange ? () => listChangeableRequests(viewer, filter, reading) : null}
        actions={
          <>
            <CancelRows action={cancelRequestsAction} />
            <DeliverRows action={reprocessRequestsAction} />
            <DeleteRows action={deleteRequestsAction} />
          </>
        }
      >
        <AdminRequestTable
          rows={page.rows}
          showsPackage={packageId === undefined}
          canSelect={mayChange ? canChange : undefined}
          sort={sortBy(links, ["person", "submitted"], filter.sort ?? "-submitted")}
          empty={
            <NoRequests state={state} search={links.text("q")} isNarrowed={links.used.length > 0} all={links.whole} />
          }
          footer={
            <ListPager
              label="requests"
              first={cursor || before ? links.withChange({}) : undefined}
              previous={page.previous ? links.withChange({ before: page.previous }) : undefined}
              next={page.next ? links.withChange({ cursor: page.next }) : undefined}
            />
          }
        />
      </SelectableList>
    </div>
  );
}

type NoRequestsProps = {
  state: string;
  search: string | undefined;
  isNarrowed: boolean;
  all: ReturnType<typeof address>;
};

function NoRequests({ state, search, isNarrowed, all }: NoRequestsProps) {
  if (search || isNarrowed) return <NothingFound what="requests" search={search} all={all} isNarrowed={isNarrowed} />;
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
