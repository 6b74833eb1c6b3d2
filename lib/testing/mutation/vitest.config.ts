import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** The engine's tests alone, for `npm run mutation`. The simulation is left out: it is slow, and examples say it better. */
export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL("../../..", import.meta.url)).replace(/\/$/, "") } },
  test: {
    environment: "node",
    include: ["lib/engine/**/*.test.ts"],
    exclude: ["lib/engine/testing/simulation/**"],
    setupFiles: ["./lib/testing/console-guard.ts"],
    restoreMocks: true,
  },
});
