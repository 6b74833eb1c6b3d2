import { type NextRequest, NextResponse } from "next/server";
import { requestPathHeader } from "@/lib/auth/request-path";
import { signInPath } from "@/lib/auth/safe-path";
import { personIdIn } from "@/lib/auth/session";

/** The most a server action takes, in bytes. */
const longestBody = 1_048_576;

/**
 * Refuses what a page of the portal never sends: something from another site, or too much of it. Next refuses both as
 * well, but as faults of ours. Where there is no Origin there is no browser, or one that holds the session's cookie back.
 */
function refusal({ headers }: NextRequest): 403 | 413 | null {
  const origin = headers.get("origin");
  const host = headers.get("x-forwarded-host") ?? headers.get("host");
  if (origin !== null && (!URL.canParse(origin) || new URL(origin).host !== host)) return 403;
  return Number(headers.get("content-length")) > longestBody ? 413 : null;
}

/**
 * Sends whoever has no session to the sign-in page before anything is rendered, and tells pages their own address.
 * It saves a needless page and gives a real redirect; the check that counts is `requireViewer()` in every page and action.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { pathname, search } = request.nextUrl;
  const path = `${pathname}${search}`;
  const reading = request.method === "GET" || request.method === "HEAD";
  if (reading && !pathname.startsWith("/api/") && (await personIdIn(request.cookies)) === null) {
    return NextResponse.redirect(new URL(signInPath({ next: path }), request.nextUrl), 307);
  }
  const refused = reading ? null : refusal(request);
  if (refused) return new NextResponse(null, { status: refused });
  const headers = new Headers(request.headers);
  // Actions post to the page they are on; after signing in again the reader is back there.
  headers.set(requestPathHeader, path);
  return NextResponse.next({ request: { headers } });
}

export const config = {
  // Everything but the sign-in page, next-auth, the Graph API with its bearer tokens, the health check and files.
  matcher: [
    "/((?!sign-in|api/auth|api/graph|v1\\.0(?:/|$)|beta(?:/|$)|api/health|_next/|favicon.ico|icon.svg|robots.txt).*)",
  ],
};
