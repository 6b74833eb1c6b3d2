import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** Bytes that cross the wire for a file of the build, compressed as the server compresses it. */
const sizes = new Map<string, number>();

function gzipBytes(chunk: string): number {
  let size = sizes.get(chunk);
  if (size === undefined) {
    const path = join(".next", "static", chunk);
    size = existsSync(path) ? gzipSync(readFileSync(path)).length : 0;
    sizes.set(chunk, size);
  }
  return size;
}

/**
 * The JavaScript files a page makes a browser load: its script tags, and the files that its streamed parts name for the
 * client components in them. Scripts for browsers without modules are left out, as every browser of today leaves them.
 */
export function scriptsOf(html: string): string[] {
  const modern = html.replace(/<script[^>]*\bnomodule\b[^>]*>\s*<\/script>/gi, "");
  const found = modern.matchAll(/\/_next\/static\/([\w./~-]+\.js)/g);
  return [...new Set([...found].map((match) => match[1] ?? ""))].sort();
}

/** Bytes of JavaScript, gzip, that a page loads. */
export function scriptBytes(html: string): number {
  return scriptsOf(html).reduce((sum, chunk) => sum + gzipBytes(chunk), 0);
}

/** Same-origin links in a page, as paths without query or fragment. */
export function linksIn(html: string): string[] {
  const found = [...html.matchAll(/<a\b[^>]*\bhref="(\/[^"]*)"/g)].map((match) => match[1] ?? "");
  const paths = found.filter((href) => !href.startsWith("//")).map((href) => href.split(/[?#]/)[0] ?? "/");
  return [...new Set(paths)];
}

/** The route, among those of the build, that answers a path: the one with the most fixed parts. */
export function routeOf(path: string, routes: readonly string[]): string | undefined {
  const parts = path.split("/").filter(Boolean);
  const fits = (route: string) => {
    const pattern = route.split("/").filter(Boolean);
    return (
      pattern.length === parts.length &&
      pattern.every((part, index) => part.startsWith("[") || part === decodeURIComponent(parts[index] ?? ""))
    );
  };
  const fixed = (route: string) => route.split("/").filter((part) => !part.startsWith("[")).length;
  return routes.filter(fits).toSorted((a, b) => fixed(b) - fixed(a))[0];
}
