import type { TimelineEntry } from "@/lib/views/requests";

/** Facts that are told together: the roles of one delivery, the attempts at one role. */
export type FactGroup = { readonly first: TimelineEntry; readonly entries: readonly TimelineEntry[] };

const toldTogether: readonly TimelineEntry["kind"][] = [
  "roleGranted",
  "roleRevoked",
  "roleKept",
  "attributeWritten",
  "attributeCleared",
];

/** A role's facts are told together while they are of one kind; failures only of the same role. */
function belongsTo(group: FactGroup, entry: TimelineEntry): boolean {
  if (group.first.kind !== entry.kind) return false;
  if (entry.kind === "roleFailed") return group.first.role === entry.role;
  return toldTogether.includes(entry.kind);
}

/** The end of a request that its last stage has told already. */
const isToldByStage = (entry: TimelineEntry): boolean =>
  entry.kind === "requestDenied" && (entry.subStatus === "deniedByApprover" || entry.subStatus === "timedOut");

/** The facts of a timeline as they are told, in order. */
export function groupFacts(entries: readonly TimelineEntry[]): FactGroup[] {
  const groups: FactGroup[] = [];
  for (const entry of entries) {
    if (isToldByStage(entry)) continue;
    const last = groups.at(-1);
    if (last && belongsTo(last, entry)) groups[groups.length - 1] = { ...last, entries: [...last.entries, entry] };
    else groups.push({ first: entry, entries: [entry] });
  }
  return groups;
}
