import type { NextRequest } from "next/server";
import { serve } from "@/lib/graph/http/serve";
import { env } from "@/lib/platform/env";
import { liveDeps } from "@/lib/services/deps";

/** Every call of the Graph API; which operation it means is read from the address as it was sent. */
async function handle(request: NextRequest): Promise<Response> {
  const [, version = "", path = ""] = /^\/api\/graph\/([^/]+)(\/.*)?$/.exec(request.nextUrl.pathname) ?? [];
  const origin = env().origin ?? request.nextUrl.origin;
  return serve(request, { version, path, root: `${origin}/api/graph/${version}` }, liveDeps());
}

export { handle as DELETE, handle as GET, handle as PATCH, handle as POST, handle as PUT };
