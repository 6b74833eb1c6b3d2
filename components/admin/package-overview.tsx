import type { Route } from "next";
import Link from "next/link";
import { plural } from "@/components/policy/policy-words";
import { Facts } from "@/components/ui/facts";
import { Notice } from "@/components/ui/notice";
import { SectionHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import type { AdminPackageDetail } from "@/lib/views/admin";
import { PackageRoles } from "./package-roles";

export type PackageOverviewProps = {
  view: AdminPackageDetail;
  /** The address of another tab of the same package. */
  tab: (name: string) => Route;
  canOpenGroups: boolean;
};

/** What a package is and what it grants. */
export function PackageOverview({ view, tab, canOpenGroups }: PackageOverviewProps) {
  const enabled = view.policies.filter((policy) => policy.isEnabled).length;
  return (
    <div className="flex flex-col gap-8">
      <div className="flex flex-col gap-4">
        {enabled === 0 && (
          <Notice tone="warning" title="Nobody can get this package now">
            {view.policyCount === 0
              ? "It has no policy, and a policy says who can ask."
              : "All of its policies are switched off."}
          </Notice>
        )}
        <Panel>
          <Facts
            columns={2}
            items={[
              {
                label: "Catalog",
                value: (
                  <Link href={`/admin/catalogs/${view.catalog.id}` as Route} className="text-link">
                    {view.catalog.displayName}
                  </Link>
                ),
              },
              {
                label: "Listed",
                value: view.isHidden ? "No: only the direct link leads to it" : "Yes, for everybody a policy is for",
              },
              {
                label: "Policies",
                value: (
                  <Link href={tab("policies")} className="text-link">
                    {enabled === view.policyCount
                      ? plural(view.policyCount, "policy", "policies")
                      : `${plural(view.policyCount, "policy", "policies")}, ${enabled} enabled`}
                  </Link>
                ),
              },
              {
                label: "Held by",
                value: (
                  <Link href={tab("assignments")} className="text-link">
                    {plural(view.holderCount, "person", "people")}
                  </Link>
                ),
              },
              {
                label: "Waiting",
                value: (
                  <Link href={tab("requests")} className="text-link">
                    {plural(view.pendingCount, "request")}
                  </Link>
                ),
              },
            ]}
          />
        </Panel>
      </div>
      <section aria-labelledby="roles">
        <SectionHeader id="roles" title="What it grants" description="Every role is delivered when access starts." />
        <PackageRoles view={view} canOpenGroups={canOpenGroups} />
      </section>
    </div>
  );
}
