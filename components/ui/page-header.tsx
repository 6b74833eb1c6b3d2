import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";

export type Crumb = { label: string; href: Route };

export type PageHeaderProps = {
  title: ReactNode;
  /** One or two sentences: what this page is for or what is special about the thing shown. */
  description?: ReactNode;
  /** The way up, outermost first; the page itself is not in it. */
  crumbs?: readonly Crumb[];
  /** Beside the title, e.g. a state chip. */
  aside?: ReactNode;
  /** What can be done here; wraps below on phones. */
  actions?: ReactNode;
};

/** The top of every page: one h1, where it is, what can be done. */
export function PageHeader({ title, description, crumbs = [], aside, actions }: PageHeaderProps) {
  return (
    <header className="mb-6 flex flex-col gap-3 sm:flex-row sm:items-start sm:justify-between">
      <div className="min-w-0">
        {crumbs.length > 0 && (
          <nav aria-label="Breadcrumb" className="mb-1.5">
            <ol className="flex flex-wrap items-center gap-x-1.5 text-sm text-muted">
              {crumbs.map((crumb, index) => (
                <li key={crumb.href} className="flex items-center gap-x-1.5">
                  {index > 0 && <span aria-hidden="true">/</span>}
                  <Link href={crumb.href} className="rounded-sm py-1 hover:text-foreground hover:underline">
                    {crumb.label}
                  </Link>
                </li>
              ))}
            </ol>
          </nav>
        )}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <h1 className="text-2xl leading-8 font-semibold tracking-tight text-balance wrap-anywhere">{title}</h1>
          {aside}
        </div>
        {description && <p className="mt-1.5 max-w-2xl text-sm leading-6 text-muted">{description}</p>}
      </div>
      {actions && <div className="flex shrink-0 flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}

export type SectionHeaderProps = { title: string; id?: string; description?: ReactNode; actions?: ReactNode };

/** The top of a part of a page. */
export function SectionHeader({ title, id, description, actions }: SectionHeaderProps) {
  return (
    <div className="mb-3 flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
      <div>
        <h2 id={id} className="text-base font-semibold tracking-tight">
          {title}
        </h2>
        {description && <p className="mt-0.5 text-sm text-muted">{description}</p>}
      </div>
      {actions}
    </div>
  );
}
