import type { Database } from "@/db/client";
import type { Directory } from "@/lib/engine/directory";
import type { GroupId, PersonId } from "@/lib/engine/ids";
import { activeStage } from "@/lib/engine/request/request";
import { addDays, addHours, addMs, DAY_MS } from "@/lib/engine/time";
import type { SeededCatalog } from "./catalogs";
import { groupsOf } from "./groups";
import { accessOf, Ledger } from "./ledger";
import { Life } from "./life";
import { type Below, numbers, skewed } from "./numbers";
import { counterpartOf, numberFor, type SeededPackage } from "./packages";
import type { Employee } from "./people";

/** How long the company has used the portal. */
const YEARS_DAYS = 3 * 365;
/** A stage that is younger than this may be waiting still. */
const WAITING_DAYS = 13;

export type Company = {
  readonly people: readonly Employee[];
  readonly catalogs: readonly SeededCatalog[];
  readonly packages: readonly SeededPackage[];
};

function directoryOf({ people, catalogs }: Company): Directory {
  const groupMembers = new Map<GroupId, readonly PersonId[]>();
  for (const { approvers, approverNumbers } of catalogs) {
    groupMembers.set(
      approvers,
      approverNumbers.flatMap((number) => people.slice(number, number + 1).map(({ id }) => id)),
    );
  }
  return { people: new Map(people.map((person) => [person.id, person])), groupMembers };
}

type Want = { readonly target: Employee; readonly wanted: SeededPackage };

/** Somebody at work and a package that is for them, which they never had and nothing they had forbids. */
class Wants {
  readonly #taken = new Set<number>();
  readonly #company: Company;
  readonly #below: Below;

  constructor(company: Company, below: Below) {
    this.#company = company;
    this.#below = below;
  }

  next(): Want {
    const { people, packages } = this.#company;
    for (;;) {
      const target = people[skewed(this.#below, people.length, 1.5)];
      if (!target?.isEnabled || target.kind === "guest") continue;
      const number = numberFor(this.#below, this.#below(2) === 0 ? null : target.department, packages.length);
      const wanted = packages[number];
      const keyOf = (other: number) => target.number * packages.length + other;
      const other = counterpartOf(number);
      if (!wanted || this.#taken.has(keyOf(number)) || (other !== null && this.#taken.has(keyOf(other)))) continue;
      this.#taken.add(keyOf(number));
      return { target, wanted };
    }
  }
}

/** What the approvers make of it: most is approved within days, some denied, canceled or never looked at. */
function decideAll(life: Life, { target }: Want, below: Below, now: Date): void {
  let at = addHours(life.request.createdAt, 1 + below(60));
  const fate = below(100);
  while (activeStage(life.request)) {
    if (at >= now) return;
    if (fate < 5) life.decide("deny", at);
    else if (fate < 7) life.cancel(target, at);
    else if (fate < 9) {
      if (addDays(life.request.createdAt, 14) >= now) return;
      life.timeOut();
    } else {
      // What came within the last days waits for half of the approvers still.
      if (addDays(life.request.createdAt, WAITING_DAYS) > now && below(2) === 0) return;
      life.decide("approve", at);
      at = addHours(at, 2 + below(40));
    }
  }
}

/** When access ends that is not to go on until now: at its end, or before, for one in eight. */
function endOf(access: { readonly startAt: Date; readonly endAt: Date | null }, below: Below, now: Date): Date | null {
  const last = access.endAt && access.endAt < now ? access.endAt : null;
  if (below(8) > 0) return last;
  const early = addMs(access.startAt, 60_000 + below(200) * DAY_MS);
  return early < (last ?? now) ? early : last;
}

/** Lives through three years of requests, chronologically, until so many people have or had access. */
export async function liveManyYears(db: Database, company: Company, assignments: number, now: Date): Promise<Ledger> {
  const below = numbers(20_260_101);
  const directory = directoryOf(company);
  const wants = new Wants(company, below);
  const ledger = new Ledger(db, now);
  const founded = addDays(now, -YEARS_DAYS);
  // The last request is a quarter of an hour old.
  const span = YEARS_DAYS * DAY_MS - 900_000;
  while (ledger.counts.assignments < assignments) {
    const at = addMs(founded, Math.floor((ledger.counts.assignments / assignments) * span));
    const want = wants.next();
    const { target, wanted } = want;
    const manager = company.people[wanted.catalog.managerNumber];
    const isDirect = manager && manager.id !== target.id && below(10) < 3;
    const life = Life.ask({
      requestor: isDirect ? manager : target,
      target,
      targetGroupIds: groupsOf(target),
      direct: isDirect ? { mayBypass: true } : null,
      package: wanted.facts,
      directory,
      at,
    });
    decideAll(life, want, below, now);
    const names = { targetName: target.displayName, packageName: wanted.facts.displayName };
    const access = accessOf(life);
    if (!access) {
      ledger.record(life, false, names);
    } else {
      life.deliver(wanted.roles, "roleGranted");
      const endAt = endOf(access, below, now);
      const removal = endAt && Life.end(access, target, endAt, directory);
      removal?.deliver(wanted.roles, "roleRevoked");
      ledger.record(life, !removal, names);
      if (removal) ledger.record(removal, false, names);
      const gone = removal?.steps.at(-1)?.event.at;
      ledger.recordAccess({
        given: life,
        roles: wanted.roles,
        ended:
          endAt && gone
            ? { at: endAt, gone, reason: access.endAt?.getTime() === endAt.getTime() ? "expired" : "removedByYou" }
            : null,
      });
    }
    await ledger.settle(at);
  }
  await ledger.close();
  return ledger;
}
