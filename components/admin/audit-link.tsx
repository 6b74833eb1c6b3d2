import { ScrollText } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { buttonClass } from "@/components/ui/button-class";
import type { Fact } from "@/components/ui/facts";

type About = "person" | "package";

const href = (about: About, id: string): Route => `/admin/audit?${about}=${id}` as Route;

export type AuditLinkProps = { about: About; id: string; label: string };

/** The way to all that the log tells of somebody or something; only for those who may read it. */
export function AuditLink({ about, id, label }: AuditLinkProps) {
  return (
    <Link href={href(about, id)} className={buttonClass({ variant: "outline" })}>
      <ScrollText aria-hidden className="size-4" />
      {label}
    </Link>
  );
}

/** The same among the facts of what is about both a person and a package. */
export const auditFact = (personId: string, packageId: string): Fact => ({
  label: "Audit log",
  value: (
    <span className="flex flex-col">
      <Link href={href("person", personId)} className="text-link">
        Entries of the person
      </Link>
      <Link href={href("package", packageId)} className="text-link">
        Entries of the package
      </Link>
    </span>
  ),
});
