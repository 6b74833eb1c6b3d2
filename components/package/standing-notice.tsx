import type { Route } from "next";
import Link from "next/link";
import { extendHref } from "@/components/assignment/extend-access";
import { reportHref } from "@/components/person/report-href";
import { buttonClass } from "@/components/ui/button-class";
import { Notice } from "@/components/ui/notice";
import { Time } from "@/components/ui/time";
import type { RefusalNotice } from "@/lib/client/action-state";
import { refusalNotice, refusalNoticeAbout } from "@/lib/client/refusal-notice";
import type { Refusal } from "@/lib/engine/request/refusals";
import type { PackageView } from "@/lib/views/packages";
import type { TargetView } from "@/lib/views/targets";
import { packageHref } from "./package-href";

const look = `${buttonClass({ variant: "outline", size: "sm" })} bg-surface`;

export type StandingNoticeProps = {
  of: Pick<PackageView, "standing" | "overrides" | "extension" | "target">;
};

/** Why a package cannot be asked for now, and the way on; nothing for a package that may be asked for. */
export function StandingNotice({ of: { target, ...found } }: StandingNoticeProps) {
  return target ? <StandingOfOther target={target} {...found} /> : <OwnStanding {...found} />;
}

function OwnStanding({ standing, overrides, extension }: Pick<PackageView, "standing" | "overrides" | "extension">) {
  switch (standing.kind) {
    case "requestable":
      return null;
    case "requested":
      return (
        <Notice
          title="You have asked for this"
          action={
            standing.requestId && (
              <Link href={`/requests/${standing.requestId}` as Route} className={look}>
                Open your request
              </Link>
            )
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
              {extension.kind === "possible" && standing.assignmentId && (
                <Link href={extendHref(standing.assignmentId)} className={look}>
                  Extend it
                </Link>
              )}
              {extension.kind === "asked" && extension.requestId && (
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
      return <Blocked refusal={standing.refusal} notice={refusalNotice(standing.refusal)} overrides={overrides} />;
  }
}

type OtherProps = Pick<PackageView, "standing" | "overrides"> & { target: TargetView };

/** The same about somebody else, as far as the reader may know it (ERR-12). */
function StandingOfOther({ target, standing, overrides }: OtherProps) {
  const { displayName: name } = target;
  switch (standing.kind) {
    case "requestable":
      return null;
    case "requested":
      return (
        <Notice
          title={`A request for ${name} is open`}
          action={
            standing.requestId && (
              <Link href={`/requests/${standing.requestId}` as Route} className={look}>
                Open the request
              </Link>
            )
          }
        >
          One request at a time: it has to be decided, or canceled, first.
        </Notice>
      );
    case "held":
      return (
        <Notice
          tone="success"
          title={`${name} has this access`}
          action={
            target.isReport &&
            standing.assignmentId && (
              <Link href={reportHref(target.id)} className={look}>
                See what {name} has
              </Link>
            )
          }
        >
          {standing.assignmentId === null ? null : standing.endAt ? (
            <>
              It runs until <Time at={standing.endAt.toISOString()} format="dateTime" />.
            </>
          ) : (
            "It has no end date."
          )}
        </Notice>
      );
    case "blocked": {
      const notice = refusalNoticeAbout(standing.refusal, name);
      return <Blocked refusal={standing.refusal} notice={notice} overrides={overrides} target={target} />;
    }
  }
}

type BlockedProps = {
  refusal: Refusal;
  notice: RefusalNotice;
  overrides: PackageView["overrides"];
  target?: TargetView;
};

function Blocked({ refusal, notice: { title, detail, next }, overrides, target }: BlockedProps) {
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
      <Conflicts refusal={refusal} isForReader={target === undefined} />
      {detail && <p>{detail}</p>}
      {overrides.length > 0 && (
        <p>
          If {target ? "the" : "your"} work really needs both, ask for{" "}
          {overrides.map((each, index) => (
            <span key={each.id}>
              {index > 0 && " or "}
              <Link href={packageHref(each.id, { for: target?.id })} className="text-link">
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

/** What somebody else holds is named, and not led to: it may be nothing the reader can open. */
function Conflicts({ refusal, isForReader }: { refusal: Refusal; isForReader: boolean }) {
  if (!("conflicts" in refusal) || refusal.conflicts.length === 0) return null;
  return (
    <ul className="mb-1 list-disc ps-5">
      {refusal.conflicts.map((each) => (
        <li key={each.id}>
          {each.kind === "group" ? (
            <>
              Group <span className="font-medium">{each.displayName}</span>
            </>
          ) : !isForReader ? (
            <span className="font-medium">{each.displayName}</span>
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
