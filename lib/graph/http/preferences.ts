import type { QueryOptions } from "@/lib/graph/odata/options";
import { GraphProblem } from "@/lib/graph/problem";

/** `Prefer: odata.maxpagesize=50` is what a page holds where `$top` says nothing. */
export function withPreferences(options: QueryOptions, headers: Headers): QueryOptions {
  const [, size] = /\b(?:odata\.)?maxpagesize=(\d{1,4})\b/i.exec(headers.get("prefer") ?? "") ?? [];
  return options.top === null && size && Number(size) > 0 ? { ...options, top: Number(size) } : options;
}

/**
 * Entities have no ETags here, as most have none in Graph; a change that hangs on one is refused and not made all the same.
 * @throws GraphProblem 412
 */
export function refuseTags(headers: Headers): void {
  const tag = headers.get("if-match");
  if (tag === null || tag.trim() === "*") return;
  throw new GraphProblem(412, "PreconditionFailed", "Nothing here has an ETag; send If-Match: * or leave it out.");
}
