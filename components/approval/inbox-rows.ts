import type { ApprovalItem } from "@/lib/views/approvals";
import type { Outcome } from "./decisions";

const plain = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase("en");

/** Whether an item is found by what was typed: every word in the names or the justification; accents do not matter. */
export function matches(item: ApprovalItem, search: string): boolean {
  const words = plain(search).split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const { target, requestor, packageName, justification } = item;
  const text = plain(
    [target.displayName, target.department, target.jobTitle, requestor.displayName, packageName, justification]
      .filter(Boolean)
      .join(" "),
  );
  return words.every((word) => text.includes(word));
}

/**
 * What was refused and waits for the reader no more, back in its place until it is put away. Not the request that is
 * open: its page says the same.
 */
export function withRefused(
  rows: readonly ApprovalItem[],
  refused: ReadonlyMap<string, Outcome>,
  openId: string | undefined,
): readonly ApprovalItem[] {
  const listed = new Set(rows.map((row) => row.requestId));
  const gone = [...refused.values()]
    .map((each) => each.item)
    .filter((item) => !listed.has(item.requestId) && item.requestId !== openId);
  if (gone.length === 0) return rows;
  return [...rows, ...gone].toSorted((a, b) => a.decideBy.getTime() - b.decideBy.getTime());
}
