import Link from "next/link";
import { Pager } from "@/components/ui/data-table";
import { type PackageTab, type TabQuery, tabHref } from "./tab-query";

export type TabPagerProps = TabQuery & { tab: PackageTab; next: string | null; label: string };

/** On to the next page of a tab, and back to its beginning. */
export function TabPager({ tab, q, cursor, for: targetId, next, label }: TabPagerProps) {
  return (
    <Pager
      label={label}
      next={next ? tabHref(tab, { q, cursor: next, for: targetId }) : undefined}
      summary={
        cursor && (
          <Link href={tabHref(tab, { q, for: targetId })} className="text-link">
            Back to the beginning
          </Link>
        )
      }
    />
  );
}
