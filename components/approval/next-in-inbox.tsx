"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { ArrowRight } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { buttonClass } from "@/components/ui/button-class";
import { approvalsQuery } from "@/lib/client/approvals.query";

/** After one request the next: a link to what is due soonest, or that nothing is left. */
export function NextInInbox({ requestId }: { requestId: string }) {
  const { data } = useInfiniteQuery(approvalsQuery());
  const rows = data?.pages.flatMap((page) => page.rows) ?? [];
  const next = rows.find((row) => row.requestId !== requestId);
  if (!data) return null;
  if (!next) return <p className="text-sm text-muted">Nothing else waits for you.</p>;
  return (
    <Link href={`/approvals/${next.requestId}` as Route} className={buttonClass({ variant: "outline", size: "sm" })}>
      <span className="truncate">
        Next: {next.packageName} for {next.target.displayName}
      </span>
      <ArrowRight aria-hidden className="size-4 shrink-0" />
    </Link>
  );
}
