import { err, type Result } from "@/lib/engine/result";

class Undone extends Error {}

/** Gives the value; a refusal ends the work around and undoes its transaction. */
export type OrUndo<Problem> = <Value>(result: Result<Value, Problem>) => Value;

/**
 * Work of several decisions of which each may be refused after others have written already: everything is done or
 * nothing. The transaction has to be inside of it. A refusal that is returned undoes nothing: so ends what has written
 * no more than that somebody tried it (AUD-6).
 */
export async function allOrNothing<Value, Problem>(
  work: (orUndo: OrUndo<Problem>) => Promise<Result<Value, Problem>>,
): Promise<Result<Value, Problem>> {
  const refusals: Problem[] = [];
  try {
    return await work((result) => {
      if (result.ok) return result.value;
      refusals.push(result.error);
      throw new Undone();
    });
  } catch (error) {
    const [refusal] = refusals;
    if (error instanceof Undone && refusal !== undefined) return err(refusal);
    throw error;
  }
}
