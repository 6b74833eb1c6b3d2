import { type ReactNode, Suspense } from "react";
import { ImportForm, type ImportFormProps } from "@/components/admin/import-form";
import { ImportGuide, type ImportGuideProps } from "@/components/admin/import-guide";
import { EachVisit } from "@/components/ui/each-visit";
import { PageHeader } from "@/components/ui/page-header";
import { RowsSkeleton } from "@/components/ui/skeletons";
import { requirePermission } from "@/lib/auth/viewer";
import { address } from "../address";

type ImportScreenProps = Pick<ImportGuideProps, "columns" | "example"> & {
  what: "people" | "groups";
  action: ImportFormProps["action"];
  /** What rows do, and what they never do. */
  children: ReactNode;
};

const listName = { people: "People", groups: "Groups" } as const;

/** An import: what a file looks like, then the file, then what it would do. */
export function ImportScreen({ what, ...props }: ImportScreenProps) {
  return (
    <>
      <PageHeader
        crumbs={[{ label: listName[what], href: address(`/admin/${what}`) }]}
        title={`Import ${what}`}
        description="From a file, as a whole or not at all. You see what every row would do before anything is written."
      />
      <Suspense fallback={<RowsSkeleton />}>
        <Import label={`Import ${what}`} {...props} />
      </Suspense>
    </>
  );
}

async function Import({
  label,
  columns,
  example,
  action,
  children,
}: Omit<ImportScreenProps, "what"> & { label: string }) {
  await requirePermission("manageDirectory");
  return (
    <div className="flex flex-col gap-8">
      <ImportGuide columns={columns} example={example}>
        {children}
      </ImportGuide>
      <EachVisit>
        <ImportForm label={label} action={action} />
      </EachVisit>
    </div>
  );
}
