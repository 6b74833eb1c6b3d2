import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { candidatesSchema } from "@/lib/views/candidates";
import { fetchJson } from "./fetch-json";

/** Who may be chosen, by a part of the name, from a route that answers such searches; asks nothing for an empty one. */
export const candidatesQuery = (route: string, text: string) =>
  queryOptions({
    queryKey: ["candidates", route, text],
    queryFn: async ({ signal }) => {
      const [path, given] = route.split("?");
      const params = new URLSearchParams(given);
      params.set("q", text);
      return candidatesSchema.parse(await fetchJson(`${path}?${params}`, signal));
    },
    enabled: text !== "",
    placeholderData: keepPreviousData,
  });
