import { PolicyEditor, type PolicyEditorProps } from "@/components/policy/editor/policy-editor";
import { EachVisit } from "@/components/ui/each-visit";
import { PageHeader } from "@/components/ui/page-header";
import type { PolicyEditorView } from "@/lib/views/policy-editor";
import { address } from "../../../address";

export type EditorPageProps = { view: PolicyEditorView; title: string; action: PolicyEditorProps["action"] };

/** What the pages for a new policy and for an old one have in common. */
export function EditorPage({ view, title, action }: EditorPageProps) {
  const ofPackage = `/admin/packages/${view.package.id}`;
  const back = address(ofPackage, { tab: "policies" });
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Catalogs", href: address("/admin/catalogs") },
          {
            label: view.package.catalog.displayName,
            href: address(`/admin/catalogs/${view.package.catalog.id}`),
          },
          { label: view.package.displayName, href: back },
        ]}
        title={title}
        description={
          view.policy &&
          `Version ${view.policy.version}. Requests under way and existing access keep the one they have.`
        }
      />
      <EachVisit>
        <PolicyEditor view={view} action={action} back={back} />
      </EachVisit>
    </>
  );
}
