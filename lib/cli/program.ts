import { deferred } from "@/lib/platform/deferred";

/** Something the person at the keyboard can mend; shown without a stack. */
export class Complaint extends Error {
  override readonly name = "Complaint";
}

/** Prints one line for the person at the keyboard. */
export function say(line = ""): void {
  process.stdout.write(`${line}\n`);
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "Complaint" || error.name === "EnvError") return error.message;
  const cause = error.cause instanceof Error ? `\ncaused by ${error.cause.stack ?? error.cause.message}` : "";
  return `${error.stack ?? error.message}${cause}`;
}

/**
 * Runs a command line program. `interrupted` resolves at the first Ctrl-C or SIGTERM, and the program then ends by
 * itself; a second signal ends it at once.
 */
export async function run(program: (interrupted: Promise<void>) => Promise<number | undefined>): Promise<never> {
  const { promise: interrupted, resolve } = deferred<void>();
  let asked = false;
  const onSignal = () => {
    if (asked) process.exit(130);
    asked = true;
    resolve();
  };
  // A closed pipe or terminal takes our words away, not the duty to stop what was started.
  process.stdout.on("error", () => {});
  process.stderr.on("error", () => {});
  // Closing the terminal must stop what was started from it as well.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, onSignal);
  try {
    process.exit((await program(interrupted)) ?? 0);
  } catch (error) {
    process.stderr.write(`\n${explain(error)}\n`);
    process.exit(1);
  }
}

/** The value behind `--name value` or `--name=value`. */
export function option(name: string, args: readonly string[] = process.argv.slice(2)): string | undefined {
  const at = args.findIndex((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`));
  if (at < 0) return undefined;
  const [, inline] = args[at]?.split(/=(.*)/s) ?? [];
  return inline ?? args[at + 1];
}

/** The values behind every `--name value` and `--name=value`, in order. */
export const options = (name: string, args: readonly string[] = process.argv.slice(2)): string[] =>
  args.flatMap((arg, at) =>
    arg === `--${name}` || arg.startsWith(`--${name}=`) ? (option(name, args.slice(at)) ?? []) : [],
  );

/** Whether `--name` was given. */
export function hasFlag(name: string, args: readonly string[] = process.argv.slice(2)): boolean {
  return args.includes(`--${name}`);
}

/**
 * The port to listen on, from `--port`, else PORT, else 3000.
 * @throws Complaint when it is not a port
 */
export function wantedPort(args: readonly string[] = process.argv.slice(2)): number {
  const text = option("port", args) ?? process.env.PORT ?? "3000";
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Complaint(`--port ${text} is not a port`);
  return port;
}
