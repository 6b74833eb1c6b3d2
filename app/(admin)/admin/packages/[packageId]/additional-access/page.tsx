import type { Metadata } from "next";
import { forbidden, notFound } from "next/navigation";
import { cache, Suspense } from "react";
import { AdditionalAccess } from "@/components/admin/duties/additional-access";
import { PageHeader } from "@/components/ui/page-header";
import { PageSkeleton } from "@/components/ui/skeletons";
import { may } from "@/lib/auth/permissions";
import { requirePermission } from "@/lib/auth/viewer";
import { getAdditionalAccess } from "@/lib/queries/admin/additional-access";
import { address, textOf } from "../../../address";
import { allowAction, excludeAction } from "../duties-actions";

type Props = PageProps<"/admin/packages/[packageId]/additional-access">;

const load = cache(async (packageId: string, counterpart: string, cursor: string | undefined) => {
  const viewer = await requirePermission("openAdmin");
  const view = await getAdditionalAccess(viewer, { packageId, counterpart, cursor: cursor ?? null });
  return { viewer, view };
});

async function loadFor({ params, searchParams }: Props) {
  const search = await searchParams;
  return load((await params).packageId, textOf(search, "with") ?? "", textOf(search, "cursor"));
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { view } = await loadFor(props);
  if (view === null || view === "roleNotSufficient") return { title: "Not found" };
  return { title: `${view.package.displayName} and ${view.counterpart.displayName}` };
}

export default function AdditionalAccessPage(props: Props) {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <Pair {...props} />
    </Suspense>
  );
}

async function Pair(props: Props) {
  const { viewer, view } = await loadFor(props);
  if (view === null) notFound();
  if (view === "roleNotSufficient") forbidden();
  const path = `/admin/packages/${view.package.id}`;
  const isFirst = textOf(await props.searchParams, "cursor") === undefined;
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Packages", href: address("/admin/packages") },
          { label: view.package.displayName, href: address(path) },
          { label: "Separation of duties", href: address(path, { tab: "duties" }) },
        ]}
        title={`${view.package.displayName} and ${view.counterpart.displayName}`}
        description={
          view.counterpart.kind === "group"
            ? `Who holds ${view.package.displayName} and is in the group, directly or through another group.`
            : "Who holds both packages now."
        }
      />
      <AdditionalAccess
        view={view}
        isFirst={isFirst}
        canOpenPeople={may(viewer, "viewEverything")}
        exclude={excludeAction}
        allow={allowAction}
      />
    </>
  );
}
