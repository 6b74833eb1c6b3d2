import { may } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/viewer";
import { admit, type Permission } from "@/lib/graph/http/caller";
import { callerOf } from "@/lib/graph/http/tokens";
import { GraphProblem } from "@/lib/graph/problem";
import { env } from "@/lib/platform/env";
import { currentReading } from "@/lib/queries/reading";

/**
 * What only the demo answers, to the token of a governance administrator: 404 outside the demo, 401 without a token, 403
 * for everybody else, and what `work` gives.
 */
export async function answerInDemo(
  request: Request,
  permission: Permission,
  work: (viewer: Viewer) => Promise<object>,
): Promise<Response> {
  if (!env().demo) return Response.json({ error: "notFound" }, { status: 404 });
  try {
    const viewer = admit(await callerOf(await currentReading(), request.headers), permission);
    if (!may(viewer, "changeSettings")) return Response.json({ error: "forbidden" }, { status: 403 });
    return Response.json(await work(viewer));
  } catch (error) {
    if (!(error instanceof GraphProblem)) throw error;
    const { status, message } = error;
    if (status === 401) return Response.json({ error: "signedOut" }, { status });
    return Response.json({ error: status === 403 ? "forbidden" : "badRequest", message }, { status });
  }
}
