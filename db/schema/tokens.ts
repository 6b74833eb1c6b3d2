import { index, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { PersonId } from "@/lib/engine/ids";
import { id, instant, ref } from "./columns";
import { people } from "./directory";

/** Tokens of the API that people made; each does what its person may do, as far as its scopes go. */
export const apiTokens = pgTable(
  "api_tokens",
  {
    id: id<string>(),
    personId: ref<PersonId>()
      .notNull()
      .references(() => people.id),
    displayName: text().notNull(),
    /** SHA-256 in hexadecimal; the token itself was shown once and is kept nowhere. */
    hash: text().notNull(),
    scopes: text().array().notNull(),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
    /** To the minute. */
    lastUsedAt: instant(),
    revokedAt: instant(),
  },
  (table) => [
    // Whose token this is, asked by every call.
    uniqueIndex("api_tokens_hash_key").on(table.hash),
    // The tokens of a person.
    index("api_tokens_person_idx").on(table.personId, table.id),
  ],
);
