import type { Route } from "next";
import Link from "next/link";
import { Pager } from "@/components/ui/data-table";

export type ListPagerProps = {
  /** What is paged, for screen readers. */
  label: string;
  /** The list from its beginning; only on later pages. */
  first?: Route | undefined;
  next?: Route | undefined;
};

/** Forward by cursor and back to the beginning. */
export function ListPager({ label, first, next }: ListPagerProps) {
  return (
    <Pager
      label={label}
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
