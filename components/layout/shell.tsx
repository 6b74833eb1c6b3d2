import Link from "next/link";
import type { ReactNode } from "react";
import { Logo } from "./logo";
import { NavLinks } from "./nav-links";

export type ShellProps = {
  children: ReactNode;
  /** The header's search; grows with the window. */
  search?: ReactNode;
  /** Right end of the header: time machine, theme, persona menu, in that order. */
  tools?: ReactNode;
  /** The link to the reader's team at the side and in the bottom bar, or nothing, decided on the server. */
  teamLink?: ReactNode;
  teamTab?: ReactNode;
  /** The administration's links or nothing, decided on the server. */
  adminLinks?: ReactNode;
  /** Number of requests waiting for the reader. */
  approvalsBadge?: ReactNode;
  /** Fifth item of the bottom bar, for administrators. */
  adminTab?: ReactNode;
  /** A row below the header on phones, e.g. the administration's sections. */
  strip?: ReactNode;
  /** Above everything, e.g. the demo's notice. */
  banner?: ReactNode;
};

/** The frame of every signed-in page: skip link, header, navigation at the side or at the bottom, main. */
export function Shell(props: ShellProps) {
  const { children, search, tools, teamLink, teamTab, adminLinks, approvalsBadge, adminTab, strip, banner } = props;
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[15rem_minmax(0,1fr)]">
      <a href="#main" className="button button--primary fixed start-3 top-3 z-50 -translate-y-24 focus:translate-y-0">
        Skip to content
      </a>
      <aside className="sticky top-0 hidden h-dvh flex-col border-e border-separator bg-surface lg:flex">
        <Link href="/" className="mx-3 my-3 flex min-h-11 items-center gap-2.5 rounded-xl px-2">
          <Logo />
        </Link>
        <div className="flex-1 overflow-y-auto px-3 pb-6">
          <nav aria-label="Main">
            <NavLinks section="portal" shape="side" badge={approvalsBadge} />
            {teamLink}
          </nav>
          {adminLinks}
        </div>
      </aside>
      <div className="flex min-h-dvh min-w-0 flex-col">
        {banner}
        <header className="sticky top-0 z-20 border-b border-separator bg-background/85 backdrop-blur-md">
          <div className="flex h-14 items-center gap-2 px-3 sm:px-6">
            <Link
              href="/"
              className="flex min-h-11 items-center rounded-xl pe-1 lg:hidden"
              aria-label="Latchkey overview"
            >
              <Logo wordmark={false} />
            </Link>
            <div className="min-w-0 flex-1">{search}</div>
            <div className="flex items-center gap-1">{tools}</div>
          </div>
          {strip}
        </header>
        <main id="main" tabIndex={-1} className="flex-1 px-4 pt-6 pb-28 outline-none sm:px-6 lg:px-8 lg:pb-16">
          <div className="mx-auto w-full max-w-6xl">{children}</div>
        </main>
      </div>
      <nav
        aria-label="Main"
        className="fixed inset-x-0 bottom-0 z-20 flex border-t border-separator bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden"
      >
        <div className="min-w-0 flex-4">
          <NavLinks section="portal" shape="bottom" badge={approvalsBadge} />
        </div>
        {teamTab}
        {adminTab}
      </nav>
    </div>
  );
}
