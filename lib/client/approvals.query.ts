import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { approvalCountSchema, approvalPageSchema } from "@/lib/views/approvals";
import { fetchJson } from "./fetch-json";

/** Others decide too: what is looked at is asked for again, and at every return to the window. */
const REFRESH_MS = 25_000;

export const approvalKeys = { all: ["approvals"], list: ["approvals", "list"], count: ["approvals", "count"] } as const;

/** The inbox, a page at a time (POR-47). */
export const approvalsQuery = () =>
  infiniteQueryOptions({
    queryKey: approvalKeys.list,
    queryFn: async ({ pageParam, signal }) => {
      const query = pageParam ? `?cursor=${encodeURIComponent(pageParam)}` : "";
      return approvalPageSchema.parse(await fetchJson(`/api/approvals${query}`, signal));
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: REFRESH_MS,
  });

/** The badge (POR-9). */
export const approvalCountQuery = () =>
  queryOptions({
    queryKey: approvalKeys.count,
    queryFn: async ({ signal }) => approvalCountSchema.parse(await fetchJson("/api/approvals/count", signal)).count,
    refetchInterval: REFRESH_MS,
  });
