import { ArrowLeftRight, ArrowRight, Package, UsersRound } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { NamedLink } from "@/components/admin/named-link";
import type { ActionFormProps } from "@/components/ui/action-form";
import type { CounterpartKind, DutiesEntry, DutiesView } from "@/lib/views/separation-of-duties";
import { pairHref } from "./pair-href";
import { RemoveEntry } from "./remove-entry";

export type DutiesListProps = {
  of: DutiesView;
  kind: CounterpartKind;
  entries: readonly DutiesEntry[];
  none?: string;
  /** Takes an entry off the list; nothing for the list of others. */
  allow?: ActionFormProps["action"];
};

/** One list of a package: what is on it, how many people hold both, and what can be done about it. */
export function DutiesList({ of, kind, entries, none = "None.", allow }: DutiesListProps) {
  if (entries.length === 0) return none ? <p className="text-sm text-muted">{none}</p> : null;
  const Icon = kind === "package" ? Package : UsersRound;
  const path = kind === "package" ? "/admin/packages" : "/admin/groups";
  return (
    <ul className="-my-2 flex flex-col divide-y divide-separator text-sm">
      {entries.map((entry) => (
        <li key={entry.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2">
          <span className="flex min-w-0 grow basis-60 items-center gap-2.5">
            <Icon aria-hidden className="size-4 shrink-0 text-muted" strokeWidth={1.75} />
            <span className="min-w-0">
              <NamedLink href={`${path}/${entry.id}` as Route} canOpen={entry.canOpen}>
                {entry.displayName}
              </NamedLink>
              {kind === "package" && (
                <span className="block text-xs leading-5 text-muted">
                  {entry.catalogName ?? "In a catalog you have no role in"}
                </span>
              )}
            </span>
          </span>
          {kind === "package" && entry.canOpen && <Direction isMutual={entry.isMutual} />}
          <HoldersOfBoth of={of} kind={kind} entry={entry} />
          {allow && of.mayConfigure && <RemoveEntry of={of} kind={kind} entry={entry} allow={allow} />}
        </li>
      ))}
    </ul>
  );
}

/** SDA-4: whether the other way round it is blocked too. */
function Direction({ isMutual }: { isMutual: boolean }) {
  const Icon = isMutual ? ArrowLeftRight : ArrowRight;
  return (
    <span className="inline-flex items-center gap-1 text-xs whitespace-nowrap text-muted">
      <Icon aria-hidden className="size-3.5" /> {isMutual ? "both ways" : "this way only"}
    </span>
  );
}

type HoldersProps = { of: DutiesView; kind: CounterpartKind; entry: DutiesEntry };

/** SOD-30: the number of people who hold both; it leads to them. */
function HoldersOfBoth({ of, kind, entry: { id, holdersOfBoth: count } }: HoldersProps) {
  if (count === null) return null;
  const what = kind === "package" ? (count === 1 ? "holds both" : "hold both") : count === 1 ? "is in it" : "are in it";
  if (count === 0)
    return <span className="text-muted">{kind === "package" ? "Nobody holds both" : "No holder is in it"}</span>;
  return (
    <Link href={pairHref(of.id, { kind, id })} className="text-link whitespace-nowrap tabular-nums">
      {count} {kind === "package" ? (count === 1 ? "person" : "people") : count === 1 ? "holder" : "holders"} {what}
    </Link>
  );
}
