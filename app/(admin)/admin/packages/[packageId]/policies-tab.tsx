import { FileQuestion, Plus } from "lucide-react";
import Link from "next/link";
import { DeletePolicy } from "@/components/policy/delete-policy";
import { PolicyCard } from "@/components/policy/policy-card";
import { buttonClass } from "@/components/ui/button-class";
import { Empty } from "@/components/ui/empty";
import { may, mayIn } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/viewer";
import type { AdminPackageDetail } from "@/lib/views/admin";
import { address } from "../../address";
import { deletePolicyAction } from "./policies/actions";

export type PoliciesTabProps = { viewer: Viewer; view: AdminPackageDetail };

/** The policies of a package, with what the viewer may do about them (P26 to P28). */
export function PoliciesTab({ viewer, view }: PoliciesTabProps) {
  const mayEdit = mayIn(viewer, "editPolicies", view.catalog.id);
  const path = `/admin/packages/${view.id}/policies`;
  const look = { variant: "outline", size: "sm" } as const;
  const newPolicy = mayEdit && (
    <Link href={address(`${path}/new`)} className={`${buttonClass(look)} w-fit`}>
      <Plus aria-hidden className="size-4" />
      New policy
    </Link>
  );
  if (view.policies.length === 0) {
    return (
      <Empty icon={FileQuestion} title="This package has no policy" action={newPolicy}>
        A policy says who can ask, who decides and how long access lasts. Without one nobody can get the package.
      </Empty>
    );
  }
  const canOpenDirectory = may(viewer, "viewEverything");
  return (
    <div className="flex flex-col gap-4">
      {newPolicy}
      {view.policies.map((policy) => (
        <PolicyCard
          key={policy.id}
          policy={policy}
          canOpenDirectory={canOpenDirectory}
          actions={
            mayEdit && (
              <>
                <Link href={address(`${path}/${policy.id}/edit`)} className={buttonClass(look)}>
                  Edit<span className="sr-only"> {policy.displayName}</span>
                </Link>
                <DeletePolicy packageId={view.id} policy={policy} action={deletePolicyAction} />
              </>
            )
          }
        />
      ))}
    </div>
  );
}
