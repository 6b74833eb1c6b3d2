"use server";
import { refresh } from "next/cache";
import { z } from "zod";
import { requireViewer } from "@/lib/auth/viewer";
import { type ActionState, done, fieldsOf, invalid, refused } from "@/lib/client/action-state";
import { principalInput } from "@/lib/client/principal-input";
import { refusalNotice } from "@/lib/client/refusal-notice";
import { liveDeps } from "@/lib/services/deps";
import { removeDelegation, setDelegation } from "@/lib/services/set-delegation";

/** An instant as the date fields send it; null for none. */
const instant = z.union(
  [z.literal("").transform(() => null), z.iso.datetime().transform((text) => new Date(text))],
  "Choose a date.",
);

const delegationInput = z.object({
  delegate: principalInput("Choose who decides in your place."),
  startAt: instant.default(null),
  endAt: instant.default(null),
});

/** APP-80, APP-87: names who decides in the reader's place, instead of whoever did. */
export async function setDelegationAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const { personId } = await requireViewer();
  const parsed = delegationInput.safeParse(fieldsOf(form));
  if (!parsed.success) return invalid(form, parsed.error);
  const deps = liveDeps();
  const startAt = parsed.data.startAt ?? (await deps.clock.now());
  const result = await setDelegation(deps, { ...parsed.data, startAt, personId, delegatorId: personId });
  if (!result.ok) return refused(form, refusalNotice(result.error));
  refresh();
  return done("Saved.");
}

/** A call without words takes nothing away. */
const removalInput = z.object({ delegation: z.literal("mine") });

/** APP-87: nobody decides in the reader's place any more, from this instant on. */
export async function removeDelegationAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const { personId } = await requireViewer();
  const parsed = removalInput.safeParse(fieldsOf(form));
  if (!parsed.success) return invalid(form, parsed.error);
  const result = await removeDelegation(liveDeps(), { personId, delegatorId: personId });
  if (!result.ok) return refused(form, refusalNotice(result.error));
  refresh();
  return done("Removed.");
}
