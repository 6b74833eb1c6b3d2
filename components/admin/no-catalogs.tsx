import { FolderKanban } from "lucide-react";
import { Empty } from "@/components/ui/empty";

/** For whoever may open the administration and holds no role in any catalog yet. */
export function NoCatalogs() {
  return (
    <Empty icon={FolderKanban} title="No catalog is yours to look after yet">
      A catalog and all that belongs to it appear here once you hold a role in it. Ask its owner or a governance
      administrator to give you one.
    </Empty>
  );
}
