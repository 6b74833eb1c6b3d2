import type { Metadata } from "next";
import { peopleColumnWords, peopleExample } from "@/components/admin/import-words";
import { importPeopleAction } from "../../import/actions";
import { ImportScreen } from "../../import/import-screen";

export const metadata: Metadata = { title: "Import people" };

export default function ImportPeoplePage() {
  return (
    <ImportScreen what="people" columns={peopleColumnWords} example={peopleExample} action={importPeopleAction}>
      Rows add people and change those who are there; nobody is deleted, enabled or disabled. A column that is missing
      leaves what is there, an empty cell empties it. Commas, semicolons or tabs may stand between the cells.
    </ImportScreen>
  );
}
