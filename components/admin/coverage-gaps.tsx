import { Minus } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { PeopleNames } from "@/components/person/people-names";
import { plural } from "@/components/policy/policy-words";
import { StateChip } from "@/components/ui/state-chip";
import type { AbsenceView, GapView, PackageGapsView } from "@/lib/views/coverage";
import { Absence } from "./coverage-absence";
import { consequenceText, gapLabel, gapTone, stageText } from "./coverage-words";

export type CoverageGapsProps = {
  packages: readonly PackageGapsView[];
  /** Whether the reader may open people and groups. */
  canOpen: boolean;
  /** The gaps are those somebody's leaving would open. */
  isSupposed?: boolean;
  /** Heading level of a package in the page's outline. */
  level?: 2 | 3;
};

/** APP-32: packages with the stages in which somebody's request finds nobody, policy by policy. */
export function CoverageGaps({ packages, canOpen, isSupposed = false, level = 2 }: CoverageGapsProps) {
  const Heading = `h${level}` as const;
  return (
    <ul className="flex flex-col gap-4">
      {packages.map((each) => (
        <li key={each.id} className="card card--default min-w-0 gap-0 p-0">
          <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 px-5 pt-4 pb-3">
            <Heading className="text-base leading-6 font-semibold tracking-tight">
              <Link href={`/admin/packages/${each.id}` as Route} className="text-link">
                {each.displayName}
              </Link>
            </Heading>
            <span className="text-sm text-muted">{each.catalog.displayName}</span>
          </div>
          <ul className="divide-y divide-separator border-t border-separator">
            {each.policies.flatMap((policy) =>
              policy.gaps.map((gap, index) => (
                // Gaps of one stage are told apart by nothing but their place.
                // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes while it is shown
                <li key={`${policy.id} ${index}`} className="px-5 py-4">
                  <GapRow
                    gap={gap}
                    policyName={policy.displayName}
                    policyHref={`/admin/packages/${each.id}?tab=policies#policy-${policy.id}` as Route}
                    canOpen={canOpen}
                    isSupposed={isSupposed}
                  />
                </li>
              )),
            )}
          </ul>
        </li>
      ))}
    </ul>
  );
}

type GapRowProps = { gap: GapView; policyName: string; policyHref: Route; canOpen: boolean; isSupposed: boolean };

function GapRow({ gap, policyName, policyHref, canOpen, isSupposed }: GapRowProps) {
  const count = gap.affected.people.length + gap.affected.more;
  return (
    <div className="grid gap-x-8 gap-y-3 text-sm lg:grid-cols-[minmax(0,1fr)_22rem]">
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <StateChip tone={gapTone[gap.kind]}>{gapLabel[gap.kind]}</StateChip>
          <p className="min-w-0">
            <span className="font-medium">{stageText(gap.stage, gap.stageCount)}</span>
            <span className="text-muted"> under </span>
            <Link href={policyHref} className="text-link">
              {policyName}
            </Link>
          </p>
        </div>
        <Reasons gap={gap} canOpen={canOpen} isSupposed={isSupposed} />
        <p className="mt-1.5 leading-5 text-pretty text-muted">{consequenceText(gap)}</p>
      </div>
      <div className="min-w-0">
        <p className="mb-1.5 text-xs leading-6 text-muted">Concerns {plural(count, "person", "people")}</p>
        <PeopleNames people={gap.affected} />
      </div>
    </div>
  );
}

type ReasonsProps = { gap: GapView; canOpen: boolean; isSupposed: boolean };

/** Why there is nobody: a line for each who is asked and each who would stand in. */
function Reasons({ gap, canOpen, isSupposed }: ReasonsProps) {
  const line = (absence: AbsenceView, index: number, label?: string) => (
    // Reasons are told apart by nothing but their place.
    <li key={`${label} ${index}`} className="flex gap-2">
      <Minus aria-hidden className="mt-1 size-3 shrink-0 text-muted" />
      <span className="min-w-0 wrap-anywhere">
        {label && <span className="text-muted">{label}: </span>}
        <Absence absence={absence} canOpen={canOpen} isSupposed={isSupposed} />
      </span>
    </li>
  );
  const asked = gap.kind === "forwardingFindsNobody" ? "Alternate" : undefined;
  return (
    <ul className="mt-2.5 flex flex-col gap-1 leading-5">
      {gap.asked.map((absence, index) => line(absence, index, asked))}
      {gap.fallbacks.map((absence, index) => line(absence, index, "Fallback"))}
      {gap.fallbacks.length === 0 && (
        <li className="flex gap-2 text-muted">
          <Minus aria-hidden className="mt-1 size-3 shrink-0" />
          {asked ? "No fallback for the alternates is named" : "No fallback is named"}
        </li>
      )}
    </ul>
  );
}
