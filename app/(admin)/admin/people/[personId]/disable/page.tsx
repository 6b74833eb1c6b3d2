import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { DisableForm } from "@/components/admin/disable-form";
import { DisablingEffects } from "@/components/admin/disabling-effects";
import { EachVisit } from "@/components/ui/each-visit";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { PageSkeleton } from "@/components/ui/skeletons";
import { requirePermission } from "@/lib/auth/viewer";
import { getDisabling } from "@/lib/queries/admin/disabling";
import { address } from "../../../address";
import { disablePersonAction } from "../../actions";

type Props = PageProps<"/admin/people/[personId]/disable">;

export const metadata: Metadata = { title: "Disable an account" };

export default function DisablePage({ params }: Props) {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <Disable params={params} />
    </Suspense>
  );
}

async function Disable({ params }: Pick<Props, "params">) {
  const viewer = await requirePermission("manageDirectory");
  const view = await getDisabling(viewer, (await params).personId);
  if (!view) notFound();
  const { id, displayName, isEnabled } = view.departure.person;
  const back = address(`/admin/people/${id}`);
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "People", href: address("/admin/people") },
          { label: displayName, href: back },
        ]}
        title={`Disable ${displayName}`}
        description="From the next click on they cannot sign in, ask or decide. Nothing is deleted, and the account can be enabled again."
      />
      {!isEnabled ? (
        <Notice title="The account is disabled already" />
      ) : id === viewer.personId ? (
        <Notice tone="warning" title="This is your own account">
          Somebody else who administers the portal has to switch it off.
        </Notice>
      ) : (
        <div className="flex max-w-4xl flex-col gap-8">
          <DisablingEffects view={view} />
          <EachVisit>
            <DisableForm personId={id} name={displayName} action={disablePersonAction} back={back} />
          </EachVisit>
        </div>
      )}
    </>
  );
}
