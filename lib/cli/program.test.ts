import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { hasFlag, option, options, wantedPort } from "./program";

it("reads options in both spellings", () => {
  expect(option("port", ["--reset", "--port", "3001"])).toBe("3001");
  expect(option("port", ["--port=3001", "--reset"])).toBe("3001");
  expect(option("port", ["--ports", "3001"])).toBeUndefined();
  expect(options("scope", ["--scope", "a", "--days=2", "--scope=b", "--scopes", "c"])).toEqual(["a", "b"]);
  expect(hasFlag("reset", ["--port", "3001", "--reset"])).toBe(true);
});

/** Runs a program in a process of its own, because `run` ends the process. */
const program = (body: string) =>
  spawnSync(
    process.execPath,
    [
      "--import",
      "tsx",
      "--input-type=module",
      "-e",
      `import { run, say, Complaint } from "@/lib/cli/program";\nawait run(async (interrupted) => { ${body} });`,
    ],
    { encoding: "utf8", env: { ...process.env, PORT: undefined } },
  );

it("shows a complaint without a stack and ends with 1", () => {
  const { status, stderr } = program("throw new Complaint('Choose another port.');");
  expect(status).toBe(1);
  expect(stderr).toBe("\nChoose another port.\n");
});

it("shows a fault with its stack and its cause", () => {
  const { status, stderr } = program("throw new Error('outer', { cause: new Error('inner') });");
  expect(status).toBe(1);
  expect(stderr).toMatch(/outer[\s\S]*at [\s\S]*caused by [\s\S]*inner/);
});

it("lets a signal end the program in its own time, with its own code", () => {
  const { status, stdout } = program(
    "process.kill(process.pid, 'SIGTERM'); await interrupted; say('stopped in order'); return 7;",
  );
  expect(stdout).toBe("stopped in order\n");
  expect(status).toBe(7);
});

it.each(["0", "65536", "http", "80.5"])("%s is not a port", (port) => {
  expect(() => wantedPort([`--port=${port}`])).toThrow(`--port ${port} is not a port`);
});
