import { RE2JS } from "re2js";

/** INF-6: patterns run on a linear-time engine, so no answer and no pattern can keep the server busy. */
const compiled = new Map<string, RE2JS | null>();
const CACHE_MAX = 500;

function compile(pattern: string): RE2JS | null {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  if (compiled.size >= CACHE_MAX) compiled.clear();
  let result: RE2JS | null = null;
  try {
    result = RE2JS.compile(pattern);
  } catch {
    // A pattern the engine does not accept is a validation problem of the policy (ERR-45), not a fault.
  }
  compiled.set(pattern, result);
  return result;
}

export const isPatternValid = (pattern: string): boolean => compile(pattern) !== null;

/** INF-5: the entire answer must match. A pattern that no longer compiles matches nothing. */
export const fullyMatches = (pattern: string, text: string): boolean => compile(pattern)?.matches(text) ?? false;
