import { and, count, eq, isNull } from "drizzle-orm";
import { accessPackages, assignmentPolicies, isPerson, people } from "@/db/schema";
import { coverageGaps, type GapKind, gapKinds, type PolicyGaps } from "@/lib/engine/coverage/gaps";
import { limits } from "@/lib/engine/limits";
import { groupsOfPolicy, loadWholeDirectory } from "@/lib/facts/coverage";
import { fromCursor, pageOf, toCursor } from "@/lib/queries/keyset";
import { currentReading, type Reading } from "@/lib/queries/reading";
import type { CoverageView } from "@/lib/views/coverage";
import { byPackage, type Covered, loadCovered, type PackageGaps, worstOf } from "./coverage-packages";
import { packageGapsViews } from "./coverage-views";
import { type Administrator, packagesOfSeenCatalogs } from "./scope";

/** Every one of them comes with its stages and the people it concerns, so a page holds few. */
const PACKAGES_SHOWN = 10;

export const isGapKind = (text: string): text is GapKind => gapKinds.some((kind) => kind === text);

const ofKind = (found: readonly PolicyGaps[], kind: GapKind | null): PolicyGaps[] =>
  found.flatMap(({ policyId, gaps }) => {
    const wanted = gaps.filter((gap) => kind === null || gap.kind === kind);
    return wanted.length === 0 ? [] : [{ policyId, gaps: wanted }];
  });

/** Packages with the worst gaps first, else by name, from the cursor on; what it names may have no gap any more. */
function worstFirst(rows: readonly PackageGaps[], { packages }: Covered, text: string | null | undefined) {
  const places = new Map<string, number>(packages.map((each, place) => [each.id, place]));
  const kinds: readonly string[] = gapKinds;
  const orderOf = (kind: string, id: string) => kinds.indexOf(kind) * packages.length + (places.get(id) ?? 0);
  const cursor = fromCursor(text);
  const end = cursor ? orderOf(...cursor) : -1;
  return rows
    .map((row) => ({ row, order: orderOf(worstOf(row), row.package.id) }))
    .filter(({ order }) => order > end)
    .sort((a, b) => a.order - b.order)
    .map(({ row }) => row);
}

/**
 * Whether what the viewer sees is too much to be looked at in one go: every policy is thought through for everybody, which
 * takes minutes with tens of thousands of policies.
 */
export async function isCoverageTooLarge(
  viewer: Administrator,
  reading?: Reading,
  most: number = limits.coverageChecksMax,
): Promise<boolean> {
  const { db } = reading ?? (await currentReading());
  const [seen] = await db
    .select({ policies: count() })
    .from(assignmentPolicies)
    .innerJoin(accessPackages, eq(accessPackages.id, assignmentPolicies.packageId))
    .where(
      and(packagesOfSeenCatalogs(viewer), isNull(accessPackages.deletedAt), eq(assignmentPolicies.isEnabled, true)),
    );
  return (seen?.policies ?? 0) * (await db.$count(people, isPerson)) > most;
}

/**
 * APP-32: every stage in which somebody's request would find nobody, in the packages of the catalogs the viewer sees,
 * the worst first, a page of packages at a time.
 */
export async function getCoverage(
  viewer: Administrator,
  filter: { readonly kind?: GapKind | null; readonly cursor?: string | null } = {},
  reading?: Reading,
): Promise<CoverageView> {
  const now = reading ?? (await currentReading());
  const covered = await loadCovered(now, viewer);
  const policies = [...covered.policies.values()];
  const directory = await loadWholeDirectory(now.db, policies.flatMap(groupsOfPolicy));
  const found = coverageGaps(policies, directory);
  const all = found.flatMap((each) => each.gaps);
  const countOf = (kind: GapKind) => all.filter((gap) => gap.kind === kind).length;
  const rows = worstFirst(byPackage(covered, ofKind(found, filter.kind ?? null)), covered, filter.cursor);
  const page = pageOf(rows, (row) => toCursor(worstOf(row), row.package.id), PACKAGES_SHOWN);
  return {
    next: page.next,
    rows: await packageGapsViews(now.db, page.rows, covered.policies, directory),
    counts: {
      nobody: countOf("nobody"),
      nobodyUntilForwarded: countOf("nobodyUntilForwarded"),
      forwardingFindsNobody: countOf("forwardingFindsNobody"),
    },
  };
}
