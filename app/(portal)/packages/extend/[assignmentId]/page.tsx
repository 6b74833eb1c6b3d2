import { CalendarCheck } from "lucide-react";
import type { Metadata, Route } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { type ReactNode, Suspense } from "react";
import { DecisionPath } from "@/components/package/decision-path";
import { packageHref } from "@/components/package/package-href";
import { reportHref } from "@/components/person/report-href";
import { buttonClass } from "@/components/ui/button-class";
import { Facts } from "@/components/ui/facts";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { RefusalAlert } from "@/components/ui/refusal-alert";
import { HeaderSkeleton, PanelSkeleton } from "@/components/ui/skeletons";
import { Time } from "@/components/ui/time";
import { TimelineItem } from "@/components/ui/timeline";
import { readerLanguage } from "@/lib/auth/reader-language";
import { requireViewer } from "@/lib/auth/viewer";
import { refusalNotice, refusalNoticeAbout } from "@/lib/client/refusal-notice";
import { getExtensionForm } from "@/lib/queries/extension";
import type { ExtensionFormView } from "@/lib/views/extension";
import { ExtensionForm } from "./extension-form";

export const metadata: Metadata = { title: "Extend access" };

type PageInput = PageProps<"/packages/extend/[assignmentId]">;

export default function ExtendPage({ params }: PageInput) {
  return (
    <Suspense fallback={<Waiting />}>
      <Extend params={params} />
    </Suspense>
  );
}

async function Extend({ params }: Pick<PageInput, "params">) {
  const [{ assignmentId }, viewer] = await Promise.all([params, requireViewer()]);
  const form = await getExtensionForm(viewer, assignmentId, await readerLanguage());
  if (!form) notFound();
  const { standing, holder } = form;
  return (
    <>
      <PageHeader
        title={`Extend ${form.package.displayName}${holder ? ` for ${holder.displayName}` : ""}`}
        description={`Ask for a later end of access ${holder ? `${holder.displayName} holds` : "you hold"}. Until it is granted nothing changes.`}
        crumbs={
          holder
            ? [
                { label: "My team", href: "/team" },
                { label: holder.displayName, href: reportHref(holder.id) },
              ]
            : [
                { label: "Access packages", href: "/packages" },
                { label: "Active", href: "/packages?tab=active" },
              ]
        }
      />
      {standing.kind === "possible" ? (
        <FormAndConsequences form={form} standing={standing} />
      ) : (
        <div className="max-w-2xl">
          <NotNow form={form} />
        </div>
      )}
    </>
  );
}

type Possible = Extract<ExtensionFormView["standing"], { kind: "possible" }>;

function FormAndConsequences({ form, standing }: { form: ExtensionFormView; standing: Possible }) {
  const { latestEndAt, defaultEndAt, conflicts } = standing;
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(20rem,24rem)]">
      <div className="flex flex-col gap-5">
        {conflicts.length > 0 && (
          <Notice tone="warning" title={`Conflicts with ${conflicts.join(", ")}`}>
            Both should not be held at the same time. Your organization lets you ask all the same; whoever decides sees
            it.
          </Notice>
        )}
        <Panel title={form.holder ? `How long ${form.holder.displayName} has it` : "How long you have it"}>
          <Facts
            items={[
              { label: "Ends at present", value: <Day at={form.endAt} none="No end date" /> },
              { label: "Can end at the latest", value: <Latest form={form} latestEndAt={latestEndAt} /> },
            ]}
          />
        </Panel>
        <Panel>
          <ExtensionForm form={form} latestEndAt={latestEndAt} />
        </Panel>
      </div>
      <aside aria-label="What happens to your request" className="lg:sticky lg:top-20">
        <Panel title="What happens next" description={`Policy: ${form.policyName}`}>
          <DecisionPath
            policy={{ ...form, displayName: form.policyName }}
            outcome={
              <TimelineItem icon={CalendarCheck} tone="ahead" title="The end moves">
                <p>{form.isApprovalRequired ? "Right after the last approval." : "At once."} Nothing is set up anew.</p>
                <p>
                  {form.allowsCustomSchedule && "If you choose no date: "}
                  {defaultEndAt ? (
                    <>
                      to <Time at={defaultEndAt.toISOString()} format="date" />
                      {isCounted(form) && form.isApprovalRequired && ", if it were approved today"}.
                    </>
                  ) : (
                    "the end is lifted."
                  )}
                </p>
              </TimelineItem>
            }
          />
        </Panel>
      </aside>
    </div>
  );
}

const isCounted = ({ expiration }: ExtensionFormView) =>
  expiration.type === "afterDays" || expiration.type === "afterHours";

const count = (amount: number, unit: string) => `${amount.toLocaleString("en")} ${unit}${amount === 1 ? "" : "s"}`;

function Day({ at, none }: { at: Date | null; none: string }) {
  return at ? <Time at={at.toISOString()} format="dateTime" /> : none;
}

/** ASN-21, ASN-22: the latest end, and where it comes from. */
function Latest({ form: { expiration }, latestEndAt }: { form: ExtensionFormView; latestEndAt: Date | null }) {
  const why = {
    noExpiration: () => "The policy sets no end.",
    afterDateTime: () => "The policy ends for everybody on that day.",
    afterDays: () => expiration.type === "afterDays" && `The policy gives ${count(expiration.days, "day")} at a time.`,
    afterHours: () =>
      expiration.type === "afterHours" && `The policy gives ${count(expiration.hours, "hour")} at a time.`,
  }[expiration.type]();
  return (
    <>
      <Day at={latestEndAt} none="Any time" />
      <p className="mt-0.5 text-muted">{why}</p>
    </>
  );
}

/** Where the access that is there is listed. */
const listOf = ({ holder }: ExtensionFormView): { label: string; href: Route } =>
  holder
    ? { label: `See what ${holder.displayName} has`, href: reportHref(holder.id) }
    : { label: "See your active access", href: "/packages?tab=active" };

function ListLink({ form }: { form: ExtensionFormView }) {
  const { label, href } = listOf(form);
  return (
    <Link href={href} className={buttonClass({ variant: "outline", size: "sm" })}>
      {label}
    </Link>
  );
}

/** Why there is no form, and the way on. */
function NotNow({ form }: { form: ExtensionFormView }): ReactNode {
  const { standing, package: held, endAt, holder } = form;
  switch (standing.kind) {
    case "possible":
      return null;
    case "asked":
      return (
        <Notice
          title={`${holder ? "A later end has been asked for" : "You have asked for a later end"} already`}
          action={
            standing.requestId && (
              <Link
                href={`/requests/${standing.requestId}` as Route}
                className={buttonClass({ variant: "outline", size: "sm" })}
              >
                {holder ? "Open the request" : "Open your request"}
              </Link>
            )
          }
        >
          Until it is decided the access ends as before
          {endAt && (
            <>
              , on <Day at={endAt} none="" />
            </>
          )}
          .
        </Notice>
      );
    case "over":
      return (
        <Notice
          tone="warning"
          title="This access has ended"
          action={
            <Link
              href={packageHref(held.id, { for: holder?.id })}
              className={buttonClass({ variant: "outline", size: "sm" })}
            >
              See whether you can ask for it again
            </Link>
          }
        >
          What has ended cannot be extended. If it is still needed, ask for it anew.
        </Notice>
      );
    case "blocked": {
      const refusal = holder
        ? refusalNoticeAbout(standing.refusal, holder.displayName)
        : refusalNotice(standing.refusal);
      // Its words are about a date that somebody chose; here nobody has chosen one.
      if (refusal.code === "extensionPastCap") {
        return (
          <Notice tone="warning" title="It runs as long as it can already" action={<ListLink form={form} />}>
            {endAt && (
              <>
                It ends on <Day at={endAt} none="" />, and the policy gives no later end.
              </>
            )}
          </Notice>
        );
      }
      const next = refusal.next ?? listOf(form);
      return <RefusalAlert tone="warning" refusal={{ ...refusal, next }} />;
    }
  }
}

function Waiting() {
  return (
    <>
      <HeaderSkeleton />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(20rem,24rem)]">
        <PanelSkeleton lines={8} />
        <PanelSkeleton lines={5} />
      </div>
    </>
  );
}
