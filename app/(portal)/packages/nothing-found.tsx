import { SearchX } from "lucide-react";
import Link from "next/link";
import { buttonClass } from "@/components/ui/button-class";
import { Empty } from "@/components/ui/empty";
import { type PackageTab, tabHref } from "./tab-query";

export type NothingFoundProps = { tab: PackageTab; q: string; children: string };

/** A search without a result: what was searched, and the way back to the whole list. */
export function NothingFound({ tab, q, children }: NothingFoundProps) {
  return (
    <Empty
      icon={SearchX}
      title={`Nothing matches “${q}”`}
      action={
        <Link href={tabHref(tab)} className={buttonClass({ variant: "outline" })}>
          Clear the search
        </Link>
      }
    >
      {children}
    </Empty>
  );
}
