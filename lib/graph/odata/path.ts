import { GraphProblem } from "@/lib/graph/problem";

/** A part of an address: a name or an id, or a function with its arguments by their names. */
export type Segment = { readonly text: string; readonly args: ReadonlyMap<string, string> | null };

const unreadable = () => new GraphProblem(400, "BadRequest", "The address cannot be read.");

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw unreadable();
  }
}

/** The arguments of a function, in any order; a key in parentheses has no name. */
function argsOf(source: string): Map<string, string> {
  const args = new Map<string, string>();
  const pattern = /\s*(?:([A-Za-z]\w*)\s*=\s*)?(?:'((?:[^']|'')*)'|([\w.-]+))\s*(?:,|$)/y;
  while (pattern.lastIndex < source.length) {
    const match = pattern.exec(source);
    if (!match) throw unreadable();
    const [, name = "", quoted, plain = ""] = match;
    args.set(name.toLowerCase(), quoted?.replaceAll("''", "'") ?? plain);
  }
  return args;
}

/**
 * The segments of an address. Functions and actions lose the namespace that some clients write before them, and keys in
 * parentheses become segments of their own.
 * @throws GraphProblem 400 where it cannot be read
 */
export function segmentsOf(path: string): Segment[] {
  return path
    .split("/")
    .filter((part) => part !== "")
    .flatMap((part): Segment[] => {
      const text = decode(part);
      const [, name = text, inner] = /^([^(]+)\((.*)\)$/s.exec(text) ?? [];
      const plain = name.replace(/^microsoft\.graph\./i, "");
      if (inner === undefined) return [{ text: plain, args: null }];
      const args = argsOf(inner);
      const key = args.get("");
      return key === undefined
        ? [{ text: plain, args }]
        : [
            { text: plain, args: null },
            { text: key, args: null },
          ];
    });
}
