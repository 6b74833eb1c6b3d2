import { CircleCheck, KeyRound } from "lucide-react";
import { AssignmentTable } from "@/components/admin/assignment-table";
import { ListPager } from "@/components/admin/list-pager";
import { NoCatalogs } from "@/components/admin/no-catalogs";
import { NothingFound } from "@/components/admin/nothing-found";
import { assignmentStateFilters } from "@/components/admin/state-filters";
import { Empty } from "@/components/ui/empty";
import { FilterLinks } from "@/components/ui/filter-links";
import { SearchForm } from "@/components/ui/search-form";
import { catalogsFor } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/viewer";
import { isAssignmentFilterState, listAssignments } from "@/lib/queries/admin/assignments";
import { address, type SearchParams, textOf } from "../address";

export type AssignmentListProps = {
  viewer: Viewer;
  /** The page the list stands on, and the parameters of its address that stay. */
  path: string;
  keep?: Readonly<Record<string, string>>;
  params: SearchParams;
  packageId?: string;
};

/** POR-61: assignments with search, filter and pages, wherever administrators meet them. */
export async function AssignmentList({ viewer, path, keep = {}, params, packageId }: AssignmentListProps) {
  if (catalogsFor(viewer, "viewCatalog").length === 0) return <NoCatalogs />;
  const asked = textOf(params, "state") ?? "active";
  const current = isAssignmentFilterState(asked) ? asked : "active";
  const search = textOf(params, "q");
  const cursor = textOf(params, "cursor");
  const page = await listAssignments(viewer, {
    packageId: packageId ?? null,
    state: current,
    search: search ?? null,
    cursor: cursor ?? null,
  });
  const state = current === "active" ? undefined : current;
  const here = { ...keep, q: search, state };
  return (
    <div className="flex flex-col gap-4">
      <SearchForm
        action={address(path)}
        label={packageId ? "Search assignments by person" : "Search assignments by person or package"}
        placeholder={packageId ? "Person" : "Person or package"}
        defaultValue={search}
        keep={{ ...keep, state }}
      />
      <FilterLinks
        label="state"
        current={current}
        items={assignmentStateFilters.map(({ value, label }) => ({
          value,
          label,
          href: address(path, { ...here, state: value === "active" ? undefined : value }),
        }))}
      />
      <AssignmentTable
        rows={page.rows}
        {...(packageId ? { of: "package" as const } : {})}
        empty={<NoAssignments state={current} search={search} all={address(path, { ...keep, state: "all" })} />}
        footer={
          <ListPager
            label="assignments"
            first={cursor ? address(path, here) : undefined}
            next={page.next ? address(path, { ...here, cursor: page.next }) : undefined}
          />
        }
      />
    </div>
  );
}

type NoAssignmentsProps = { state: string; search: string | undefined; all: ReturnType<typeof address> };

function NoAssignments({ state, search, all }: NoAssignmentsProps) {
  if (search) return <NothingFound what="assignments" search={search} all={all} />;
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
