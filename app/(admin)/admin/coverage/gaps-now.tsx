import { CircleCheck } from "lucide-react";
import { CoverageGaps } from "@/components/admin/coverage-gaps";
import { gapLabel } from "@/components/admin/coverage-words";
import { ListPager } from "@/components/admin/list-pager";
import { Empty } from "@/components/ui/empty";
import { FilterLinks } from "@/components/ui/filter-links";
import { may } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/viewer";
import { gapKinds } from "@/lib/engine/coverage/gaps";
import { getCoverage, isGapKind } from "@/lib/queries/admin/coverage";
import { onlyIn } from "@/lib/queries/admin/scope";
import { address, type SearchParams, textOf } from "../address";

const path = "/admin/coverage";

export type CoverageProps = {
  viewer: Viewer;
  /** The one catalog that is looked at; all of the viewer's without. */
  catalogId: string | undefined;
  params: SearchParams;
};

/** The gaps there are, by package, worst kinds first to choose from. */
export async function GapsNow({ viewer, catalogId, params }: CoverageProps) {
  const asked = textOf(params, "kind") ?? "";
  const kind = isGapKind(asked) ? asked : undefined;
  const cursor = textOf(params, "cursor");
  const view = await getCoverage(catalogId ? onlyIn(viewer, catalogId) : viewer, {
    kind: kind ?? null,
    cursor: cursor ?? null,
  });
  const total = gapKinds.reduce((sum, each) => sum + view.counts[each], 0);
  if (total === 0) {
    return (
      <Empty icon={CircleCheck} title="Every stage has somebody who can decide">
        A stage appears here as soon as somebody’s request would find nobody in it: an empty group, a missing manager
        without a fallback, accounts that are disabled, or nobody but the person who asks.
      </Empty>
    );
  }
  return (
    <div className="flex flex-col gap-4">
      <FilterLinks
        label="kind"
        current={kind ?? "all"}
        items={[
          { value: "all", label: `All (${total})`, href: address(path, { catalog: catalogId }) },
          ...gapKinds.map((each) => ({
            value: each,
            label: `${gapLabel[each]} (${view.counts[each]})`,
            href: address(path, { kind: each, catalog: catalogId }),
          })),
        ]}
      />
      {view.rows.length === 0 ? (
        <Empty icon={CircleCheck} title="No gaps of this kind">
          Choose another kind above, or look at all of them.
        </Empty>
      ) : (
        <CoverageGaps packages={view.rows} canOpen={may(viewer, "viewEverything")} />
      )}
      <ListPager
        label="packages with gaps"
        first={cursor ? address(path, { kind, catalog: catalogId }) : undefined}
        next={view.next ? address(path, { kind, catalog: catalogId, cursor: view.next }) : undefined}
      />
    </div>
  );
}
