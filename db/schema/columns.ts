import { timestamp, uuid } from "drizzle-orm/pg-core";

/** A uuid v7 made by the service (lib/platform/ids), branded for the entity it names. */
export const id = <Of extends string>() => uuid().$type<Of>().primaryKey();
export const ref = <Of extends string>() => uuid().$type<Of>();

/** An instant. There are no defaults: the value is the command's `now`. */
export const instant = () => timestamp({ withTimezone: true, precision: 3, mode: "date" });
