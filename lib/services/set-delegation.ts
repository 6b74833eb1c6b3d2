import { eq } from "drizzle-orm";
import { inTransaction, type Transaction } from "@/db/client";
import { delegations } from "@/db/schema";
import { decideDelegation, decideDelegationRemoval } from "@/lib/engine/approval/delegation";
import type { NamedPerson } from "@/lib/engine/directory";
import type { PersonEvent } from "@/lib/engine/directory-events";
import type { GroupId, PersonId } from "@/lib/engine/ids";
import type { Refusal } from "@/lib/engine/request/refusals";
import { err, ok, type Result } from "@/lib/engine/result";
import { loadCandidate, loadDelegationFacts } from "@/lib/facts/delegation-change";
import { loadPerson } from "@/lib/facts/people";
import type { Deps } from "./deps";
import { lockPerson } from "./locks";
import { writePersonEvent } from "./write-audit";

type Acting = {
  /** Who acts: the delegator, or an administrator (APP-88). */
  readonly personId: PersonId;
  readonly delegatorId: PersonId;
};

export type SetDelegationInput = Acting & {
  readonly delegate: { readonly personId: PersonId } | { readonly groupId: GroupId };
  readonly startAt: Date;
  readonly endAt: Date | null;
};

/** APP-80, APP-87, LIM-38: names who decides in somebody's place, instead of whoever did; it covers what comes from now on. */
export async function setDelegation(deps: Deps, input: SetDelegationInput): Promise<Result<null, Refusal>> {
  return changeDelegation(deps, input, async (tx, facts, now) => {
    const candidate = await loadCandidate(tx, input.delegate);
    const { startAt, endAt } = input;
    return decideDelegation(facts, { by: input.personId, candidate, startAt, endAt }, now);
  });
}

/** APP-87, APP-88: nobody decides in this person's place any more, from this instant on. */
export async function removeDelegation(deps: Deps, input: Acting): Promise<Result<null, Refusal>> {
  return changeDelegation(deps, input, async (_tx, facts, now) => decideDelegationRemoval(facts, input.personId, now));
}

type Facts = NonNullable<Awaited<ReturnType<typeof loadDelegationFacts>>>;

async function changeDelegation(
  deps: Deps,
  { personId, delegatorId }: Acting,
  decide: (tx: Transaction, facts: Facts, now: Date) => Promise<Result<PersonEvent | null, Refusal>>,
): Promise<Result<null, Refusal>> {
  const now = await deps.clock.now();
  return inTransaction(deps.db, async (tx) => {
    await lockPerson(tx, delegatorId);
    const actor = await loadPerson(tx, personId);
    const facts = await loadDelegationFacts(tx, personId, delegatorId);
    if (!actor || !facts) return err({ code: "roleNotSufficient" } as const);
    const decided = await decide(tx, facts, now);
    if (!decided.ok) return decided;
    const event = decided.value;
    if (!event) return ok(null);
    await writeDelegation(tx, event, now);
    const by: NamedPerson = { personId: actor.id, displayName: actor.displayName };
    const { displayName } = facts.delegator;
    await writePersonEvent(tx, { event, displayName, actor: { kind: "person", ...by }, recordedAt: now });
    return ok(null);
  });
}

/** LIM-38: one row a person. */
async function writeDelegation(tx: Transaction, event: PersonEvent, savedAt: Date): Promise<void> {
  if (event.kind === "delegationRemoved") {
    await tx.delete(delegations).where(eq(delegations.delegatorId, event.personId));
  } else if (event.kind === "delegationSet") {
    const { delegate, startAt, endAt } = event;
    const row = {
      delegateId: "personId" in delegate ? delegate.personId : null,
      delegateGroupId: "groupId" in delegate ? delegate.groupId : null,
      startAt,
      endAt,
      savedAt,
    };
    await tx
      .insert(delegations)
      .values({ delegatorId: event.personId, ...row })
      .onConflictDoUpdate({ target: delegations.delegatorId, set: row });
  }
}
