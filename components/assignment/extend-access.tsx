import { Hourglass } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { buttonClass } from "@/components/ui/button-class";
import { StateChip } from "@/components/ui/state-chip";
import type { ExtensionStanding } from "@/lib/views/access";

export type ExtendAccessProps = { assignmentId: string; packageName: string; standing: ExtensionStanding };

/** The address of the form for a later end. */
export const extendHref = (assignmentId: string): Route => `/packages/extend/${assignmentId}` as Route;

/** The way to a later end of access, or to the request that asks for one; nothing where the rules give none (ASN-17). */
export function ExtendAccess({ assignmentId, packageName, standing }: ExtendAccessProps) {
  switch (standing.kind) {
    case "possible":
      return (
        <Link href={extendHref(assignmentId)} className={buttonClass({ variant: "outline", size: "sm" })}>
          Extend<span className="sr-only"> access to {packageName}</span>
        </Link>
      );
    case "asked":
      return standing.requestId === null ? (
        <StateChip tone="waiting" icon={Hourglass}>
          Extension asked for
        </StateChip>
      ) : (
        <Link href={`/requests/${standing.requestId}` as Route} className="rounded-full">
          <StateChip tone="waiting" icon={Hourglass}>
            Extension asked for<span className="sr-only">: open the request for {packageName}</span>
          </StateChip>
        </Link>
      );
    case "none":
      return null;
  }
}
