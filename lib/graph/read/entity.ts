import type { SQL, SQLWrapper } from "drizzle-orm";
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

/** SQL: the rows that have an owner and what it leads to beside each other, and the order of what one owner leads to. */
export type Link = {
  readonly table: SQLWrapper;
  readonly owner: SQLWrapper;
  readonly target: SQLWrapper;
  readonly order: SQLWrapper;
};

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
      /** SOD-1: whether only those who administer the owner learn where it leads, whoever else sees the owner. */
      readonly isForAdministrators?: boolean;
      readonly link: Link;
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
  readonly own: ((context: ReadContext) => Promise<SQL> | SQL) | null;
  /** SQL: the one that an address calls by this text, where that is not its id; null where it can be none. */
  readonly called?: (text: string) => SQL | null;
  readonly load: (context: ReadContext, ids: readonly string[]) => Promise<ReadonlyMap<string, Entity>>;
};

type Reference = Omit<Extract<Navigation, { kind: "reference" }>, "kind" | "isCollection">;

export const one = (navigation: Reference): Navigation => ({ kind: "reference", isCollection: false, ...navigation });
export const many = (navigation: Reference): Navigation => ({ kind: "reference", isCollection: true, ...navigation });

/** A link by the rows of a table: a column of the owner itself, or a table between both. */
export const through = (
  table: SQLWrapper,
  owner: SQLWrapper,
  target: SQLWrapper,
  order: SQLWrapper = target,
): Link => ({ table, owner, target, order });

export const byId = <Row extends Entity>(rows: readonly Row[]): ReadonlyMap<string, Row> =>
  new Map(rows.map((row) => [row.id, row]));

/** Finds what was named in any case among the names of the contract. */
export const named = (names: Iterable<string>, wanted: string): string | undefined =>
  [...names].find((name) => name.toLowerCase() === wanted.toLowerCase());
