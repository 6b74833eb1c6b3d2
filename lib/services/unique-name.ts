import { uniqueViolation } from "@/db/client";
import { err, type Result } from "@/lib/engine/result";

/**
 * A name that is there once, under two administrators at once: the index decides, and the second is refused like anybody
 * whose name was taken before.
 */
export async function refusedWhereTaken<Value, Problem>(
  index: string,
  refusal: Problem,
  work: () => Promise<Result<Value, Problem>>,
): Promise<Result<Value, Problem>> {
  try {
    return await work();
  } catch (error) {
    if (uniqueViolation(error) === index) return err(refusal);
    throw error;
  }
}
