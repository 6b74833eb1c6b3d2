/** Says that a rule of ours is broken: a bug, never something a person can cause. The message begins with the rule id. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`invariant: ${message}`);
}
