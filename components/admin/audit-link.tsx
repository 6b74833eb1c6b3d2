import { ScrollText } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { buttonClass } from "@/components/ui/button-class";

export type AuditLinkProps = { about: "person" | "package"; id: string; label: string };

/** The way to all that the log tells of somebody or something; only for those who may read it. */
export function AuditLink({ about, id, label }: AuditLinkProps) {
  return (
    <Link href={`/admin/audit?${about}=${id}` as Route} className={buttonClass({ variant: "outline" })}>
      <ScrollText aria-hidden className="size-4" />
      {label}
    </Link>
  );
}
