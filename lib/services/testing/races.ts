import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { Person } from "@/lib/engine/directory";
import type { AccessPackageId, PersonId } from "@/lib/engine/ids";
import { expectInvariants } from "./invariants";
import { insertPeople, somebody } from "./world";

/** Numbers from 0 to 1 that depend on the seed alone (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Contenders<Results extends readonly unknown[]> = {
  readonly [Index in keyof Results]: () => Promise<Results[Index]>;
};

/**
 * Lets every contender run on a connection of its own, each after a few round trips to the server, so that over many
 * rounds they meet at every point of each other's transactions.
 */
export function scattered<Results extends readonly unknown[]>(
  db: Database,
  random: () => number,
  contenders: Contenders<Results>,
): Promise<Results> {
  const started = contenders.map(async (contend) => {
    for (let trips = Math.floor(random() * 8); trips > 0; trips -= 1) await db.execute(sql`select 1`);
    return contend();
  });
  return Promise.all(started) as unknown as Promise<Results>;
}

/**
 * Holds the person's lock until every contender waits for it (or has ended without it), then lets go: from then on they
 * run one behind the other with nothing between them.
 */
export async function behindLock<Results extends readonly unknown[]>(
  db: Database,
  personId: PersonId,
  contenders: Contenders<Results>,
): Promise<Results> {
  let ended = 0;
  let running: Promise<unknown[]> | undefined;
  await db.transaction(async (tx) => {
    await tx.execute(sql`select id from people where id = ${personId} for no key update`);
    running = Promise.all(
      contenders.map(async (contend) => {
        try {
          return await contend();
        } finally {
          ended += 1;
        }
      }),
    );
    // Asked outside the transaction, in which the server would show the activity of its first look for ever.
    for (let waiting = 0; waiting + ended < contenders.length; ) {
      const { rows } = await db.execute<{ n: number }>(
        sql`select count(*)::int as n from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`,
      );
      waiting = rows[0]?.n ?? 0;
    }
  });
  return (await running) as unknown as Results;
}

/** How often each outcome came up, for the line a race prints at its end. */
export class Tally {
  readonly #counts = new Map<string, number>();
  readonly #begin = performance.now();
  readonly #race: string;

  constructor(race: string) {
    this.#race = race;
  }

  add(outcome: string): void {
    this.#counts.set(outcome, (this.#counts.get(outcome) ?? 0) + 1);
  }

  countOf(outcome: string): number {
    return this.#counts.get(outcome) ?? 0;
  }

  get rounds(): number {
    return [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
  }

  print(): void {
    const counts = [...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, count]) => `${name} ${count}`);
    const seconds = ((performance.now() - this.#begin) / 1_000).toFixed(1);
    process.stdout.write(`race ${this.#race}: ${this.rounds} rounds in ${seconds} s; ${counts.join(", ")}\n`);
  }
}

/** How many times as many rounds as usual: `npm run races` asks for ten. */
export const timesOver = Number(process.env.RACE_TIMES ?? "1");

/** Lets contenders loose and gives what became of each. */
export type Contend = <Results extends readonly unknown[]>(contenders: Contenders<Results>) => Promise<Results>;

/**
 * Runs one race `rounds` times (times `timesOver`), each time for a person nobody has met yet. In half of the rounds the contenders queue up
 * behind the person's lock; in the others they start a few round trips apart. The person's invariants are looked at after
 * every round. `relations` are what the person is to others.
 */
export async function race(
  course: {
    readonly db: Database;
    readonly name: string;
    readonly rounds: number;
    readonly forbidden?: readonly (readonly [AccessPackageId, AccessPackageId])[];
    readonly relations?: Partial<Person>;
  },
  round: (who: Person, contend: Contend, tally: Tally) => Promise<void>,
): Promise<Tally> {
  const { db, name, forbidden, relations } = course;
  const rounds = course.rounds * timesOver;
  const tally = new Tally(name);
  for (let number = 1; number <= rounds; number += 1) {
    const who = { ...somebody(`Employee ${number} of ${name}`), ...relations };
    await insertPeople(db, who);
    const random = randomFrom(number);
    const contend: Contend = (contenders) =>
      number % 2 ? scattered(db, random, contenders) : behindLock(db, who.id, contenders);
    await round(who, contend, tally);
    await expectInvariants(db, who.id, forbidden);
  }
  tally.print();
  return tally;
}
