import { z } from "zod";
import { parseBody } from "./body";
import type { Reply } from "./operation";

/** As many as Graph takes. */
const REQUESTS_MAX = 20;

const batchSchema = z.strictObject({
  requests: z
    .array(
      z.looseObject({
        id: z.string().min(1).max(200),
        method: z.string().transform((method) => method.toUpperCase()),
        url: z.string().min(1).max(20_000),
        headers: z.record(z.string(), z.string()).optional().default({}),
        body: z.unknown().optional(),
        dependsOn: z.array(z.string()).optional().default([]),
      }),
    )
    .min(1)
    .max(REQUESTS_MAX, `A batch takes at most ${REQUESTS_MAX} requests.`)
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, "Every request has an id of its own."),
});

type Part = z.infer<typeof batchSchema>["requests"][number];

const failed = (id: string, status: number, code: string, message: string) => ({
  id,
  status,
  headers: { "content-type": "application/json" },
  body: { error: { code, message } },
});

async function answerTo({ id, method, url, headers, body }: Part, outer: Request, root: string, serve: ServeOne) {
  const path = url.startsWith("/") ? url : `/${url}`;
  if (/^\/\$batch\b/i.test(path)) return failed(id, 400, "BadRequest", "A batch holds no batch.");
  const given = new Headers(headers);
  given.set("authorization", outer.headers.get("authorization") ?? "");
  if (body !== undefined && !given.has("content-type")) given.set("content-type", "application/json");
  const hasBody = body !== undefined && body !== null && method !== "GET" && method !== "HEAD";
  if (!/^(GET|POST|PUT|PATCH|DELETE)$/.test(method)) {
    return failed(id, 405, "MethodNotAllowed", "A batch holds GET, POST, PUT, PATCH and DELETE.");
  }
  const request = new Request(`${root}${path}`, {
    method,
    headers: given,
    ...(hasBody ? { body: JSON.stringify(body) } : {}),
  });
  const response = await serve(request, path.split("?")[0] ?? "");
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.startsWith("application/json");
  return {
    id,
    status: response.status,
    headers: Object.fromEntries(response.headers),
    ...(text === "" ? {} : { body: isJson ? JSON.parse(text) : text }),
  };
}

/** Answers one request of a batch; the path is without its query. */
export type ServeOne = (request: Request, path: string) => Promise<Response>;

/**
 * `POST /$batch`: several calls in one, in the order they are named, each with an answer of its own. One that depends on
 * another is left out where that one failed.
 */
export async function runBatch(body: unknown, outer: Request, root: string, serve: ServeOne): Promise<Reply> {
  const { requests } = parseBody(batchSchema, body);
  const statuses = new Map<string, number>();
  const responses: unknown[] = [];
  for (const each of requests) {
    const isHeldUp = each.dependsOn.some((id) => (statuses.get(id) ?? 424) >= 400);
    const answer = isHeldUp
      ? failed(each.id, 424, "FailedDependency", "A request that this one depends on failed.")
      : await answerTo(each, outer, root, serve);
    statuses.set(each.id, answer.status);
    responses.push(answer);
  }
  return { status: 200, body: { responses } };
}
