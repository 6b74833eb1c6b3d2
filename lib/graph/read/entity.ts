import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { Viewer } from "@/lib/auth/viewer";
import type { Reading } from "@/lib/queries/reading";

/** Who reads, what from, and the address the answer's links begin with. */
export type ReadContext = {
  readonly reading: Reading;
  readonly viewer: Viewer;
  /** `https://host/api/graph/v1.0`, without a slash at its end. */
  readonly root: string;
};

/** An entity as the contract spells it, without its navigations. */
export type Entity = { readonly id: string; readonly [property: string]: unknown };

/** What a property is to `$filter` and `$orderby`; texts compare whatever their case, as they do in Graph. */
export type Field =
  | { readonly kind: "id" | "text" | "instant" | "boolean" | "number"; readonly sql: SQLWrapper }
  | { readonly kind: "enum"; readonly sql: SQLWrapper; readonly values: readonly string[] };

/** The ids on the other side, for each of the owners that has any. */
export type Targets = ReadonlyMap<string, readonly string[]>;

/** Entities that live inside of their owners alone, by the owners' ids. */
export type Contained = ReadonlyMap<string, readonly Entity[]>;

export type Navigation =
  | {
      readonly kind: "reference";
      readonly to: () => EntityType;
      readonly isCollection: boolean;
      /**
       * Whether seeing the owner is seeing this: the package of one's own request. Otherwise its reader has to be
       * allowed to see it by itself.
       */
      readonly isPartOfOwner: boolean;
      readonly targets: (context: ReadContext, ids: readonly string[]) => Promise<Targets>;
    }
  | {
      readonly kind: "contained";
      readonly isCollection: boolean;
      /** Navigations of these entities that may be named in turn; where they lead is loaded with them. */
      readonly inside?: readonly string[];
      readonly load: (context: ReadContext, ids: readonly string[]) => Promise<Contained>;
    };

/** A type of the contract: what can be asked of it, who sees which, and how it is read. */
export type EntityType = {
  /** As in `@odata.type`. */
  readonly name: string;
  readonly properties: readonly string[];
  /** By their paths: `displayName`, `accessPackage/id`. */
  readonly fields: Readonly<Record<string, Field>>;
  readonly navigations: Readonly<Record<string, Navigation>>;
  /** SQL: its table with the joins its fields need, and its id in it. Left joins, so that what no field asks for is not read. */
  readonly source: SQL;
  readonly id: SQLWrapper;
  /** SQL: what is not there for anybody; undefined where nothing is left out. */
  readonly exists: SQL | undefined;
  /** SQL: those the viewer administers; undefined for all. */
  readonly administered: (viewer: Viewer) => SQL | undefined;
  /** SQL: those the viewer sees as one whom they are about; null where there are none. */
  readonly own: ((context: ReadContext) => SQL) | null;
  readonly load: (context: ReadContext, ids: readonly string[]) => Promise<ReadonlyMap<string, Entity>>;
};

type Reference = Omit<Extract<Navigation, { kind: "reference" }>, "kind" | "isCollection">;

export const one = (navigation: Reference): Navigation => ({ kind: "reference", isCollection: false, ...navigation });
export const many = (navigation: Reference): Navigation => ({ kind: "reference", isCollection: true, ...navigation });

/** The other side as rows of a table name it, beside the owner: a column of its own, or of a table between both. */
export const through =
  (table: SQLWrapper, owner: SQLWrapper, target: SQLWrapper, order: SQLWrapper = target) =>
  async ({ reading }: ReadContext, ids: readonly string[]): Promise<Targets> => {
    const { rows } = await reading.db.execute<{ owner: string; target: string | null }>(sql`
      select ${owner} as owner, ${target} as target from ${table}
      where ${owner} = any(${sql.param([...ids])}::uuid[]) order by ${order}`);
    return targetsOf(rows);
  };

/** Rows by the id of their owner, in the order they came in. */
export function targetsOf(rows: readonly { readonly owner: string; readonly target: string | null }[]): Targets {
  const targets = new Map<string, string[]>();
  for (const { owner, target } of rows) {
    if (target === null) continue;
    const before = targets.get(owner);
    if (before) before.push(target);
    else targets.set(owner, [target]);
  }
  return targets;
}

export const byId = <Row extends Entity>(rows: readonly Row[]): ReadonlyMap<string, Row> =>
  new Map(rows.map((row) => [row.id, row]));

/** Finds what was named in any case among the names of the contract. */
export const named = (names: Iterable<string>, wanted: string): string | undefined =>
  [...names].find((name) => name.toLowerCase() === wanted.toLowerCase());
