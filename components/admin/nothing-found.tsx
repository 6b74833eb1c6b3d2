import { SearchX } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { buttonClass } from "@/components/ui/button-class";
import { Empty } from "@/components/ui/empty";

export type NothingFoundProps = {
  /** What was looked for, in the plural: "packages". */
  what: string;
  search?: string | undefined;
  /** Other filters than the state are in use. */
  isNarrowed?: boolean;
  /** The list without search and filter. */
  all: Route;
};

/** A list that a search or filter left empty. */
export function NothingFound({ what, search, isNarrowed = false, all }: NothingFoundProps) {
  return (
    <Empty
      icon={SearchX}
      title={
        search
          ? `No ${what} match “${search}”`
          : isNarrowed
            ? `No ${what} match these filters`
            : `No ${what} in this state`
      }
      action={
        <Link href={all} className={buttonClass({ variant: "outline" })}>
          Show all {what}
        </Link>
      }
    >
      {search
        ? "Check the spelling, or try a part of the name."
        : isNarrowed
          ? "Take a filter away, or look at all of them."
          : "Choose another state above, or look at all of them."}
    </Empty>
  );
}
