import { Column, is, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { QueryOptions } from "@/lib/graph/odata/options";
import { badRequest } from "@/lib/graph/problem";
import { isUuid } from "@/lib/platform/ids";
import { contains } from "@/lib/queries/membership";
import type { Entity, EntityType, Field, ReadContext } from "./entity";
import { comparable, fieldOf, filterSql } from "./filter-sql";
import { administered, shape } from "./shape";

/** Entities of a page where nothing else was asked for, and at most. */
const PAGE_SIZE = 100;
const PAGE_SIZE_MAX = 999;

export type Listed = {
  readonly entities: readonly Entity[];
  /** All that match, where that was asked for. */
  readonly count: number | null;
  /** Where the next page begins; null on the last one. */
  readonly skipToken: string | null;
};

type Term = { readonly sql: SQL; readonly kind: Field["kind"]; readonly isDescending: boolean };

/**
 * How the values of a kind stand in the order and in a token: what takes the place of none, so that rows without one have
 * a place, before all others; the text of a value; whether a text is one, for a token may come from anybody; and its value
 * again.
 */
const kinds: Record<
  Field["kind"],
  {
    readonly lowest: SQL;
    readonly write: (value: SQL) => SQL;
    readonly isText: (text: string) => boolean;
    readonly read: (text: string) => SQL;
  }
> = {
  id: {
    lowest: sql`'00000000-0000-0000-0000-000000000000'::uuid`,
    write: (value) => sql`${value}::text`,
    isText: isUuid,
    read: (text) => sql`${text}::uuid`,
  },
  text: { lowest: sql`''`, write: (value) => value, isText: () => true, read: (text) => sql`${text}::text` },
  enum: { lowest: sql`''`, write: (value) => value, isText: () => true, read: (text) => sql`${text}::text` },
  // In milliseconds, as exactly as instants are kept.
  instant: {
    lowest: sql`to_timestamp(0)`,
    write: (value) => sql`(extract(epoch from ${value}) * 1000)::bigint::text`,
    isText: (text) => /^(-\d{1,14}|\d{1,15})$/.test(text),
    read: (text) => sql`to_timestamp(${text}::bigint / 1000.0)`,
  },
  boolean: {
    lowest: sql`false`,
    write: (value) => sql`${value}::text`,
    isText: (text) => text === "true" || text === "false",
    read: (text) => sql`${text}::boolean`,
  },
  number: {
    lowest: sql`'-infinity'::numeric`,
    write: (value) => sql`${value}::text`,
    isText: (text) => /^(-Infinity|-?\d{1,30}(\.\d{1,30})?)$/.test(text),
    read: (text) => sql`${text}::numeric`,
  },
};

/** SQL: a field in the order of a list; columns that always have a value stay as their indexes know them. */
function ordered(field: Field): SQL {
  const value = field.kind === "enum" ? sql`(${field.sql})::text` : comparable(field);
  return is(field.sql, Column) && field.sql.notNull ? value : sql`coalesce(${value}, ${kinds[field.kind].lowest})`;
}

function termsOf(type: EntityType, { orderBy }: QueryOptions): Term[] {
  const terms = orderBy.map(({ path, isDescending }): Term => {
    const field = fieldOf(type, path, "$orderby");
    return { sql: ordered(field), kind: field.kind, isDescending };
  });
  // The id makes the order whole, so that a page never shows twice or leaves out what was there all the time.
  return [...terms, { sql: sql`${type.id}`, kind: "id", isDescending: terms.at(-1)?.isDescending ?? false }];
}

const tokenSchema = z.array(z.string().max(2_000)).max(20);

function readToken(token: string, terms: readonly Term[]): readonly string[] {
  try {
    const values = tokenSchema.parse(JSON.parse(Buffer.from(token, "base64url").toString("utf8")));
    const isSound = (value: string, index: number) =>
      !value.includes("\0") && terms[index] !== undefined && kinds[terms[index].kind].isText(value);
    if (values.length === terms.length && values.every(isSound)) return values;
  } catch {
    // Said below, as of every other token that is not one of ours.
  }
  throw badRequest("$skiptoken is not one that a list of this order has given.");
}

const writeToken = (values: readonly string[]): string => Buffer.from(JSON.stringify(values)).toString("base64url");

/** SQL: the rows behind the one with these values, in the order of the terms. */
function behind(terms: readonly Term[], values: readonly string[]): SQL {
  const value = (index: number) => kinds[terms[index]?.kind ?? "text"].read(values[index] ?? "");
  const beyond = ({ isDescending }: Term) => (isDescending ? sql`<` : sql`>`);
  const [first] = terms;
  // Terms of one direction are compared as a whole, which indexes know.
  if (first && terms.every((term) => term.isDescending === first.isDescending)) {
    const row = sql.join(
      terms.map((term) => term.sql),
      sql`, `,
    );
    return sql`(${row}) ${beyond(first)} (${sql.join(
      terms.map((_, index) => value(index)),
      sql`, `,
    )})`;
  }
  const steps = terms.map((term, index) => {
    const equal = terms.slice(0, index).map((before, at) => sql`${before.sql} = ${value(at)}`);
    return sql`(${sql.join([...equal, sql`${term.sql} ${beyond(term)} ${value(index)}`], sql` and `)})`;
  });
  return sql`(${sql.join(steps, sql` or `)})`;
}

/** The fields in which `$search` looks for a text. */
const searched = ["displayName", "description"];

function searchSql(type: EntityType, search: string): SQL {
  const fields = searched.flatMap((name) => type.fields[name] ?? []);
  if (fields.length === 0) throw badRequest(`$search is not supported for ${type.name}.`);
  return sql`(${sql.join(
    fields.map((field) => contains(field.sql, search.replaceAll("\0", ""))),
    sql` or `,
  )})`;
}

/** SQL: what of a scope the options ask for. */
async function matchingSql(
  type: EntityType,
  context: ReadContext,
  { filter, search }: Pick<QueryOptions, "filter" | "search">,
  scope: SQL = administered(type, context),
): Promise<SQL> {
  const parts = [
    scope,
    ...(type.exists ? [type.exists] : []),
    ...(filter ? [await filterSql(type, filter, context)] : []),
    ...(search ? [searchSql(type, search)] : []),
  ];
  return sql.join(parts, sql` and `);
}

/**
 * A page of what the viewer sees of a type, in the order asked for and by id where that says nothing.
 * @param scope SQL: which of them the address stands for; those the viewer administers where nothing is said
 * @throws GraphProblem 400 for what the type cannot be asked for, and for a token that is none
 */
export async function list(
  type: EntityType,
  context: ReadContext,
  options: QueryOptions,
  scope?: SQL,
): Promise<Listed> {
  const { db } = context.reading;
  const terms = termsOf(type, options);
  const matching = await matchingSql(type, context, options, scope);
  const size = Math.min(options.top ?? PAGE_SIZE, PAGE_SIZE_MAX);
  const after = options.skipToken === null ? sql`true` : behind(terms, readToken(options.skipToken, terms));
  const values = sql.join(
    terms.map(({ kind, sql: value }) => kinds[kind].write(value)),
    sql`, `,
  );
  const order = sql.join(
    terms.map((term) => (term.isDescending ? sql`${term.sql} desc` : term.sql)),
    sql`, `,
  );
  const { rows } = await db.execute<{ id: string; values: string[] }>(sql`
    select ${type.id} as id, array[${values}] as values from ${type.source}
    where ${matching} and ${after} order by ${order}
    limit ${size + 1} offset ${options.skipToken === null ? options.skip : 0}`);
  const shown = rows.slice(0, size);
  const last = shown.at(-1);
  const ids = shown.map((row) => row.id);
  const entities = await shape(type, context, ids, options);
  return {
    entities: ids.flatMap((id) => entities.get(id) ?? []),
    count: options.isCounted ? await countRows(type, context, matching) : null,
    skipToken: rows.length > size && last ? writeToken(last.values) : null,
  };
}

async function countRows(type: EntityType, { reading }: ReadContext, where: SQL): Promise<number> {
  const { rows } = await reading.db.execute<{ n: number }>(
    sql`select count(*)::int as n from ${type.source} where ${where}`,
  );
  return rows[0]?.n ?? 0;
}

/** How many of a type match, for `$count` as an address. */
export async function count(
  type: EntityType,
  context: ReadContext,
  options: QueryOptions,
  scope?: SQL,
): Promise<number> {
  return countRows(type, context, await matchingSql(type, context, options, scope));
}
