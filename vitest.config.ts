import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

const engine = ["lib/engine/**/*.test.ts"];
const database = [
  "lib/{services,queries,facts,worker,testing}/**/*.test.ts",
  "lib/graph/{operations,http}/**/*.test.ts",
  "lib/cli/token.test.ts",
  "db/**/*.test.ts",
];

/** What every project has in common. */
const common = {
  environment: "node" as const,
  setupFiles: ["./lib/testing/console-guard.ts"],
  retry: 0,
  restoreMocks: true,
  // Tests bring their own server, and only what went wrong is worth reading.
  env: { DATABASE_URL: "", LOG_LEVEL: "error" },
};

export default defineConfig({
  resolve: { alias: { "@": root.replace(/\/$/, "") } },
  test: {
    projects: [
      { extends: true, test: { ...common, name: "engine", include: engine, isolate: false, testTimeout: 60_000 } },
      {
        extends: true,
        test: {
          ...common,
          name: "unit",
          include: ["{lib,components,app}/**/*.test.{ts,tsx}"],
          exclude: [...engine, ...database],
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          ...common,
          name: "database",
          include: database,
          globalSetup: ["./lib/testing/server.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
