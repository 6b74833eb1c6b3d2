import { eq, type SQLWrapper, sql } from "drizzle-orm";
import { groupClosure, groupMembers } from "@/db/schema";
import type { PersonId } from "@/lib/engine/ids";

/** SQL: the ids of all groups a person is a member of, at any depth (WHO-20). The same set as `loadGroupIds`. */
export const groupIdsOf = (personId: PersonId | SQLWrapper) => sql`(
  select ${groupClosure.ancestorId} from ${groupMembers}
  join ${groupClosure} on ${groupClosure.descendantId} = ${groupMembers.groupId}
  where ${groupMembers.personId} = ${personId} and ${eq(groupMembers.role, "member")})`;

/** SQL: whether a text column contains what was searched for, whatever its case; wildcards mean themselves (POR-13). */
export const contains = (column: SQLWrapper, search: string) =>
  sql`lower(${column}) like lower(${`%${search.replaceAll(/[\\%_]/g, "\\$&")}%`})`;

/** The longest search that makes sense; the rest is cut off. */
const SEARCH_CHARS = 200;
/** What a search looks for. PostgreSQL knows no NUL in a text, so none is looked for. */
export const searchText = (input: string | null | undefined): string =>
  (input ?? "").replaceAll("\0", "").trim().slice(0, SEARCH_CHARS);
