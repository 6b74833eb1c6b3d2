import { PageHeader } from "@/components/ui/page-header";
import { address } from "../../address";

/** The head of every page of the wizard. */
export function WizardHeader() {
  return (
    <PageHeader
      crumbs={[{ label: "Packages", href: address("/admin/packages") }]}
      title="New package"
      description="What it is, what it gives, who can ask and who decides. It is kept as a draft until you create it."
    />
  );
}
