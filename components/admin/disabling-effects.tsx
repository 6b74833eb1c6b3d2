import type { Route } from "next";
import Link from "next/link";
import { plural } from "@/components/policy/policy-words";
import { Notice } from "@/components/ui/notice";
import { SectionHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import type { DisablingView } from "@/lib/views/directory";
import { CoverageJams } from "./coverage-jams";

/** What of all that is around somebody changes when their account goes off, and what stays. */
function effectsOf(view: DisablingView): readonly { title: string; text: string }[] {
  const { held, open, reports, delegate, delegators, askedIn } = view;
  return [
    {
      title: askedIn === 0 ? "Asked in no running request" : `Asked in ${plural(askedIn, "running request")}`,
      text: "Whoever else is asked keeps it. Where nobody is left the fallbacks are asked at once, and the deadline stays.",
    },
    {
      title: held === 0 ? "Holds no package" : `Holds ${plural(held, "package")}`,
      text: "Access stays until its end, or until somebody takes it away. Disabling alone ends none.",
    },
    {
      title:
        open === 0
          ? "No open request of their own"
          : plural(open, "open request of their own", "open requests of their own"),
      text: "Open requests stay. What is approved is not delivered while the account is disabled.",
    },
    {
      title: reports === 0 ? "No direct reports" : plural(reports, "direct report"),
      text: "Stages that ask the manager find nobody, and go to their fallbacks.",
    },
    {
      title: delegate === null ? "No delegate" : `${delegate} decides in their place`,
      text: "Nobody decides in the place of a disabled account. The delegation is kept for when it is enabled again.",
    },
    ...(delegators.length === 0
      ? []
      : [
          {
            title: `Decides in the place of ${delegators.join(", ")}`,
            text: "These delegations are without effect until the account is enabled or somebody else is named.",
          },
        ]),
  ];
}

/** Told before an account is switched off. */
export function DisablingEffects({ view }: { view: DisablingView }) {
  const { person, jammedPackages, requests, moreRequests } = view.departure;
  const jams = requests.length + moreRequests;
  const jammed = [
    jammedPackages > 0 && `stages of ${plural(jammedPackages, "package")}`,
    jams > 0 && plural(jams, "running request"),
  ].filter((part) => part !== false);
  return (
    <>
      <Notice
        tone={jammed.length > 0 ? "warning" : "success"}
        title={
          jammed.length > 0
            ? `Without ${person.displayName}, ${jammed.join(" and ")} would have nobody to decide`
            : "Every stage and every running request would still have somebody to decide"
        }
        action={
          jammed.length > 0 && (
            <Link href={`/admin/coverage?person=${person.id}` as Route} className="text-link">
              See which, and name further approvers first
            </Link>
          )
        }
      />
      {requests.length > 0 && (
        <section aria-labelledby="jams">
          <SectionHeader id="jams" title="Running requests that would wait for nobody" />
          <CoverageJams rows={requests} />
        </section>
      )}
      <Panel title="What becomes of the rest">
        <dl className="grid gap-x-8 gap-y-4 text-sm sm:grid-cols-2">
          {effectsOf(view).map(({ title, text }) => (
            <div key={title}>
              <dt className="font-medium">{title}</dt>
              <dd className="mt-0.5 leading-5 text-muted">{text}</dd>
            </div>
          ))}
        </dl>
      </Panel>
    </>
  );
}
