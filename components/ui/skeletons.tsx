const bars = ["w-3/5", "w-2/5", "w-1/2", "w-1/3", "w-2/3", "w-1/4"] as const;

/** A grey bar where text will be. */
export function Bar({ className = "h-4 w-32" }: { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={`block animate-pulse bg-default ${className.includes("rounded") ? "" : "rounded-md"} ${className}`}
    />
  );
}

function Loading({ children, label }: { children: React.ReactNode; label: string }) {
  return (
    <div aria-busy="true">
      <span className="sr-only">{label}</span>
      {children}
    </div>
  );
}

/** In place of a list or table. */
export function RowsSkeleton({ rows = 6, label = "Loading the list" }: { rows?: number; label?: string }) {
  return (
    <Loading label={label}>
      <div className="data-table divide-y divide-separator">
        {Array.from({ length: rows }, (_, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: placeholders never move
          <div key={row} className="flex h-13 items-center gap-4 px-4">
            <Bar className="size-8 rounded-full" />
            <Bar className={`h-3.5 ${bars[row % bars.length]}`} />
            <Bar className="ms-auto h-3.5 w-16" />
          </div>
        ))}
      </div>
    </Loading>
  );
}

/** In place of one card. */
export function PanelSkeleton({ lines = 3, label = "Loading" }: { lines?: number; label?: string }) {
  return (
    <Loading label={label}>
      <div className="card card--default gap-3 p-5">
        <Bar className="h-4 w-1/3" />
        {Array.from({ length: lines }, (_, line) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: placeholders never move
          <Bar key={line} className={`h-3.5 ${bars[(line + 1) % bars.length]}`} />
        ))}
      </div>
    </Loading>
  );
}

/** In place of a title that is not known yet. */
export function HeaderSkeleton() {
  return (
    <Loading label="Loading the page">
      <div className="mb-6 flex flex-col gap-2.5">
        <Bar className="h-7 w-64" />
        <Bar className="h-4 w-96 max-w-full" />
      </div>
    </Loading>
  );
}

/** In place of a page about one thing: its heading and a list. */
export function PageSkeleton() {
  return (
    <>
      <HeaderSkeleton />
      <RowsSkeleton />
    </>
  );
}
