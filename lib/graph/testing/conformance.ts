import { appendFileSync } from "node:fs";
import { Ajv2019, type ValidateFunction } from "ajv/dist/2019.js";
import addFormats from "ajv-formats";
import { pathFinder, readContract } from "@/lib/graph/contract/contract";
import { isRecord } from "@/lib/graph/json";

type Schema = Readonly<Record<string, unknown>>;

const contract = readContract();
const findPath = pathFinder(contract);
const schemas = (contract.components.schemas ?? {}) as Readonly<Record<string, Schema>>;

const nameOf = (reference: string) => reference.split("/").at(-1) ?? "";

/** People and groups have many more properties in Graph than the contract of entitlement management lists. */
const openTypes = ["user", "group", "directoryObject", "servicePrincipal"].map((name) => `microsoft.graph.${name}`);

/** Control information may stand on every object. */
const control = { patternProperties: { "^@odata\\.|@odata\\.": true } };

/** Entities have it in the part of theirs that is not of their base. */
function discriminatorOf(schema: Schema | undefined): unknown {
  const parts: readonly unknown[] = Array.isArray(schema?.allOf) ? schema.allOf : [];
  return [schema, ...parts].flatMap((part) => (isRecord(part) ? (part.discriminator ?? []) : []))[0];
}

/**
 * A reference where it is used: names that the type does not have are wrong there, and what may be of several types has
 * to be what its `@odata.type` says.
 */
function used(reference: string): Schema {
  const name = nameOf(reference);
  if (openTypes.includes(name)) return { $ref: `#/components/schemas/${name}` };
  const closed = (type: string) => ({
    $ref: `#/components/schemas/${type}`,
    ...control,
    unevaluatedProperties: false,
  });
  const { mapping } = (discriminatorOf(schemas[name]) ?? {}) as { mapping?: Record<string, string> };
  if (!mapping) return closed(name);
  const others = Object.entries(mapping).filter(([, target]) => nameOf(target) !== name);
  const derived = others.map(([type, target]) => ({
    allOf: [{ properties: { "@odata.type": { const: type } }, required: ["@odata.type"] }, used(target)],
  }));
  const base = { allOf: [{ not: { required: ["@odata.type"] } }, closed(name)] };
  return { anyOf: [...derived, base] };
}

/** The schemas with every use of one closed; parts of `allOf` stay open, for the whole is closed where it is used. */
function tightened(part: unknown, isComposed = false): unknown {
  if (Array.isArray(part)) return part.map((each) => tightened(each, isComposed));
  if (!isRecord(part)) return part;
  if (typeof part.$ref === "string" && !isComposed) return used(part.$ref);
  return Object.fromEntries(
    Object.entries(part)
      .filter(([name]) => name !== "discriminator")
      .map(([name, value]) => [name, tightened(value, name === "allOf")]),
  );
}

const ajv = new Ajv2019({ strict: false, allErrors: true, validateFormats: true });
addFormats.default(ajv);
ajv.addSchema({ $id: "contract", components: { schemas: tightened(schemas) } });

const validators = new Map<string, ValidateFunction | null>();

function responseSchema(path: string, method: string, status: number): Schema | null {
  const operation = contract.paths[path]?.[method.toLowerCase() as "get"];
  const responses = (operation?.responses ?? {}) as Readonly<Record<string, Schema>>;
  const given = responses[String(status)] ?? responses[`${Math.floor(status / 100)}XX`];
  const reference = given?.$ref;
  const response =
    typeof reference === "string" ? (contract.components.responses?.[nameOf(reference)] as Schema | undefined) : given;
  const content = response?.content as Readonly<Record<string, { readonly schema?: Schema }>> | undefined;
  return content?.["application/json"]?.schema ?? null;
}

function validatorFor(path: string, method: string, status: number): ValidateFunction | null {
  const key = `${method} ${path} ${status}`;
  const known = validators.get(key);
  if (known !== undefined) return known;
  const schema = responseSchema(path, method, status);
  const text = JSON.stringify(tightened(schema)).replaceAll("#/components", "contract#/components");
  const made = schema ? ajv.compile(JSON.parse(text)) : null;
  validators.set(key, made);
  return made;
}

/**
 * What an answer says that the contract does not allow; null where the contract says nothing of it. Each is counted for
 * `npm run graph:coverage`.
 */
export function violationsOf(method: string, address: string, status: number, body: unknown): string[] | null {
  const path = findPath(method, address);
  const validate = path && body !== undefined ? validatorFor(path, method, status) : null;
  if (!validate) return null;
  const violations = validate(body)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message, params }) =>
        [instancePath || "/", message, JSON.stringify(params)].join(" "),
      );
  const tally = process.env.LATCHKEY_GRAPH_TALLY;
  if (tally) appendFileSync(tally, `${JSON.stringify({ method, path, status, violations: violations.length })}\n`);
  return violations;
}
