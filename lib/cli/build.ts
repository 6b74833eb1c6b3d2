import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { dataRoot } from "@/db/server";
import { withFileLock } from "@/lib/platform/file-lock";
import { isRunning, processIdentity, processStart } from "@/lib/platform/process";
import { exitCode, scripts, startScript } from "./child";
import { Complaint, say } from "./program";

const markerPath = join(".next", "latchkey-build");
/** The build under way, for whoever comes after a launcher that was killed meanwhile. */
const builderPath = join(dataRoot, "builder.json");

/** What a build is made of. Tests, command line tools and the database's data are not part of it. */
const sources = ["app", "components", "lib", "db", "public"];
const rootFiles =
  /^(package(-lock)?\.json|tsconfig\.json|next\.config\.ts|postcss\.config\.\w+|proxy\.ts|instrumentation\.ts)$/;
const notBuilt = /(\.test\.tsx?$|^lib\/(cli|lint|testing)\/|^lib\/engine\/testing\/|\.md$|\.grit$)/;

/** A fingerprint of everything that goes into the build, and of the runtime that makes it. */
export function sourceHash(): string {
  const files = sources
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name)),
    )
    .concat(readdirSync(".").filter((name) => rootFiles.test(name)))
    .filter((file) => !notBuilt.test(file))
    .sort();
  const hash = createHash("sha256").update(process.version);
  for (const file of files) hash.update(`\0${file}\0`).update(readFileSync(file));
  return hash.digest("hex");
}

/** The build must not depend on where it is made: no settings of the running portal reach it. */
function buildEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(LATCHKEY_|OIDC_|NEXTAUTH_|DATABASE_URL$|NODE_ENV$|PORT$)/.test(name),
  );
  return { ...Object.fromEntries(kept), NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
}

/** Ends a build that outlived its launcher; Next lets only one run in a clone. */
async function stopLeftBehindBuild(): Promise<void> {
  if (!existsSync(builderPath)) return;
  const left = processIdentity.safeParse(JSON.parse(readFileSync(builderPath, "utf8") || "null"));
  if (left.success && isRunning(left.data)) {
    say("Ending a build that was left behind …");
    process.kill(left.data.pid, "SIGKILL");
    while (isRunning(left.data)) await pause(50);
  }
  rmSync(builderPath, { force: true });
}

async function build(): Promise<number> {
  await stopLeftBehindBuild();
  const child = startScript(scripts.next, ["build"], buildEnvironment());
  if (child.pid !== undefined) {
    writeFileSync(builderPath, JSON.stringify({ pid: child.pid, started: processStart(child.pid) ?? "" }));
  }
  const code = await exitCode(child);
  rmSync(builderPath, { force: true });
  return code;
}

/**
 * Makes the production build unless the one in `.next` was made from exactly these sources.
 * @returns whether it had to build
 * @throws Complaint when the build fails; what went wrong is on the screen by then
 */
export async function ensureBuild(): Promise<boolean> {
  mkdirSync(dataRoot, { recursive: true });
  return withFileLock(
    join(dataRoot, "build.lock"),
    async () => {
      const hash = sourceHash();
      const built = existsSync(markerPath) && existsSync(join(".next", "BUILD_ID"));
      if (built && readFileSync(markerPath, "utf8") === hash) return false;
      say("Building (a minute or two; only after changes) …");
      if ((await build()) !== 0) throw new Complaint("The build failed; the reason is above.");
      writeFileSync(markerPath, hash);
      return true;
    },
    15 * 60_000,
  );
}
