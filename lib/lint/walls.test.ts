import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { z } from "zod";

/** A file that must be refused, and with which words; or one that must pass. */
type Case = { path: string; text: string; refused?: RegExp };

const engineWall = /pure core/;
const impure = /takes time, randomness and ids as arguments/;
const unguarded = /re-authenticates/;
const unrecorded = /must append its events/;

const importing = (path: string, from: string, refused?: RegExp): Case => ({
  path,
  text: `import { thing } from "${from}";\nexport const other = thing;\n`,
  ...(refused ? { refused } : {}),
});

const action = (text: string, refused?: RegExp): Case => ({
  path: "app/(portal)/packages/actions.ts",
  text: `"use server";\n${text}\n`,
  ...(refused ? { refused } : {}),
});

const service = (text: string, refused?: RegExp): Case => ({
  path: "lib/services/some-service.ts",
  text: `import { inTransaction } from "@/db/client";\nimport { appendEvents } from "./append-events";\n${text}\nexport const used = [inTransaction, appendEvents];\n`,
  ...(refused ? { refused } : {}),
});

const cases: Case[] = [
  ...[
    "pg",
    "drizzle-orm",
    "node:fs",
    "next/headers",
    "@/db/schema",
    "@/lib/platform/clock",
    "@/lib/services/x",
    "../db/x",
  ].map((from) => importing("lib/engine/request/decide.ts", from, engineWall)),
  ...["zod", "re2js", "./gates", "@/lib/engine/time"].map((from) => importing("lib/engine/request/decide.ts", from)),
  ...["new Date()", "Date.now()", "Math.random()", "crypto.randomUUID()", "performance.now()"].map((call) => ({
    path: "lib/engine/time.ts",
    text: `export const value = () => ${call};\n`,
    refused: impure,
  })),
  { path: "lib/engine/time.ts", text: "export const parse = (text: string) => new Date(text);\n" },
  ...["process.env.X", "fetch('x')", "setTimeout(() => {}, 1)", "console.log(1)"].map((call) => ({
    path: "lib/engine/time.ts",
    text: `export const value = () => ${call};\n`,
    refused: /global variable/,
  })),

  ...["drizzle-orm", "drizzle-orm/pg-core", "pg", "@/db/client", "@/lib/worker/run", "@/lib/cli/demo"].map((from) =>
    importing("app/(portal)/packages/page.tsx", from, /Routes compose/),
  ),
  ...["@/lib/queries/x", "@/lib/services/x", "@/lib/auth/viewer"].map((from) =>
    importing("app/(portal)/page.tsx", from),
  ),
  ...["@/db/client", "@/lib/services/x", "@/lib/queries/x", "@/lib/auth/viewer", "drizzle-orm", "@/app/x"].map((from) =>
    importing("components/request/state-chip.tsx", from, /props in, markup out/),
  ),
  ...["@/lib/engine/request/labels", "@/lib/views/x", "@/lib/client/x", "@/lib/format/x"].map((from) =>
    importing("components/request/state-chip.tsx", from),
  ),
  ...["next/cache", "next", "react", "@/lib/queries/x", "@/lib/auth/viewer", "@/lib/worker/run", "@/app/x"].map(
    (from) => importing("lib/services/submit-request.ts", from, /no web framework/),
  ),
  ...["next/headers", "react", "@/lib/queries/x", "@/components/x"].map((from) =>
    importing("lib/worker/tasks/deliver.ts", from, /never sees the web framework/),
  ),
  ...["next/headers", "@/lib/services/x", "@/lib/worker/run", "@/components/x"].map((from) =>
    importing("lib/queries/packages.ts", from, /Queries read/),
  ),
  ...["next", "@/lib/queries/x", "@/lib/auth/viewer", "@/lib/worker/run"].map((from) =>
    importing("db/schema/requests.ts", from, /nothing above it/),
  ),

  action("export async function act() { await requireViewer(); return 1; }"),
  action("export async function act() { await requireRole('auditor'); return 1; }"),
  action(
    "async function helper() { return 1; }\nexport async function act() { await requireViewer(); return helper(); }",
  ),
  action("export async function act() { return 1; }", unguarded),
  action("export const act = async () => 1;", unguarded),
  action("export const act = async function () { return 1; };", unguarded),
  action("export default async function act() { return 1; }", unguarded),

  service("export async function act() { return inTransaction(db, async (tx) => { await appendEvents(tx, []); }); }"),
  service("export async function act() { return inTransaction(db, async () => 1); }", unrecorded),
  service("export const act = async () => inTransaction(db, async () => 1);", unrecorded),
];

const report = z.object({
  diagnostics: z.array(
    z.object({ message: z.string(), severity: z.string(), location: z.object({ path: z.string() }) }),
  ),
});

/** Where a case lies: in a folder of its own within the folder that the rule is about. */
const placeOf = (path: string, index: number) => join(dirname(path), `case-${index}`, basename(path));

/** What Biome, with this project's settings, says about each case's file. */
const messages = new Map<string, string[]>();

beforeAll(() => {
  const root = mkdtempSync(join(tmpdir(), "latchkey-walls-"));
  try {
    for (const file of ["biome.json", "package.json", ".gitignore"]) cpSync(file, join(root, file));
    cpSync("lib/lint", join(root, "lib/lint"), { recursive: true });
    cases.forEach(({ path, text }, index) => {
      const file = join(root, placeOf(path, index));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    });
    const biome = join(process.cwd(), "node_modules/@biomejs/biome/bin/biome");
    const { stdout } = spawnSync(process.execPath, [biome, "lint", "--reporter=json", "--max-diagnostics=none"], {
      cwd: root,
      encoding: "utf8",
      maxBuffer: 2 ** 26,
    });
    for (const { message, severity, location } of report.parse(JSON.parse(stdout)).diagnostics) {
      if (severity === "error") messages.set(location.path, [...(messages.get(location.path) ?? []), message]);
    }
  } finally {
    rmSync(root, { recursive: true });
  }
}, 60_000);

it.each(cases.map((one, index) => ({ ...one, place: placeOf(one.path, index) })))(
  "$path: $text → $refused",
  ({ place, refused }) => {
    const found = messages.get(place) ?? [];
    if (refused) expect(found).toEqual(expect.arrayContaining([expect.stringMatching(refused)]));
    else expect(found).toEqual([]);
  },
);
