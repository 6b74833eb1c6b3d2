import type { Metadata, Route } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { BeforeYouAsk } from "@/components/package/before-you-ask";
import { Checks } from "@/components/package/checks";
import { AccessDelivered, DecisionPath } from "@/components/package/decision-path";
import { StandingNotice } from "@/components/package/standing-notice";
import { PolicyChoice } from "@/components/request/policy-choice";
import { CopyLink } from "@/components/ui/copy-link";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { HeaderSkeleton, PanelSkeleton } from "@/components/ui/skeletons";
import { readerLanguage } from "@/lib/auth/reader-language";
import { requireViewer } from "@/lib/auth/viewer";
import { getRequestForm } from "@/lib/queries/package-view";
import type { RequestFormPolicy, RequestFormView } from "@/lib/views/packages";
import { RequestForm } from "./request-form";

export const metadata: Metadata = { title: "Request access" };

type PageInput = PageProps<"/packages/[packageId]/request">;

export default function RequestPage({ params, searchParams }: PageInput) {
  return (
    <Suspense fallback={<Waiting />}>
      <Request params={params} searchParams={searchParams} />
    </Suspense>
  );
}

async function Request({ params, searchParams }: PageInput) {
  const [{ packageId }, parameters, viewer] = await Promise.all([params, searchParams, requireViewer()]);
  const form = await getRequestForm(viewer, packageId, await readerLanguage());
  if (!form) notFound();
  const { displayName, description, policies } = form;
  const path = `/packages/${packageId}` as Route;
  const [only] = policies;
  const chosen = policies.length === 1 ? only : policies.find((policy) => policy.id === parameters.policy);
  return (
    <>
      <PageHeader
        title={`Request ${displayName}`}
        description={description}
        crumbs={[
          { label: "Access packages", href: "/packages" },
          { label: displayName, href: path },
        ]}
        actions={<CopyLink href={`${path}/request`} />}
      />
      {form.standing.kind !== "requestable" ? (
        <div className="max-w-2xl">
          <StandingNotice standing={form.standing} overrides={form.overrides} extension={form.extension} />
        </div>
      ) : chosen ? (
        <FormAndConsequences form={form} policy={chosen} />
      ) : (
        <PolicyChoice policies={policies} path={`${path}/request`} />
      )}
    </>
  );
}

function FormAndConsequences({ form, policy }: { form: RequestFormView; policy: RequestFormPolicy }) {
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(20rem,24rem)]">
      <div className="flex flex-col gap-5">
        <BeforeYouAsk warnings={form.warnings} rolesHeld={form.rolesHeld} />
        <Panel>
          <RequestForm
            key={policy.id}
            packageId={form.id}
            packageName={form.displayName}
            policy={policy}
            isOneOfSeveral={form.policies.length > 1}
          />
        </Panel>
      </div>
      <aside aria-label="What happens to your request" className="lg:sticky lg:top-20">
        <Panel title="What happens next" description={`Policy: ${policy.displayName}`}>
          <DecisionPath policy={policy} outcome={<AccessDelivered policy={policy} />} />
          <p className="mt-3 text-sm leading-5 text-muted">
            Conflicts are looked at again right before access is delivered.
          </p>
          <Checks checks={policy.checks} />
        </Panel>
      </aside>
    </div>
  );
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
