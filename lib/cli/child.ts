import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";

/**
 * Runs a program of node_modules with this Node and waits for it.
 * @param script path below node_modules
 * @returns its exit code
 */
export function runScript(
  script: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = process.env,
): Promise<number> {
  return exitCode(startScript(script, args, environment));
}

/** Starts a program of node_modules with this Node, on this terminal. */
export const startScript = (script: string, args: readonly string[], environment: NodeJS.ProcessEnv): ChildProcess =>
  spawn(process.execPath, [join("node_modules", script), ...args], { stdio: "inherit", env: environment });

/** Resolves with the exit code of a child, 1 when a signal or a failed start ended it. */
export function exitCode(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.once("error", () => resolve(1));
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

export const scripts = {
  next: "next/dist/bin/next",
  biome: "@biomejs/biome/bin/biome",
  tsc: "typescript/bin/tsc",
  vitest: "vitest/vitest.mjs",
  playwright: "@playwright/test/cli.js",
} as const;
