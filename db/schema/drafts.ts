import { index, jsonb, pgTable } from "drizzle-orm/pg-core";
import type { PackageDraftId, PersonId } from "@/lib/engine/ids";
import { id, instant, ref, version } from "./columns";
import { people } from "./directory";

/** Packages that somebody is still putting together: theirs alone, and nothing else knows of them. */
export const packageDrafts = pgTable(
  "package_drafts",
  {
    id: id<PackageDraftId>(),
    authorId: ref<PersonId>()
      .notNull()
      .references(() => people.id),
    /** What was typed so far, step by step; parsed by `packageDraftSchema` when read. */
    content: jsonb().$type<unknown>().notNull(),
    version: version(),
    createdAt: instant().notNull(),
    modifiedAt: instant().notNull(),
  },
  // The drafts of a person, the last touched first.
  (table) => [index("package_drafts_author_idx").on(table.authorId, table.modifiedAt)],
);
