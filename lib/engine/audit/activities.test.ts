import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { auditActivities } from "./activities";

const folder = "lib/engine";

/** The names of all records of activities that files of the engine give away. */
const registries = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
  .flatMap((file) =>
    [...readFileSync(join(folder, file), "utf8").matchAll(/^export const (\w+Activities)\b/gm)].map((found) => ({
      name: found[1] ?? "",
      file: `../${file.replace(/\.ts$/, "")}`,
    })),
  )
  .filter(({ name }) => name !== "auditActivities");

test.each(registries)("whatever stands in the log can be looked for: $name", async ({ name, file }) => {
  const found: Record<string, Record<string, string>> = await import(file);
  expect(auditActivities).toEqual(expect.arrayContaining(Object.values(found[name] ?? {})));
});

test("every activity is listed once, in order", () => {
  expect(registries.length).toBeGreaterThan(4);
  expect(auditActivities).toEqual([...new Set(auditActivities)].sort());
  expect(auditActivities).toContain("Update tenant setting");
});
