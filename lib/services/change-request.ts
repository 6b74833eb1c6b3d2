import { inTransaction, type Transaction } from "@/db/client";
import type { Account, NamedPerson } from "@/lib/engine/directory";
import type { PersonId, RequestId } from "@/lib/engine/ids";
import type { AdvanceFacts } from "@/lib/engine/request/advance";
import type { Decision } from "@/lib/engine/request/events";
import type { Refusal } from "@/lib/engine/request/refusals";
import type { AssignmentRequest } from "@/lib/engine/request/request";
import { err, ok, type Result } from "@/lib/engine/result";
import { loadPerson } from "@/lib/facts/people";
import { appendEvents } from "./append-events";
import type { Deps } from "./deps";
import { lockCurrent, timerChange } from "./run-timers";

export type RequestInput = { readonly personId: PersonId; readonly requestId: RequestId };

/** A request as a command meets it: behind its locks, after everything that time has done to it. */
export type Situation = {
  readonly tx: Transaction;
  readonly request: AssignmentRequest;
  readonly facts: AdvanceFacts;
  readonly now: Date;
};

/**
 * What every command of a person on a request has in common: one transaction, one instant, the locks in their order,
 * what is due first (ASN-35, APP-44), then the decision and what follows from it, in the person's name.
 * @param load whom it takes: people, or with `loadAccount` services too, where the command is one of administration
 * @returns the request as it is afterwards
 */
export async function changeRequest(
  deps: Deps,
  { personId, requestId }: RequestInput,
  decide: (situation: Situation, by: NamedPerson) => Promise<Result<Decision, Refusal>>,
  load: (reader: Transaction, id: PersonId) => Promise<Account | null> = loadPerson,
): Promise<Result<AssignmentRequest, Refusal>> {
  const now = await deps.clock.now();
  return inTransaction(deps.db, async (tx) => {
    const locked = await lockCurrent(tx, requestId, now);
    const person = await load(tx, personId);
    if (!locked || !person) return err({ code: "requestNotFound" } as const);
    const { stored, facts } = locked;
    const current = await appendEvents(tx, timerChange(stored, facts, now));
    const by = { personId: person.id, displayName: person.displayName };
    const decision = await decide({ tx, request: current.request, facts, now }, by);
    if (!decision.ok) return decision;
    const actor = { kind: "person", ...by } as const;
    const after = await appendEvents(tx, { before: current, events: decision.value.events, actor, recordedAt: now });
    return ok(after.request);
  });
}
