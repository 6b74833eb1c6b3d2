/** The mark: a keyhole. */
export function Logo({ wordmark = true }: { wordmark?: boolean }) {
  return (
    <span className="inline-flex items-center gap-2.5">
      <svg aria-hidden="true" viewBox="0 0 32 32" className="size-8 shrink-0">
        <rect width="32" height="32" rx="8" className="fill-accent" />
        <path
          className="fill-accent-foreground"
          d="M16 6.5a5.5 5.5 0 0 0-3.1 10.05l-1.55 7.3a1.4 1.4 0 0 0 1.37 1.65h6.56a1.4 1.4 0 0 0 1.37-1.65l-1.55-7.3A5.5 5.5 0 0 0 16 6.5Z"
        />
      </svg>
      {wordmark && <span className="text-base font-semibold tracking-tight">Latchkey</span>}
    </span>
  );
}
