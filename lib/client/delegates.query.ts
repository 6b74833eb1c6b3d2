import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { delegateCandidatesSchema } from "@/lib/views/delegation";
import { fetchJson } from "./fetch-json";

/** POR-56: whom one may name to decide in one's place, by a part of the name; asks nothing for an empty search. */
export const delegatesQuery = (search: string) =>
  queryOptions({
    queryKey: ["delegates", search],
    queryFn: async ({ signal }) =>
      delegateCandidatesSchema.parse(
        await fetchJson(`/api/approvals/delegates?q=${encodeURIComponent(search)}`, signal),
      ),
    enabled: search !== "",
    placeholderData: keepPreviousData,
  });
