import type { Metadata } from "next";
import { groupColumnWords, groupsExample } from "@/components/admin/import-words";
import { importGroupsAction } from "../../import/actions";
import { ImportScreen } from "../../import/import-screen";

export const metadata: Metadata = { title: "Import groups" };

export default function ImportGroupsPage() {
  return (
    <ImportScreen what="groups" columns={groupColumnWords} example={groupsExample} action={importGroupsAction}>
      Rows add groups, people and groups inside; nobody is taken out, whoever a row leaves out. Commas, semicolons or
      tabs may stand between the cells; a list with the same sign in it stands in quotation marks.
    </ImportScreen>
  );
}
