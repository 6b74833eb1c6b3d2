import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { AccessLength } from "@/components/package/access-length";
import { BeforeYouAsk } from "@/components/package/before-you-ask";
import { ForWhom } from "@/components/package/for-whom";
import { packageHref, requestFormHref } from "@/components/package/package-href";
import { PolicySummary } from "@/components/package/policy-summary";
import { ResourceRoles } from "@/components/package/resource-roles";
import { StandingNotice } from "@/components/package/standing-notice";
import { buttonClass } from "@/components/ui/button-class";
import { CopyLink } from "@/components/ui/copy-link";
import { Facts } from "@/components/ui/facts";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { HeaderSkeleton, PanelSkeleton } from "@/components/ui/skeletons";
import { requireViewer } from "@/lib/auth/viewer";
import { getTargetChoice } from "@/lib/queries/targets";
import type { PackageView } from "@/lib/views/packages";
import { tabHref } from "../tab-query";
import { wantedFor } from "../wanted-for";
import { readPackage } from "./read-package";

type PageInput = PageProps<"/packages/[packageId]">;

export async function generateMetadata({ params, searchParams }: PageInput): Promise<Metadata> {
  const found = await readPackage((await params).packageId, wantedFor((await searchParams).for));
  return { title: found?.displayName ?? "Access package" };
}

export default function PackagePage({ params, searchParams }: PageInput) {
  return (
    <Suspense fallback={<Waiting />}>
      <Package params={params} searchParams={searchParams} />
    </Suspense>
  );
}

async function Package({ params, searchParams }: PageInput) {
  const { packageId } = await params;
  const [found, viewer] = await Promise.all([
    readPackage(packageId, wantedFor((await searchParams).for)),
    requireViewer(),
  ]);
  if (!found) notFound();
  const { standing, policies, target } = found;
  const path = packageHref(found.id);
  return (
    <>
      <PageHeader
        title={found.displayName}
        description={found.description}
        crumbs={[{ label: "Access packages", href: tabHref("available", { for: target?.id }) }]}
        actions={
          <>
            <CopyLink href={path} />
            {standing.kind === "requestable" && (
              <Link
                href={requestFormHref(found.id, { for: target?.id })}
                className={buttonClass({ variant: "primary" })}
              >
                Request access
              </Link>
            )}
          </>
        }
      />
      <ForWhom
        key={target?.id}
        target={target}
        choice={await getTargetChoice(viewer, { packageId })}
        path={path}
        packageId={packageId}
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(20rem,24rem)]">
        <div className="flex flex-col gap-5">
          <StandingNotice of={found} />
          {standing.kind === "requestable" && <BeforeYouAsk of={found} />}
          <Panel title="What it grants">
            <ResourceRoles roles={found.resourceRoles} />
          </Panel>
          <About found={found} />
        </div>
        <section aria-labelledby="how" className="flex flex-col gap-5">
          <h2 id="how" className={policies.length > 1 ? "-mb-2 text-base font-semibold tracking-tight" : "sr-only"}>
            {policies.length > 1
              ? standing.kind === "requestable"
                ? "You choose one of these ways"
                : "Ways to ask for it"
              : "How asking works"}
          </h2>
          {policies.map((policy) => (
            <PolicySummary
              key={policy.id}
              policy={policy}
              isOneOfSeveral={policies.length > 1}
              title={standing.kind === "requestable" ? "What happens when you ask" : "How requests for it are decided"}
            />
          ))}
        </section>
      </div>
    </>
  );
}

function About({ found }: { found: PackageView }) {
  const [policy, ...others] = found.policies;
  return (
    <Panel title="About this package">
      <Facts
        items={[
          {
            label: "Catalog",
            value: (
              <>
                {found.catalog.displayName}
                {found.catalog.description && <p className="mt-0.5 text-muted">{found.catalog.description}</p>}
              </>
            ),
          },
          ...(policy && others.length === 0
            ? [{ label: "How long", value: <AccessLength expiration={policy.expiration} /> }]
            : []),
          ...(found.isHidden
            ? [{ label: "Who finds it", value: "Only people who were given its link; it is in no list." }]
            : []),
        ]}
      />
    </Panel>
  );
}

function Waiting() {
  return (
    <>
      <HeaderSkeleton />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(20rem,24rem)]">
        <PanelSkeleton lines={6} />
        <PanelSkeleton lines={5} />
      </div>
    </>
  );
}
