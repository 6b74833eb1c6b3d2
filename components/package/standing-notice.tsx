import type { Route } from "next";
import Link from "next/link";
import { extendHref } from "@/components/assignment/extend-access";
import { buttonClass } from "@/components/ui/button-class";
import { Notice } from "@/components/ui/notice";
import { Time } from "@/components/ui/time";
import { refusalNotice } from "@/lib/client/refusal-notice";
import type { Refusal } from "@/lib/engine/request/refusals";
import type { PackageView } from "@/lib/views/packages";

const look = `${buttonClass({ variant: "outline", size: "sm" })} bg-surface`;

export type StandingNoticeProps = Pick<PackageView, "standing" | "overrides" | "extension">;

/** Why the viewer cannot ask for a package now, and the way on; nothing for a package that may be asked for. */
export function StandingNotice({ standing, overrides, extension }: StandingNoticeProps) {
  switch (standing.kind) {
    case "requestable":
      return null;
    case "requested":
      return (
        <Notice
          title="You have asked for this"
          action={
            <Link href={`/requests/${standing.requestId}` as Route} className={look}>
              Open your request
            </Link>
          }
        >
          One request at a time: follow it, or cancel it before you ask differently.
        </Notice>
      );
    case "held":
      return (
        <Notice
          tone="success"
          title="You have this access"
          action={
            <>
              {extension.kind === "possible" && (
                <Link href={extendHref(standing.assignmentId)} className={look}>
                  Extend it
                </Link>
              )}
              {extension.kind === "asked" && (
                <Link href={`/requests/${extension.requestId}` as Route} className={look}>
                  Extension asked for
                </Link>
              )}
              <Link href="/packages?tab=active" className={look}>
                See your active access
              </Link>
            </>
          }
        >
          {standing.endAt ? (
            <>
              It runs until <Time at={standing.endAt.toISOString()} format="dateTime" />.{" "}
              {extension.kind === "none"
                ? "You can ask again once it has ended."
                : extension.kind === "asked"
                  ? "You have asked for a later end."
                  : "If you need it for longer, ask for a later end."}
            </>
          ) : (
            "It has no end date."
          )}
        </Notice>
      );
    case "blocked":
      return <Blocked refusal={standing.refusal} overrides={overrides} />;
  }
}

function Blocked({ refusal, overrides }: { refusal: Refusal; overrides: PackageView["overrides"] }) {
  const { title, detail, next } = refusalNotice(refusal);
  return (
    <Notice
      tone="warning"
      title={title}
      action={
        next && (
          <Link href={next.href as Route} className={look}>
            {next.label}
          </Link>
        )
      }
    >
      <Conflicts refusal={refusal} />
      {detail && <p>{detail}</p>}
      {overrides.length > 0 && (
        <p>
          If your work really needs both, ask for{" "}
          {overrides.map((each, index) => (
            <span key={each.id}>
              {index > 0 && " or "}
              <Link href={`/packages/${each.id}` as Route} className="text-link">
                {each.displayName}
              </Link>
            </span>
          ))}
          , made for exactly that.
        </p>
      )}
    </Notice>
  );
}

function Conflicts({ refusal }: { refusal: Refusal }) {
  if (!("conflicts" in refusal)) return null;
  return (
    <ul className="mb-1 list-disc ps-5">
      {refusal.conflicts.map((each) => (
        <li key={each.id}>
          {each.kind === "group" ? (
            <>
              Group <span className="font-medium">{each.displayName}</span>
            </>
          ) : (
            <Link href={`/packages/${each.id}` as Route} className="text-link">
              {each.displayName}
            </Link>
          )}
        </li>
      ))}
    </ul>
  );
}
