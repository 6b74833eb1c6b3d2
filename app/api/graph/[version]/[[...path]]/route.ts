import type { NextRequest } from "next/server";
import { serve } from "@/lib/graph/http/serve";
import { env } from "@/lib/platform/env";
import { liveDeps } from "@/lib/services/deps";

/**
 * Every call of the Graph API, under its own address and under that of Microsoft Graph; which operation it means is read
 * from the address as it was sent.
 */
async function handle(request: NextRequest): Promise<Response> {
  const { pathname, origin } = request.nextUrl;
  const [, before = "", version = "", path = ""] = /^(\/api\/graph)?\/([^/]+)(\/.*)?$/.exec(pathname) ?? [];
  return serve(request, { version, path, root: `${env().origin ?? origin}${before}/${version}` }, liveDeps());
}

export { handle as DELETE, handle as GET, handle as PATCH, handle as POST, handle as PUT };
