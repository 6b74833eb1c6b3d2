import type { Route } from "next";
import Link from "next/link";
import { Pager } from "@/components/ui/data-table";

export type ListPagerProps = {
  /** What is paged, for screen readers. */
  label: string;
  /** The list from its beginning; only on later pages. */
  first?: Route | undefined;
  /** The page before; only in lists that are walked both ways. */
  previous?: Route | undefined;
  next?: Route | undefined;
};

/** Forward by cursor, back where the list can, and to the beginning. */
export function ListPager({ label, first, previous, next }: ListPagerProps) {
  return (
    <Pager
      label={label}
      previous={previous}
      next={next}
      summary={
        first && (
          <Link href={first} className="text-link">
            Back to the beginning
          </Link>
        )
      }
    />
  );
}
