import { performance } from "node:perf_hooks";
import { parseOptions } from "@/lib/graph/odata/options";
import { type Segment, segmentsOf } from "@/lib/graph/odata/path";
import { entitySets, operations } from "@/lib/graph/operations";
import { badRequest, GraphProblem } from "@/lib/graph/problem";
import { newId } from "@/lib/platform/ids";
import type { Deps } from "@/lib/services/deps";
import { runBatch } from "./batch";
import { bodyFromBeta, bodyToBeta, fromBeta, queryFromBeta } from "./beta";
import { readBody } from "./body";
import { admit, admitTo } from "./caller";
import type { Call, Reply } from "./operation";
import { preferenceApplied, refuseTags, withKnownMembers, withPreferences } from "./preferences";
import { countCall } from "./rate-limit";
import { match, routesOf } from "./router";
import { callerOf } from "./tokens";
import { wayFinder } from "./walk";

/** Both answer alike; beta knows the names of its own as well. */
const versions = ["v1.0", "beta"];

const JSON_TYPE = "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";

const routes = routesOf(operations);
const wayTo = wayFinder(entitySets);

/** What is being asked: the version, the rest of the address after it, and where clients reach this API. */
export type Address = { readonly version: string; readonly path: string; readonly root: string };

/** Answers one request to the API; whatever goes wrong is an answer too. */
export async function serve(request: Request, address: Address, deps: Deps): Promise<Response> {
  const now = await deps.clock.now();
  const headers = new Headers({ "request-id": newId(), "cache-control": "no-store" });
  const clientId = request.headers.get("client-request-id");
  if (clientId && clientId.length <= 128) headers.set("client-request-id", clientId);
  try {
    const reply = await run(request, address, deps, now);
    const applied = preferenceApplied(request.headers);
    if (applied !== null) headers.set("preference-applied", applied);
    return responseOf(reply, headers);
  } catch (error) {
    if (!(error instanceof GraphProblem)) deps.log.error("graph call failed", { path: address.path, error });
    return errorResponse(error instanceof GraphProblem ? error : broken, headers, now);
  }
}

const broken = new GraphProblem(500, "generalException", "Something went wrong on our side. The call may be repeated.");

async function run(request: Request, address: Address, deps: Deps, now: Date): Promise<Reply> {
  const { version, path, root } = address;
  if (!versions.includes(version)) throw badRequest(`There is no version '${version}' of this API.`);
  const reading = { db: deps.db, now };
  const caller = await callerOf(reading, request.headers);
  countCall(caller.tokenId, performance.now());
  if (request.method === "POST" && /^\/\$batch\/?$/i.test(path)) {
    return runBatch(await readBody(request), request, root, (one, onePath) =>
      serve(one, { ...address, path: onePath }, deps),
    );
  }
  const { segments, isBeta } =
    version === "beta" ? fromBeta(segmentsOf(path)) : { segments: segmentsOf(path), isBeta: false };
  const { operation, params } = operationAt(request.method, segments);
  refuseTags(request.headers);
  const viewer = admit(caller, operation.permission);
  admitTo(caller, segments);
  const { searchParams } = new URL(request.url);
  const set = segments[2]?.text;
  const query = isBeta ? queryFromBeta(searchParams, set === "assignments") : searchParams;
  const call: Call = {
    deps,
    caller,
    context: { reading, viewer, root },
    param: (name) => params.get(name) ?? "",
    query,
    address: path,
    headers: request.headers,
    options: () => withPreferences(parseOptions(query), request.headers),
    // Documents of v1.0 have names of the beta version here and there.
    body: async () => bodyFromBeta(await readBody(request)),
  };
  const reply = await operation.run(call);
  const body = withKnownMembers(reply.body, request.headers);
  return { ...reply, body: isBeta ? bodyToBeta(body, set) : body };
}

/** @throws GraphProblem 404 for an address that is none, 405 for a method it does not take */
function operationAt(method: string, segments: readonly Segment[]) {
  const found = match(routes, method, segments, wayTo);
  if (found.kind === "found") return found;
  if (found.kind === "wrongMethod") {
    const allowed = found.allowed.join(", ");
    throw new GraphProblem(405, "MethodNotAllowed", `This address takes ${allowed}, not ${method}.`);
  }
  const last = segments.at(-1)?.text ?? "";
  throw new GraphProblem(404, "ResourceNotFound", `Resource not found for the segment '${last}'.`);
}

function responseOf({ status, body, isText }: Reply, headers: Headers): Response {
  if (body === undefined) return new Response(null, { status, headers });
  headers.set("content-type", isText ? "text/plain" : JSON_TYPE);
  headers.set("odata-version", "4.0");
  return new Response(isText ? String(body) : JSON.stringify(body), { status, headers });
}

function errorResponse(problem: GraphProblem, headers: Headers, now: Date): Response {
  const { status, code, message, details, retryAfter } = problem;
  headers.set("content-type", "application/json");
  if (status === 401) headers.set("www-authenticate", 'Bearer realm="latchkey"');
  if (retryAfter !== null) headers.set("retry-after", String(retryAfter));
  const innerError = {
    date: now.toISOString().slice(0, 19),
    "request-id": headers.get("request-id"),
    "client-request-id": headers.get("client-request-id") ?? headers.get("request-id"),
  };
  const error = { code, message, ...(details.length > 0 ? { details } : {}), innerError };
  return new Response(JSON.stringify({ error }), { status, headers });
}
