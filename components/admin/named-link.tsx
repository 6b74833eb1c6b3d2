import type { Route } from "next";
import Link from "next/link";

export type NamedLinkProps = {
  href: Route /** Whether the reader may open it. */;
  canOpen?: boolean;
  children: string;
};

/** A name that leads to its page, or just the name for readers who may not open that page. */
export function NamedLink({ href, canOpen = true, children }: NamedLinkProps) {
  if (!canOpen) return <span>{children}</span>;
  return (
    <Link href={href} className="text-link">
      {children}
    </Link>
  );
}
