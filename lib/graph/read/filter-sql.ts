import { type SQL, sql } from "drizzle-orm";
import type { Comparison, Filter, Literal, Operand, Path } from "@/lib/graph/odata/filter";
import { instantOf } from "@/lib/graph/odata/instant";
import { badRequest } from "@/lib/graph/problem";
import { isUuid } from "@/lib/platform/ids";
import { type EntityType, type Field, named, type ReadContext } from "./entity";
import { administered, navigationOf, visible } from "./shape";

/** Operators that indexes know; whether there is no value is asked for by another one. */
const operators: Record<Comparison, SQL> = {
  eq: sql`=`,
  ne: sql`is distinct from`,
  gt: sql`>`,
  ge: sql`>=`,
  lt: sql`<`,
  le: sql`<=`,
};

/**
 * The field a path names, with its name as the contract spells it.
 * @throws GraphProblem 400 where the type has none of this name
 */
export function fieldOf(type: EntityType, path: Path, option: string): Field {
  const written = path.join("/");
  const name = named(Object.keys(type.fields), written);
  const field = name === undefined ? undefined : type.fields[name];
  if (field) return field;
  const known = Object.keys(type.fields).join(", ");
  throw badRequest(`${option} cannot use '${written}' of ${type.name}. It can use: ${known}.`);
}

/** SQL: the field as it is compared and put in order. */
export const comparable = (field: Field): SQL => (field.kind === "text" ? sql`lower(${field.sql})` : sql`${field.sql}`);

const wrongValue = (field: Field, value: Literal) =>
  badRequest(
    field.kind === "enum"
      ? `'${value}' is none of ${field.values.join(", ")}.`
      : `'${value}' is not a value of the kind that is compared here (${field.kind}).`,
  );

/** SQL: a value as its field compares it; null where it is no such value and nothing can be equal to it. */
function valueFor(field: Field, value: Literal): SQL | null {
  if (value === null) return sql`null`;
  switch (field.kind) {
    case "id":
      return isUuid(value) ? sql`${value}::uuid` : null;
    case "text":
      return sql`lower(${String(value).replaceAll("\0", "")}::text)`;
    case "enum": {
      const found = typeof value === "string" ? named(field.values, value) : undefined;
      if (found === undefined) throw wrongValue(field, value);
      return sql`${found}`;
    }
    case "instant": {
      const instant = typeof value === "string" ? instantOf(value) : null;
      if (!instant) throw wrongValue(field, value);
      return sql`${instant.toISOString()}::timestamptz`;
    }
    case "boolean":
      if (typeof value !== "boolean") throw wrongValue(field, value);
      return sql`${value}::boolean`;
    case "number":
      if (typeof value !== "number") throw wrongValue(field, value);
      return sql`${value}::numeric`;
  }
}

/** A property on one side and a value on the other; `a eq b` of two properties is asked by nobody. */
function sides(one: Operand, other: Operand) {
  if (one.kind === "path" && other.kind === "literal") return { path: one.path, value: other.value, isTurned: false };
  if (one.kind === "literal" && other.kind === "path") return { path: other.path, value: one.value, isTurned: true };
  throw badRequest("$filter compares a property with a value.");
}

const turned: Record<Comparison, Comparison> = { eq: "eq", ne: "ne", gt: "lt", ge: "le", lt: "gt", le: "ge" };

const nothing = sql`false`;
const everything = sql`true`;

function compare(type: EntityType, { comparison, left: one, right }: Extract<Filter, { kind: "compare" }>): SQL {
  const { path, value, isTurned } = sides(one, right);
  const field = fieldOf(type, path, "$filter");
  if (value === null && comparison === "eq") return sql`${field.sql} is null`;
  const wanted = valueFor(field, value);
  if (wanted === null) return comparison === "ne" ? everything : nothing;
  return sql`${comparable(field)} ${operators[isTurned ? turned[comparison] : comparison]} ${wanted}`;
}

const escaped = (text: string) => text.replaceAll("\0", "").replaceAll(/[\\%_]/g, "\\$&");

function textMatch(type: EntityType, call: Extract<Filter, { kind: "text" }>): SQL {
  const { path, value, isTurned } = sides(call.left, call.right);
  if (isTurned || typeof value !== "string") throw badRequest(`${call.function} takes a property and a text.`);
  const field = fieldOf(type, path, "$filter");
  const start = call.function === "startswith" ? "" : "%";
  const end = call.function === "endswith" ? "" : "%";
  return sql`lower((${field.sql})::text) like lower(${`${start}${escaped(value)}${end}`})`;
}

/** SQL: those that lead to one that is as said, among those that the viewer would be shown there. */
async function any(
  type: EntityType,
  { path, part }: Extract<Filter, { kind: "any" }>,
  context: ReadContext,
): Promise<SQL> {
  const [name = "", ...rest] = path;
  const [, navigation] = (rest.length === 0 && navigationOf(type, name)) || [];
  if (navigation?.kind !== "reference" || !navigation.isCollection) {
    throw badRequest(`$filter cannot look into '${path.join("/")}' of ${type.name}.`);
  }
  const to = navigation.to();
  const { table, owner, target } = navigation.link;
  const wanted = sql.join(
    [
      navigation.isPartOfOwner ? everything : await visible(to, context),
      to.exists ?? everything,
      part ? await filterSql(to, part, context) : everything,
    ],
    sql` and `,
  );
  const isAsked = navigation.isForAdministrators ? administered(type, context) : everything;
  return sql`(${isAsked} and ${type.id} in (
    select ${owner} from ${table} where ${target} in (select ${to.id} from ${to.source} where ${wanted})))`;
}

/**
 * SQL: the condition a filter stands for.
 * @throws GraphProblem 400 for a property that cannot be filtered by and for values of another kind
 */
export async function filterSql(type: EntityType, filter: Filter, context: ReadContext): Promise<SQL> {
  switch (filter.kind) {
    case "and":
    case "or": {
      const parts = await Promise.all(filter.parts.map((part) => filterSql(type, part, context)));
      return sql`(${sql.join(parts, filter.kind === "and" ? sql` and ` : sql` or `)})`;
    }
    case "not":
      return sql`not coalesce(${await filterSql(type, filter.part, context)}, false)`;
    case "compare":
      return compare(type, filter);
    case "in": {
      const field = fieldOf(type, filter.path, "$filter");
      const values = filter.values.flatMap((value) => valueFor(field, value) ?? []);
      return values.length === 0 ? nothing : sql`${comparable(field)} in (${sql.join(values, sql`, `)})`;
    }
    case "text":
      return textMatch(type, filter);
    case "any":
      return any(type, filter, context);
  }
}
