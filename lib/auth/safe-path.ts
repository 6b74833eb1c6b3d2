const longest = 2000;
const origin = "http://portal.invalid";

/**
 * A place inside the portal to return to after sign-in, or "/" for anything else: other hosts ("//evil", "/\evil",
 * "https:…"), the sign-in page itself, API routes and addresses that are too long.
 */
export function safePath(candidate: unknown): string {
  if (typeof candidate !== "string" || candidate.length > longest || !candidate.startsWith("/")) return "/";
  if (hasControlCharacter(candidate) || !URL.canParse(candidate, origin)) return "/";
  const url = new URL(candidate, origin);
  if (url.origin !== origin || /^\/(api|sign-in|_next)(\/|$)/.test(url.pathname)) return "/";
  // "/.//evil" parses to the path "//evil", which would be another host when followed.
  return url.pathname.startsWith("//") ? "/" : `${url.pathname}${url.search}${url.hash}`;
}

function hasControlCharacter(text: string): boolean {
  return Array.from(text).some((letter) => letter < " " || letter === "\u007f" || letter === "\\");
}

/** Why somebody is at the sign-in page without having asked for it. */
export const signInProblems = ["unknown", "disabled", "unverified", "failed", "signedOut"] as const;
export type SignInProblem = (typeof signInProblems)[number];

/** The sign-in page's address, with the way back and the reason. */
export function signInPath(options: { next?: string | null | undefined; problem?: SignInProblem } = {}): string {
  const parameters = new URLSearchParams();
  if (options.problem) parameters.set("problem", options.problem);
  const next = safePath(options.next);
  if (next !== "/") parameters.set("next", next);
  return parameters.size > 0 ? `/sign-in?${parameters}` : "/sign-in";
}
