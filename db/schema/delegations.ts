import { sql } from "drizzle-orm";
import { check, index, pgTable } from "drizzle-orm/pg-core";
import type { GroupId, PersonId } from "@/lib/engine/ids";
import { id, instant, ref } from "./columns";
import { groups, people } from "./directory";

/** LIM-38, APP-87: one delegation of approvals a person, to a person or to the members of a group (APP-88). */
export const delegations = pgTable(
  "delegations",
  {
    delegatorId: id<PersonId>().references(() => people.id),
    delegateId: ref<PersonId>().references(() => people.id),
    delegateGroupId: ref<GroupId>().references(() => groups.id),
    startAt: instant().notNull(),
    endAt: instant(),
    /** When it was saved; it covers nothing that was assigned before (APP-81). */
    savedAt: instant().notNull(),
  },
  (table) => [
    check("delegations_delegate", sql`num_nonnulls(${table.delegateId}, ${table.delegateGroupId}) = 1`),
    // APP-86: never oneself.
    check("delegations_not_oneself", sql`${table.delegatorId} <> ${table.delegateId}`),
    // Approver inbox: from the viewer and their groups to whom they decide for.
    index("delegations_delegate_idx").on(table.delegateId),
    index("delegations_delegate_group_idx").on(table.delegateGroupId),
  ],
);
