"use client";
import { useQuery } from "@tanstack/react-query";
import { CountBadge } from "@/components/ui/state-chip";
import { approvalCountQuery } from "@/lib/client/approvals.query";

/** POR-9: how many requests wait for the viewer, kept up to date; nothing for none. */
export function ApprovalsBadge() {
  const { data = 0 } = useQuery(approvalCountQuery());
  return <CountBadge count={data} label="waiting for you" />;
}
