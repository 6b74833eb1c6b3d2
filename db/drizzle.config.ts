import { defineConfig } from "drizzle-kit";

/** For `npm run db:generate -- --name what_changed`; it never connects to a database. */
export default defineConfig({
  dialect: "postgresql",
  schema: "./db/schema/index.ts",
  out: "./db/migrations",
  casing: "snake_case",
  strict: true,
  verbose: true,
});
