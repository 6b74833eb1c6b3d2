import { connection } from "next/server";
import { isDatabaseReachable } from "@/lib/queries/health";

/** For load balancers and supervisors: whether this instance can serve people now. */
export async function GET(): Promise<Response> {
  await connection();
  const ok = await isDatabaseReachable();
  return Response.json(
    { status: ok ? "ok" : "unavailable" },
    { status: ok ? 200 : 503, headers: { "cache-control": "no-store" } },
  );
}
