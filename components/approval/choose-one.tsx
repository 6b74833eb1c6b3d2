import { MousePointerClick } from "lucide-react";
import { Empty } from "@/components/ui/empty";

/** Beside the inbox while no request is open. */
export function ChooseOne() {
  return (
    <Empty icon={MousePointerClick} title="Choose a request">
      You will see who asks for what and why, what they hold already, and what either decision would do. With the
      keyboard: j and k to move, Enter to open, ? for the rest.
    </Empty>
  );
}
