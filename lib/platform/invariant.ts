/** A bug, not something a person can cause: the transaction rolls back and the log carries the message. */
export class InvariantError extends Error {
  override readonly name = "InvariantError";
}

/**
 * States what must be true here. The message starts with the rule it protects, e.g. `REQ-48 …`.
 * @throws InvariantError when the condition is falsy
 */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new InvariantError(message);
}

/** Closes a switch: a case nobody handled does not compile, and data from elsewhere that slips through throws. */
export function unreachable(value: never, what = "value"): never {
  throw new InvariantError(`unhandled ${what}: ${JSON.stringify(value)}`);
}
