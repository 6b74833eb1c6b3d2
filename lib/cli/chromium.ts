import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";
import { runScript, scripts } from "./child";
import { Complaint, say } from "./program";

const debian = "/usr/bin/chromium";

/** A browser that is here already: CHROMIUM_PATH, else Playwright's own, else the distribution's. */
export function installedChromium(): string | undefined {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) return chosen;
  return [chromium.executablePath(), debian].find((path) => path !== "" && existsSync(path));
}

function installFromDebian(): boolean {
  const run = (...args: string[]) => spawnSync("apt-get", args, { stdio: "inherit" }).status === 0;
  return run("update") && run("install", "-y", "--no-install-recommends", "chromium");
}

/**
 * Finds a browser for the tests, or installs one, saying what it does.
 * @throws Complaint when there is none and none can be installed
 */
export async function ensureChromium(): Promise<string> {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen && !existsSync(chosen)) throw new Complaint(`CHROMIUM_PATH names ${chosen}, which is not there.`);
  const found = installedChromium();
  if (found) {
    say(`Browser: ${found}`);
    return found;
  }
  say("No Chromium here; installing Playwright's …");
  if ((await runScript(scripts.playwright, ["install", "--with-deps", "chromium"])) === 0) {
    const own = installedChromium();
    if (own) return own;
  }
  say("Playwright's did not install; installing Debian's …");
  if (installFromDebian() && existsSync(debian)) return debian;
  throw new Complaint("No Chromium could be found or installed. Install one and set CHROMIUM_PATH to it.");
}
