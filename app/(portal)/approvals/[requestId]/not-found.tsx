import { DoorClosed } from "lucide-react";
import Link from "next/link";
import { DeadEnd } from "@/components/layout/dead-end";
import { buttonClass } from "@/components/ui/button-class";

/** One text for a request that does not exist, is the reader's own, or is decided by others. */
export default function ApprovalNotFound() {
  return (
    <DeadEnd
      icon={DoorClosed}
      title="There is nothing here for you to decide"
      actions={
        <>
          <Link href="/approvals" className={buttonClass({ variant: "primary" })}>
            See what waits for you
          </Link>
          <Link href="/requests" className={buttonClass({ variant: "outline" })}>
            Your own requests
          </Link>
        </>
      }
    >
      The address may be mistyped, or the request is not among those you are asked about. What you asked for yourself is
      decided by others and stands under Requests.
    </DeadEnd>
  );
}
