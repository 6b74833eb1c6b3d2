import type { Metadata, Route } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { BeforeYouAsk } from "@/components/package/before-you-ask";
import { Checks } from "@/components/package/checks";
import { AccessDelivered, DecisionPath } from "@/components/package/decision-path";
import { ForWhom } from "@/components/package/for-whom";
import { packageHref, requestFormHref } from "@/components/package/package-href";
import { StandingNotice } from "@/components/package/standing-notice";
import { PolicyChoice } from "@/components/request/policy-choice";
import { buttonClass } from "@/components/ui/button-class";
import { CopyLink } from "@/components/ui/copy-link";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { HeaderSkeleton, PanelSkeleton } from "@/components/ui/skeletons";
import { readerLanguage } from "@/lib/auth/reader-language";
import { requireViewer } from "@/lib/auth/viewer";
import { getRequestForm } from "@/lib/queries/package-view";
import { getTargetChoice } from "@/lib/queries/targets";
import type { RequestFormPolicy, RequestFormView } from "@/lib/views/packages";
import { tabHref } from "../../tab-query";
import { wantedFor } from "../../wanted-for";
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
  const named = (name: string) => (typeof parameters[name] === "string" ? parameters[name] : undefined);
  const wish = { again: named("again"), for: wantedFor(parameters.for) };
  const form = await getRequestForm(viewer, packageId, await readerLanguage(), wish);
  if (!form) notFound();
  const { displayName, description, policies, target } = form;
  const path = packageHref(packageId, { for: target?.id });
  const [only] = policies;
  const wanted = named("policy") ?? form.again?.policyId;
  const chosen = policies.length === 1 ? only : policies.find((policy) => policy.id === wanted);
  return (
    <>
      <PageHeader
        title={`Request ${displayName}`}
        description={description}
        crumbs={[
          { label: "Access packages", href: tabHref("available", { for: target?.id }) },
          { label: displayName, href: path },
        ]}
        actions={<CopyLink href={requestFormHref(packageId)} />}
      />
      <ForWhom
        key={target?.id}
        target={target}
        choice={await getTargetChoice(viewer, { packageId })}
        path={requestFormHref(packageId)}
        packageId={packageId}
      />
      {form.standing.kind !== "requestable" ? (
        <div className="max-w-2xl">
          <StandingNotice of={form} />
        </div>
      ) : chosen ? (
        <FormAndConsequences form={form} policy={chosen} />
      ) : (
        <PolicyChoice
          policies={policies}
          targetName={target?.displayName ?? null}
          hrefOf={(policy) => requestFormHref(form.id, { for: target?.id, again: form.again?.requestId, policy })}
        />
      )}
    </>
  );
}

function FormAndConsequences({ form, policy }: { form: RequestFormView; policy: RequestFormPolicy }) {
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(20rem,24rem)]">
      <div className="flex flex-col gap-5">
        {form.again && <FromEarlier again={form.again} />}
        <BeforeYouAsk of={form} />
        <Panel>
          <RequestForm
            key={`${policy.id} ${form.target?.id}`}
            packageId={form.id}
            packageName={form.displayName}
            policy={policy}
            isOneOfSeveral={form.policies.length > 1}
            again={form.again}
            target={form.target}
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

/** POR-44: where the words in the form come from. */
function FromEarlier({ again }: { again: NonNullable<RequestFormView["again"]> }) {
  return (
    <Notice
      title={again.isResubmission ? "You ask again" : "This form begins with what you wrote earlier"}
      action={
        <Link
          href={`/requests/${again.requestId}` as Route}
          className={`${buttonClass({ variant: "outline", size: "sm" })} bg-surface`}
        >
          Open the earlier request
        </Link>
      }
    >
      {again.isResubmission
        ? "Your earlier words are filled in; change what was missing. Everything is checked and decided anew, and the earlier request stays as it is."
        : "Change what is different now. Everything is checked and decided anew."}
    </Notice>
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
