import { CircleCheck, KeyRound } from "lucide-react";
import { AssignmentTable, assignmentLabel } from "@/components/admin/assignment-table";
import { DeliverRows, RemoveRows } from "@/components/admin/change-rows";
import { ListFilterForm } from "@/components/admin/list-filter-form";
import { ListPager } from "@/components/admin/list-pager";
import { NoCatalogs } from "@/components/admin/no-catalogs";
import { NothingFound } from "@/components/admin/nothing-found";
import { assignmentStateFilters } from "@/components/admin/state-filters";
import { Empty } from "@/components/ui/empty";
import { FilterLinks } from "@/components/ui/filter-links";
import { SearchForm } from "@/components/ui/search-form";
import { catalogsFor, mayIn } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/viewer";
import {
  assignmentFilterOf,
  countAssignments,
  listAssignments,
  listChangeableAssignments,
} from "@/lib/queries/admin/assignments";
import { namesInFilter } from "@/lib/queries/admin/list-filter";
import { currentReading } from "@/lib/queries/reading";
import type { AdminAssignmentRow } from "@/lib/views/admin";
import { address, type SearchParams } from "../address";
import { listAddress, nameFields, sortBy } from "../list-address";
import { SelectableList } from "../selectable-list";
import { deliverAgainAction, removeAssignmentsAction } from "./actions";

export type AssignmentListProps = {
  viewer: Viewer;
  /** The page the list stands on, and the parameters of its address that stay. */
  path: string;
  keep?: Readonly<Record<string, string>>;
  params: SearchParams;
  packageId?: string;
};

const endings = [7, 14, 30, 90].map((days) => ({ value: String(days), label: `Within ${days} days` }));

/** POR-61: assignments with search, filters, order and pages, and what can be done to many, wherever they are listed. */
export async function AssignmentList({ viewer, path, keep = {}, params, packageId }: AssignmentListProps) {
  if (catalogsFor(viewer, "viewCatalog").length === 0) return <NoCatalogs />;
  const about = packageId ? (["person", "policy"] as const) : (["person", "package", "catalog", "policy"] as const);
  const links = listAddress({ path, keep, params, filters: [...about, "ends"] });
  const reading = await currentReading();
  const filter = { ...assignmentFilterOf(links.text), packageId: packageId ?? null };
  const { cursor, before } = links;
  const page = await listAssignments(viewer, { ...filter, cursor, before }, reading);
  const count = await countAssignments(viewer, filter, reading);
  const state = filter.state ?? "active";
  const canChange = (row: AdminAssignmentRow) => mayIn(viewer, "manageAssignments", row.catalog.id);
  const mayChange = catalogsFor(viewer, "manageAssignments").length > 0;
  return (
    <div className="flex flex-col gap-4">
      <SearchForm
        action={address(path)}
        label={packageId ? "Search assignments by person" : "Search assignments by person or package"}
        placeholder={packageId ? "Person" : "Person or package"}
        defaultValue={links.text("q")}
        keep={links.keepBut("q")}
      />
      <FilterLinks
        label="state"
        current={state}
        items={assignmentStateFilters.map(({ value, label }) => ({
          value,
          label,
          href: links.withChange({ state: value === "active" ? undefined : value }),
        }))}
      />
      <ListFilterForm
        action={address(path)}
        what="assignments"
        keep={links.keepBut(...about, "ends")}
        names={nameFields(links, about, await namesInFilter(viewer, reading, filter))}
        choices={[{ name: "ends", label: "Ends", value: links.text("ends"), options: endings }]}
        count={links.used.length}
        without={links.withChange(Object.fromEntries(links.used.map((name) => [name, undefined])))}
      />
      <SelectableList
        key={links.key}
        what="assignments"
        count={count}
        file={`/api/admin/assignments?${links.search}${packageId ? `&packageId=${packageId}` : ""}`}
        links={links}
        rows={page.rows.filter(canChange).map((row) => ({ id: row.id, label: assignmentLabel(row) }))}
        readAll={mayChange ? () => listChangeableAssignments(viewer, filter, reading) : null}
        actions={
          <>
            <RemoveRows action={removeAssignmentsAction} />
            <DeliverRows action={deliverAgainAction} />
          </>
        }
      >
        <AssignmentTable
          rows={page.rows}
          {...(packageId ? { of: "package" as const } : {})}
          canSelect={mayChange ? canChange : undefined}
          sort={sortBy(links, ["person", "start", "end"], filter.sort ?? "-start")}
          empty={
            <NoAssignments
              state={state}
              search={links.text("q")}
              isNarrowed={links.used.length > 0}
              all={address(path, { ...keep, state: "all" })}
            />
          }
          footer={
            <ListPager
              label="assignments"
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

type NoAssignmentsProps = {
  state: string;
  search: string | undefined;
  isNarrowed: boolean;
  all: ReturnType<typeof address>;
};

function NoAssignments({ state, search, isNarrowed, all }: NoAssignmentsProps) {
  if (search || isNarrowed)
    return <NothingFound what="assignments" search={search} all={all} isNarrowed={isNarrowed} />;
  if (state === "problems") {
    return (
      <Empty icon={CircleCheck} title="Everything that was granted has arrived">
        Access whose roles could not be delivered appears here, role by role with the reason.
      </Empty>
    );
  }
  if (state !== "all" && state !== "active") return <NothingFound what="assignments" all={all} />;
  return (
    <Empty icon={KeyRound} title={state === "active" ? "Nobody holds this now" : "Nobody has held this yet"}>
      An assignment is made when a request has been approved and its roles are delivered.
    </Empty>
  );
}
