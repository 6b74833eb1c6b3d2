import { z } from "zod";

const flag = z.preprocess(
  (value) => (typeof value === "string" ? value.toLowerCase() : value),
  z
    .enum(["1", "true", "on", "0", "false", "off"])
    .default("off")
    .transform((value) => value === "1" || value === "true" || value === "on"),
);

const origin = z
  .url({ protocol: /^https?$/, error: "must be an http(s) address such as https://access.example.com" })
  .transform((value) => new URL(value).origin);

const environment = z
  .object({
    NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "must start with postgres://" }).optional(),
    LATCHKEY_DEMO: flag,
    LATCHKEY_ORIGIN: origin.optional(),
    NEXTAUTH_URL: origin.optional(),
    NEXTAUTH_SECRET: z.string().min(32, "must have at least 32 characters").optional(),
    OIDC_ISSUER: z.url("must be the issuer's address").optional(),
    OIDC_CLIENT_ID: z.string().optional(),
    OIDC_CLIENT_SECRET: z.string().optional(),
    LATCHKEY_API_AUDIENCE: z.string().trim().min(1, "must name the API as the issuer knows it").optional(),
    LATCHKEY_WORKER: z.enum(["in-process", "none"]).default("in-process"),
    LATCHKEY_STARTED_BY: z.enum(["demo", "start", "worker", "tests"]).optional(),
    LOG_LEVEL: z.enum(["debug", "info", "warn", "error"]).default("info"),
  })
  .superRefine((value, context) => {
    if (value.LATCHKEY_API_AUDIENCE !== undefined && value.OIDC_ISSUER === undefined) {
      const message = "needs OIDC_ISSUER, whose tokens it is about";
      context.addIssue({ code: "custom", path: ["LATCHKEY_API_AUDIENCE"], message });
    }
    const oidc = ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"] as const;
    if (oidc.every((name) => value[name] === undefined)) return;
    for (const name of oidc) {
      if (value[name] === undefined) {
        context.addIssue({ code: "custom", path: [name], message: "is missing; set all three OIDC_ settings or none" });
      }
    }
  })
  .transform((value) => ({
    mode: value.NODE_ENV,
    databaseUrl: value.DATABASE_URL,
    demo: value.LATCHKEY_DEMO,
    /** Where people reach the portal, without a trailing slash. */
    origin: value.LATCHKEY_ORIGIN ?? value.NEXTAUTH_URL,
    sessionSecret: value.NEXTAUTH_SECRET,
    oidc:
      value.OIDC_ISSUER && value.OIDC_CLIENT_ID && value.OIDC_CLIENT_SECRET
        ? { issuer: value.OIDC_ISSUER, clientId: value.OIDC_CLIENT_ID, clientSecret: value.OIDC_CLIENT_SECRET }
        : undefined,
    /** Whom tokens of the issuer have to be for to be taken by the API; without it none is. */
    apiAudience: value.LATCHKEY_API_AUDIENCE,
    worker: value.LATCHKEY_WORKER,
    startedBy: value.LATCHKEY_STARTED_BY,
    logLevel: value.LOG_LEVEL,
  }));

export type Env = z.output<typeof environment>;

/** The settings are wrong; the message lists every one of them, ready to print. */
export class EnvError extends Error {
  override readonly name = "EnvError";
}

/**
 * Reads settings out of a set of environment variables; an empty variable counts as not set.
 * @throws EnvError naming each wrong variable
 */
export function readEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = environment.safeParse(given);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
  throw new EnvError(`The settings in the environment are wrong:\n${lines.join("\n")}`);
}

let current: Env | undefined;

/**
 * The settings of this process, read once on first use; nothing else in the project reads `process.env` for settings.
 * @throws EnvError naming each wrong variable
 */
export function env(): Env {
  current ??= readEnv(process.env);
  return current;
}
