/** How much of a text's limit is used; said aloud only when it gets tight. */
export function Counter({ length, limit }: { length: number; limit: number }) {
  const left = limit - length;
  const near = left <= Math.max(20, limit * 0.1);
  return (
    <>
      <span
        aria-hidden="true"
        className={`text-xs tabular-nums ${left < 0 ? "font-medium text-danger-soft-foreground" : "text-muted"}`}
      >
        {length} / {limit}
      </span>
      <span role="status" className="sr-only">
        {near && (left < 0 ? `${-left} characters too many` : `${left} characters left`)}
      </span>
    </>
  );
}
