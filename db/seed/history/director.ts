import { eq, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { requests } from "@/db/schema";
import type { RequestId } from "@/lib/engine/ids";
import { addDays, addMs, DAY_MS } from "@/lib/engine/time";
import { type MovableClock, movableClock } from "@/lib/platform/clock";
import { createLog } from "@/lib/platform/log";
import { activateFallbacks } from "@/lib/services/activate-fallbacks";
import { cancelRequest } from "@/lib/services/cancel-request";
import { decideStage } from "@/lib/services/decide-stage";
import { grantRoles } from "@/lib/services/deliver-roles";
import type { Deps } from "@/lib/services/deps";
import { removeOwnAccess } from "@/lib/services/end-assignment";
import { revokeRoles } from "@/lib/services/revoke-roles";
import { setDelegation } from "@/lib/services/set-delegation";
import { setPersonEnabled } from "@/lib/services/set-person-enabled";
import { submitRequest } from "@/lib/services/submit-request";
import { findDue, sweepDue } from "@/lib/services/sweep-due";
import { packageId, policyId } from "../packages/packages";
import { languageOf, type PersonKey, personId } from "../people";
import { connectorsWithOutages } from "./outages";
import type { Story, Turn } from "./story";
import { instantOf, type When } from "./when";

/** One thing somebody does. */
type Scene = { readonly at: Date; readonly told: string; readonly play: () => Promise<void> };

/** Somebody's account is closed. */
export type Departure = {
  readonly who: PersonKey;
  readonly at: When;
  readonly closedBy: PersonKey;
  readonly reason: string;
};

/** Somebody lets a colleague decide in their place for some days. */
export type Delegating = {
  readonly who: PersonKey;
  readonly to: PersonKey;
  readonly at: When;
  readonly days: number;
};

/** How long after a decision the worker had delivered, by turns, so that no two look alike. */
const deliveryMs = [9_000, 14_000, 21_000, 34_000, 12_000] as const;
/** A sweep runs a moment after something fell due. */
const SWEEP_MS = 2_000;

/**
 * The portal's services in the given transaction. Their own transactions become savepoints in it: the seed is written
 * whole or not at all, and does not wait for the disk after each step.
 */
function depsIn(tx: Transaction, clock: MovableClock, now: Date): Deps {
  const quiet = createLog(
    () => "error",
    (line) => {
      throw new Error(`a step of the history failed: ${line}`);
    },
  );
  // A transaction can do everything the services ask of a database.
  return { db: tx as unknown as Database, clock, log: quiet, connectors: connectorsWithOutages(now) };
}

function granted<Value>(told: string, result: { ok: true; value: Value } | { ok: false; error: unknown }): Value {
  if (result.ok) return result.value;
  throw new Error(`the portal refuses what the history tells (${told}): ${JSON.stringify(result.error)}`);
}

function scenesOf(deps: Deps, story: Story, now: Date): Scene[] {
  let requestId: RequestId | undefined;
  const asked = () => {
    if (!requestId) throw new Error(`${story.who} has not asked for ${story.wants} yet`);
    return requestId;
  };
  const told = `${story.who} wants ${story.wants} at ${story.at}`;
  const schedule = {
    startAt: story.from ? instantOf(story.from, now) : null,
    endAt: story.until ? instantOf(story.until, now) : null,
  };
  const opening: Scene = {
    at: instantOf(story.at, now),
    told,
    play: async () => {
      const result = await submitRequest(deps, {
        personId: personId(story.askedBy ?? story.who),
        targetId: personId(story.who),
        packageId: packageId(story.wants),
        policyId: story.policy ? policyId(story.wants, story.policy) : null,
        answers: story.answers ?? [],
        justification: story.why ?? "",
        schedule,
        language: languageOf(story.askedBy ?? story.who),
        clientKey: `${story.wants} ${story.at}`,
      });
      requestId = granted(told, result).requestId;
    },
  };
  let stage = 0;
  const sceneOf = (turn: Turn): Scene => {
    const [verb] = turn;
    switch (verb) {
      case "approves":
      case "denies": {
        const [, decider, at, reason = ""] = turn;
        const command = { stage, verdict: verb === "approves" ? "approve" : "deny", reason } as const;
        stage += 1;
        const play = async () => {
          const input = { ...command, personId: personId(decider), requestId: asked() };
          granted(`${told}, ${decider} ${verb}`, await decideStage(deps, input));
        };
        return { at: instantOf(at, now), told, play };
      }
      case "cancels":
        return {
          at: instantOf(turn[1], now),
          told,
          play: async () => {
            granted(told, await cancelRequest(deps, { personId: personId(story.who), requestId: asked() }));
          },
        };
      case "gives back":
        return {
          at: instantOf(turn[1], now),
          told,
          play: async () => {
            const [row] = await deps.db
              .select({ assignmentId: requests.assignmentId })
              .from(requests)
              .where(eq(requests.id, asked()));
            if (!row) throw new Error(`${told}: there is nothing to give back`);
            const input = { personId: personId(story.who), assignmentId: row.assignmentId };
            granted(told, await removeOwnAccess(deps, input));
          },
        };
    }
  };
  return [opening, ...(story.turns ?? []).map(sceneOf)];
}

const departureScene = (deps: Deps, { who, at, closedBy, reason }: Departure, now: Date): Scene => ({
  at: instantOf(at, now),
  told: `${who} leaves`,
  play: async () => {
    const id = personId(who);
    const change = { personId: id, isEnabled: false, actorId: personId(closedBy), reason };
    granted(`${who} leaves`, await setPersonEnabled(deps, change));
    await activateFallbacks(deps, id);
  },
});

const delegationScene = (deps: Deps, { who, to, at, days }: Delegating, now: Date): Scene => {
  const startAt = instantOf(at, now);
  const told = `${to} decides for ${who}`;
  const play = async () => {
    const by = { personId: personId(who), delegatorId: personId(who), delegate: { personId: personId(to) } };
    granted(told, await setDelegation(deps, { ...by, startAt, endAt: addDays(startAt, days) }));
  };
  return { at: startAt, told, play };
};

const tasks: Readonly<Record<string, (deps: Deps, requestId: RequestId) => Promise<void>>> = {
  grantRoles,
  revokeRoles,
};

/** Does the jobs that the services have queued, as the worker would; each is named by its task and its request. */
async function workOff(deps: Deps): Promise<void> {
  const { rows } = await deps.db.execute<{ key: string | null }>(sql`select key from graphile_worker.jobs order by id`);
  if (rows.length === 0) return;
  for (const { key } of rows) {
    const [task = "", requestId] = key?.split(":") ?? [];
    await tasks[task]?.(deps, requestId as RequestId);
  }
  await deps.db.execute(sql`select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))`);
}

/** Lets time do what it does until then, each thing a moment after it fell due. */
async function passTime(deps: Deps, clock: MovableClock, until: Date): Promise<void> {
  for (;;) {
    const [due] = await findDue(deps.db, addMs(until, -SWEEP_MS), 1);
    if (!due) return;
    const current = await clock.now();
    clock.set(new Date(Math.max(due.at.getTime() + SWEEP_MS, current.getTime())));
    await sweepDue(deps);
    await workOff(deps);
  }
}

/**
 * Lives through the stories in the order of time with the portal's own services and a clock that is moved, up to `now`.
 * The queue is empty afterwards.
 */
export async function playHistory(
  tx: Transaction,
  plot: {
    readonly stories: readonly Story[];
    readonly departures: readonly Departure[];
    readonly delegations: readonly Delegating[];
    readonly now: Date;
  },
): Promise<void> {
  const { now } = plot;
  const clock = movableClock(addMs(now, -450 * DAY_MS));
  const deps = depsIn(tx, clock, now);
  const scenes = [
    ...plot.stories.flatMap((story) => scenesOf(deps, story, now)),
    ...plot.departures.map((departure) => departureScene(deps, departure, now)),
    ...plot.delegations.map((delegating) => delegationScene(deps, delegating, now)),
  ].sort((a, b) => a.at.getTime() - b.at.getTime());
  for (const [index, scene] of scenes.entries()) {
    await passTime(deps, clock, scene.at);
    const current = await clock.now();
    if (scene.at >= now) throw new Error(`${scene.told}: that has not happened yet`);
    clock.set(new Date(Math.max(scene.at.getTime(), current.getTime())));
    await scene.play();
    clock.advance(deliveryMs[index % deliveryMs.length] ?? SWEEP_MS);
    await workOff(deps);
  }
  await passTime(deps, clock, now);
  clock.set(now);
  await sweepDue(deps);
  await workOff(deps);
}
