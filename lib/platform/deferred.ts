export type Deferred<T> = { promise: Promise<T>; resolve(value: T): void };

/** A promise and what resolves it, for things that happen elsewhere. */
export function deferred<T>(): Deferred<T> {
  let settle: (value: T) => void = () => {};
  const promise = new Promise<T>((resolve) => {
    settle = resolve;
  });
  return { promise, resolve: (value) => settle(value) };
}
