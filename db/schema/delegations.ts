import { sql } from "drizzle-orm";
import { check, index, pgTable } from "drizzle-orm/pg-core";
import type { PersonId } from "@/lib/engine/ids";
import { id, instant, ref } from "./columns";
import { people } from "./directory";

/** LIM-38: one delegation of approvals a person. */
export const delegations = pgTable(
  "delegations",
  {
    delegatorId: id<PersonId>().references(() => people.id),
    delegateId: ref<PersonId>()
      .notNull()
      .references(() => people.id),
    startAt: instant().notNull(),
    endAt: instant(),
    createdAt: instant().notNull(),
  },
  (table) => [
    index("delegations_delegate_idx").on(table.delegateId),
    // APP-86: never oneself.
    check("delegations_not_oneself", sql`${table.delegatorId} <> ${table.delegateId}`),
  ],
);
