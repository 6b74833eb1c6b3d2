import type { Refusal } from "@/lib/engine/request/refusals";
import type { Result } from "@/lib/engine/result";

/**
 * REQ-66: does the same to several, each in a transaction and with a result of its own, so that what stands in the way
 * of one holds up no other. Each is done once, however often it is named.
 */
export async function oneByOne<Id extends string, Value>(
  ids: readonly Id[],
  act: (id: Id) => Promise<Result<Value, Refusal>>,
): Promise<{ readonly id: Id; readonly result: Result<Value, Refusal> }[]> {
  const results: { id: Id; result: Result<Value, Refusal> }[] = [];
  for (const id of new Set(ids)) results.push({ id, result: await act(id) });
  return results;
}
