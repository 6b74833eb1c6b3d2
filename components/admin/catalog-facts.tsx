import { Facts } from "@/components/ui/facts";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import type { CatalogRow } from "@/lib/views/admin";

/** What holds for everything in a catalog: its owners and who gets to see its packages. */
export function CatalogFacts({ catalog }: { catalog: CatalogRow }) {
  return (
    <div className="flex flex-col gap-4">
      {!catalog.isPublished && (
        <Notice tone="warning" title="Nobody can ask for these packages now">
          The catalog is not enabled, so its packages are listed for nobody. Access granted earlier runs on.
        </Notice>
      )}
      {catalog.owners.length === 0 && (
        <Notice tone="warning" title="This catalog has no owner">
          Only governance administrators can look after it.
        </Notice>
      )}
      <Panel>
        <Facts
          columns={2}
          items={[
            { label: "Owners", value: catalog.owners.length === 0 ? "None" : catalog.owners.join(", ") },
            {
              label: "External users",
              value: catalog.isExternallyVisible
                ? "Can ask, where a policy lets them"
                : "Cannot ask, whatever the policies say",
            },
          ]}
        />
      </Panel>
    </div>
  );
}
