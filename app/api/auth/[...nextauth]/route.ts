import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/auth/options";
import { env } from "@/lib/platform/env";

/** What the portal uses of next-auth; its session, providers and log endpoints answer nobody. */
const endpoints = new Set([
  "GET csrf",
  "POST signin",
  "GET callback",
  "POST callback",
  "POST signout",
  "GET error",
  "GET signin",
]);

const longestQuery = 8_000;
const longestBody = 16_000;

/** Of the ways to sign in only those are there that this portal is set up for. */
function isOffered(provider: string): boolean {
  const { oidc, demo } = env();
  return provider === "oidc" ? oidc !== undefined : provider === "demo" && demo;
}

async function handle(request: NextRequest, context: RouteContext<"/api/auth/[...nextauth]">): Promise<Response> {
  const [action = "", provider, ...rest] = (await context.params).nextauth;
  if (!endpoints.has(`${request.method} ${action}`) || rest.length > 0) return refuse(404);
  if (provider !== undefined && !isOffered(provider)) return refuse(404);
  // The issuer leads back with a link, the demo's cards post a form.
  if (action === "callback" && (request.method === "POST") !== (provider === "demo")) return refuse(404);
  if (request.nextUrl.search.length > longestQuery) return refuse(414);
  if (request.method === "POST") {
    const type = request.headers.get("content-type") ?? "";
    if (!type.startsWith("application/x-www-form-urlencoded")) return refuse(415);
    // Without a length the body could go on for ever.
    const length = Number(request.headers.get("content-length") ?? Number.NaN);
    if (!(length <= longestBody)) return refuse(413);
  }
  return NextAuth(request, { params: context.params } as never, authOptions()) as Promise<Response>;
}

function refuse(status: 404 | 413 | 414 | 415): Response {
  return new Response(null, { status, headers: { "cache-control": "no-store" } });
}

export { handle as GET, handle as POST };
