import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { addableResourcesSchema } from "@/lib/views/resources";
import { fetchJson } from "./fetch-json";

/** CAT-43: what can be put into a catalog, or with null into one that is about to be made, by a part of the name. */
export const addableResourcesQuery = (catalogId: string | null, text: string) =>
  queryOptions({
    queryKey: ["addable resources", catalogId, text],
    queryFn: async ({ signal }) => {
      const params = new URLSearchParams({ q: text, ...(catalogId !== null && { catalog: catalogId }) });
      return addableResourcesSchema.parse(await fetchJson(`/api/admin/addable-resources?${params}`, signal));
    },
    placeholderData: keepPreviousData,
  });
