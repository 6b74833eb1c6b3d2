import { env } from "./env";

const levels = { debug: 10, info: 20, warn: 30, error: 40 } as const;

export type LogLevel = keyof typeof levels;
export type LogFields = Readonly<Record<string, unknown>>;
export type Log = Readonly<Record<LogLevel, (event: string, fields?: LogFields) => void>>;

/** What people wrote, and what opens doors: never in a log, under whatever object it arrives. */
const privateField = /answer|justification|comment|reason|e-?mail|password|secret|token|cookie|authorization|params/i;
const address = /[\w.+'-]+@[\w-]+(\.[\w-]+)+/g;
const urlPassword = /(\/\/[^:/\s]+:)[^@/\s]+@/g;

function mask(text: string): string {
  return text.replace(urlPassword, "$1…@").replace(address, "[e-mail]");
}

/**
 * An error without the values it was about: the database puts row values into `detail`, Drizzle puts parameters into the
 * message and the stack repeats the message, so only the first part of the message and the frames are kept.
 */
function describeError(error: Error, depth: number): Record<string, unknown> {
  const code: unknown = "code" in error ? error.code : undefined;
  const constraint: unknown = "constraint" in error ? error.constraint : undefined;
  return {
    name: error.name,
    message: mask(error.message.split("\nparams:")[0] ?? ""),
    ...(typeof code === "string" ? { code } : {}),
    ...(typeof constraint === "string" ? { constraint } : {}),
    stack: error.stack
      ?.split("\n")
      .filter((line) => line.startsWith("    at "))
      .slice(0, 12)
      .map((line) => line.trim()),
    ...(error.cause === undefined ? {} : { cause: clean(error.cause, depth + 1) }),
  };
}

function clean(value: unknown, depth = 0): unknown {
  if (depth > 4) return "[deep]";
  if (typeof value === "string") return mask(value);
  if (typeof value === "bigint") return value.toString();
  if (value instanceof Date) return value;
  if (value instanceof Error) return describeError(value, depth);
  if (Array.isArray(value)) return value.map((item) => clean(item, depth + 1));
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, privateField.test(key) ? "[hidden]" : clean(item, depth + 1)]),
    );
  }
  return value;
}

/** One log line: JSON, one object per line. Exported for tests and for tools that read logs. */
export function logLine(level: LogLevel, event: string, fields: LogFields, at: Date): string {
  const safe = clean(fields) as Record<string, unknown>;
  return JSON.stringify({ at: at.toISOString(), level, event: mask(event), ...safe });
}

/** A logger that hands each line to `write` and drops lines below `least`. */
export function createLog(least: () => LogLevel, write: (line: string) => void): Log {
  const at =
    (level: LogLevel) =>
    (event: string, fields: LogFields = {}) => {
      if (levels[level] >= levels[least()]) write(logLine(level, event, fields, new Date()));
    };
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}

/** The process's log on standard output: `log.info("worker started", { concurrency: 4 })`. */
export const log: Log = createLog(
  () => env().logLevel,
  (line) => process.stdout.write(`${line}\n`),
);
