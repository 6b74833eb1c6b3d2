import { integer, timestamp, uuid } from "drizzle-orm/pg-core";

/** A uuid v7 made by the service (lib/platform/ids), branded for the entity it names. */
export const id = <Of extends string>() => uuid().$type<Of>().primaryKey();
export const ref = <Of extends string>() => uuid().$type<Of>();

/** An instant. There are no defaults: the value is the command's `now`. */
export const instant = () => timestamp({ withTimezone: true, precision: 3, mode: "date" });

/** ERR-50: counts the saves of something that administrators edit; whoever saves says which one they have read. */
export const version = () => integer().notNull().default(1);

/**
 * When an administrator deleted it: from then on it is in no list and can be neither opened nor asked for. The row stays
 * for the requests and the history that name it.
 */
export const deletedAt = () => instant();
