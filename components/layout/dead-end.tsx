import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

export type DeadEndProps = {
  icon: LucideIcon;
  title: string;
  children: ReactNode;
  /** The ways forward, the most likely one first. */
  actions: ReactNode;
  /** Fills the window, for pages outside the shell. */
  alone?: boolean;
};

/** A page that could not be what it was asked to be: says why as far as it may, and where to go. */
export function DeadEnd({ icon: Icon, title, children, actions, alone = false }: DeadEndProps) {
  const Outer = alone ? "main" : "div";
  return (
    <Outer className={`flex flex-col items-center justify-center px-6 text-center ${alone ? "min-h-dvh" : "py-20"}`}>
      <span className="mb-5 flex size-14 items-center justify-center rounded-full bg-default text-muted">
        <Icon aria-hidden className="size-6.5" strokeWidth={1.75} />
      </span>
      <h1 className="text-xl font-semibold tracking-tight text-balance">{title}</h1>
      <div className="mt-2 max-w-md text-sm leading-6 text-muted text-pretty">{children}</div>
      <div className="mt-6 flex flex-wrap justify-center gap-2">{actions}</div>
    </Outer>
  );
}
