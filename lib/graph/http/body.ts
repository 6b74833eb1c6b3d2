import { z } from "zod";
import { isRecord } from "@/lib/graph/json";
import { segmentsOf } from "@/lib/graph/odata/path";
import { badRequest, GraphProblem } from "@/lib/graph/problem";

/** The longest body, in bytes. */
const BYTES_MAX = 1_000_000;

const tooLong = () => new GraphProblem(413, "RequestEntityTooLarge", `A body takes at most ${BYTES_MAX} bytes.`);

async function textOf(request: Request): Promise<string> {
  if (Number(request.headers.get("content-length") ?? 0) > BYTES_MAX) throw tooLong();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.byteLength;
    if (length > BYTES_MAX) throw tooLong();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** Deeper than anything the contract nests; what goes on for longer is meant to break whatever walks through it. */
const DEPTH_MAX = 50;

function requireShallow(value: unknown): void {
  let level = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEPTH_MAX) throw badRequest(`A body is nested at most ${DEPTH_MAX} levels deep.`);
    level = level.flatMap((each) => (typeof each === "object" && each !== null ? Object.values(each) : []));
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest("The body is not JSON.");
  }
}

/**
 * The JSON of a request; undefined where it has no body. Whoever says nothing of its kind sends JSON, as some documented
 * calls do.
 * @throws GraphProblem 400 for what is no JSON, 413 for too much, 415 for another kind of content
 */
export async function readBody(request: Request): Promise<unknown> {
  const text = await textOf(request);
  if (text.trim() === "") return undefined;
  const type = request.headers.get("content-type");
  if (type && !/^application\/(\w+\+)?json\b/i.test(type)) {
    throw new GraphProblem(415, "UnsupportedMediaType", "A body is sent as application/json.");
  }
  const body = parsed(text);
  requireShallow(body);
  return body;
}

/** Control information: OData allows it everywhere, whether or not it says something here. */
const isControl = (name: string) => name.startsWith("@") || name.includes("@odata.");

/** A link to an entity instead of the entity: `"catalog@odata.bind": "…/catalogs('id')"`. */
const BIND = "@odata.bind";

/** The entity a link leads to, by its id alone. */
function bound(link: unknown): unknown {
  if (Array.isArray(link)) return link.map(bound);
  const last = typeof link === "string" ? segmentsOf(link.split("?")[0] ?? "").at(-1) : undefined;
  if (!last || last.args) throw badRequest(`'${String(link)}' is no link to an entity.`);
  return { id: last.text };
}

/**
 * Without control information but the types of what may be of several, and with entities in place of links to them.
 * PostgreSQL knows no NUL in a text.
 */
function cleaned(value: unknown): unknown {
  if (typeof value === "string") {
    if (value.includes("\0")) throw badRequest("A text holds a sign that no text has.");
    return value;
  }
  if (Array.isArray(value)) return value.map(cleaned);
  if (!isRecord(value)) return value;
  const kept = Object.entries(value).flatMap(([name, each]): [string, unknown][] => {
    if (name.endsWith(BIND)) return [[name.slice(0, -BIND.length), bound(each)]];
    return !isControl(name) || name === "@odata.type" || name === "@odata.id" ? [[name, cleaned(each)]] : [];
  });
  return Object.fromEntries(kept);
}

/**
 * A body as an operation takes it.
 * @throws GraphProblem 400 that names every property that is wrong or unknown
 */
export function parseBody<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(cleaned(body ?? {}));
  if (parsed.success) return parsed.data;
  const details = parsed.error.issues.map(({ path, message }) => ({
    code: "BadRequest",
    message,
    ...(path.length > 0 ? { target: path.join(".") } : {}),
  }));
  const [first] = details;
  throw badRequest(first ? [first.target, first.message].filter(Boolean).join(": ") : "The body is wrong.", details);
}

/** One of some literals, in any case, as the contract spells it. */
export const anyCase = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z
    .string()
    .transform((text) => values.find((each) => each.toLowerCase() === text.toLowerCase()) ?? text)
    .pipe(z.enum(values));

/** An entity that is named by its id: `{"id": "…"}`, with whatever else a client knows of it. */
export const referenceSchema = z.looseObject({ id: z.string() });

/**
 * What a function of the API may be asked by, in any case, as the contract spells it.
 * @throws GraphProblem 400 for everything else
 */
export function requireOption<const Value extends string>(
  name: string,
  given: string,
  values: readonly Value[],
): Value {
  const found = values.find((value) => value.toLowerCase() === given.toLowerCase());
  if (found !== undefined) return found;
  throw badRequest(`'${name}' takes ${values.join(", ")}, not '${given}'.`);
}
