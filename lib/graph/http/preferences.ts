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

const ALL_MEMBERS = "include-unknown-enum-members";

const prefersAllMembers = (headers: Headers): boolean =>
  (headers.get("prefer") ?? "").split(/[,;]/).some((each) => each.trim().toLowerCase() === ALL_MEMBERS);

/** What is answered beside a body in which a preference was kept to; null where there was none. */
export const preferenceApplied = (headers: Headers): string | null => (prefersAllMembers(headers) ? ALL_MEMBERS : null);

/**
 * Members that enumerations of answers were given after `unknownFutureValue`, by the property that has them. Clients made
 * before do not know them.
 */
const laterMembers = new Map<string, readonly string[]>([["requestType", ["approverRemove"]]]);

function known(name: string, value: unknown): unknown {
  if (typeof value === "string") return laterMembers.get(name)?.includes(value) ? "unknownFutureValue" : value;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map((each) => known("", each));
    return items.some((each, index) => each !== value[index]) ? items : value;
  }
  const changed = Object.entries(value).flatMap(([key, each]): [string, unknown][] => {
    const found = known(key, each);
    return found === each ? [] : [[key, found]];
  });
  return changed.length > 0 ? { ...value, ...Object.fromEntries(changed) } : value;
}

/** `Prefer: include-unknown-enum-members`: the later members of enumerations are for those who ask for them. */
export const withKnownMembers = (body: unknown, headers: Headers): unknown =>
  prefersAllMembers(headers) ? body : known("", body);
