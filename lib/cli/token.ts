import { and, or, sql } from "drizzle-orm";
import { createDatabase, type Database, databaseError, isDemoDatabase } from "@/db/client";
import { startEmbedded } from "@/db/embedded";
import { isPerson, people } from "@/db/schema";
import { demoDataDir, withServer } from "@/db/server";
import type { PersonId } from "@/lib/engine/ids";
import { tokenRefusalText } from "@/lib/engine/token/refusals";
import { type TokenWish, tokenLimits, tokenWishSchema } from "@/lib/engine/token/token";
import { isService } from "@/lib/facts/services";
import { demoClock, systemClock } from "@/lib/platform/clock";
import { env } from "@/lib/platform/env";
import { createToken } from "@/lib/services/create-token";
import { depsFor } from "@/lib/services/deps";
import { Complaint, option, options, run, say } from "./program";

const usage = `npm run --silent token -- --person NAME_OR_MAIL [--scope SCOPE]… [--days N] [--name WORDS]
npm run --silent token -- --service NAME [--scope SCOPE]… [--days N] [--name WORDS]`;

const scopesOtherwise = {
  person: ["EntitlementManagement.ReadWrite.All", "EntitlementMgmt-SubjectAccess.ReadWrite"],
  service: ["EntitlementManagement.ReadWrite.All"],
} as const;

/** Everything but the token goes where a script does not look for it. */
const tell = (line: string) => process.stderr.write(`${line}\n`);

function wishFrom(now: Date, of: keyof typeof scopesOtherwise): TokenWish {
  const given = options("scope").flatMap((each) => each.split(","));
  const parsed = tokenWishSchema.safeParse({
    displayName: option("name") ?? `Shell, ${now.toISOString()}`,
    scopes: given.length > 0 ? given : scopesOtherwise[of],
    days: Number(option("days") ?? tokenLimits.daysDefault),
  });
  if (parsed.success) return parsed.data;
  throw new Complaint(`${parsed.error.issues.map((issue) => issue.message).join("\n")}\n${usage}`);
}

/** @throws Complaint where nobody has this name, address or sign-in name, or several have it */
async function findPerson(db: Database, text: string): Promise<{ id: PersonId; displayName: string }> {
  const wanted = text.trim().toLowerCase();
  const found = await db
    .select({ id: people.id, displayName: people.displayName, email: people.email })
    .from(people)
    .where(
      and(
        isPerson,
        or(
          sql`lower(${people.displayName}) = ${wanted}`,
          sql`lower(${people.email}) = ${wanted}`,
          sql`lower(${people.userPrincipalName}) = ${wanted}`,
        ),
      ),
    )
    .limit(10);
  const [person, another] = found;
  if (!person) throw new Complaint(`There is nobody with the name or address “${text}”.`);
  if (another) {
    const addresses = found.map((each) => `  ${each.email}`).join("\n");
    throw new Complaint(`Several people are called that. Name one by the address:\n${addresses}`);
  }
  return person;
}

/** @throws Complaint where no service has this name */
async function findService(db: Database, text: string): Promise<{ id: PersonId; displayName: string }> {
  const isThatName = sql`lower(${people.displayName}) = ${text.trim().toLowerCase()}`;
  const { id, displayName } = people;
  const [service] = await db.select({ id, displayName }).from(people).where(and(isService, isThatName));
  if (!service) throw new Complaint(`There is no service with the name “${text}”.`);
  return service;
}

async function make(url: string): Promise<number> {
  const [person, service] = [option("person"), option("service")];
  const wanted = person ?? service;
  if (!wanted || (person && service)) throw new Complaint(usage);
  const handle = createDatabase(url, { name: "latchkey token", max: 1 });
  try {
    const { db } = handle;
    // Which clock a database lives by is a matter of what it is, not of who started this.
    const deps = depsFor(db, (await isDemoDatabase(db)) ? demoClock(db) : systemClock);
    const wish = wishFrom(await deps.clock.now(), person ? "person" : "service");
    const owner = await (person ? findPerson : findService)(db, wanted);
    const made = await createToken(deps, { ...wish, personId: owner.id, by: "system" });
    if (!made.ok) {
      const { title, detail } = tokenRefusalText(made.error);
      throw new Complaint(`${owner.displayName}: ${title}. ${detail}`);
    }
    tell(`A token of ${owner.displayName} until ${made.value.expiresAt.toISOString()}: ${wish.scopes.join(", ")}`);
    say(made.value.token);
    return 0;
  } catch (error) {
    if (databaseError(error)?.code !== "42P01") throw error;
    throw new Complaint("There is no portal in this database yet; `npm run demo` or `npm run db:migrate` makes one.");
  } finally {
    await handle.close();
  }
}

/**
 * `npm run --silent token -- --person NAME_OR_MAIL [--scope SCOPE]… [--days N] [--name WORDS]`: prints a token of the API,
 * alone on standard output, for a person of the database of DATABASE_URL, or of the demo's where that is not set; with
 * `--service NAME` in the place of `--person` for a service.
 */
const program = (): Promise<number> =>
  withServer(make, env().databaseUrl ? undefined : () => startEmbedded({ dataDir: demoDataDir }));

await run(program);
