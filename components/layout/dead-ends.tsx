import { DoorClosed, KeyRound, Lock } from "lucide-react";
import Link from "next/link";
import { buttonClass } from "@/components/ui/button-class";
import { DeadEnd } from "./dead-end";

type Place = { alone?: boolean };

/** One text for what does not exist and for what the reader may not know about. */
export function NotFound({ alone }: Place) {
  return (
    <DeadEnd
      alone={alone ?? false}
      icon={DoorClosed}
      title="There is nothing here for you"
      actions={
        <>
          <Link href="/packages" className={buttonClass({ variant: "primary" })}>
            Browse access packages
          </Link>
          <Link href="/" className={buttonClass({ variant: "outline" })}>
            Go to the overview
          </Link>
        </>
      }
    >
      The address may be mistyped, what it led to may be gone, or it is not open to you. If somebody sent you the link,
      ask them which access package they meant. If you have several accounts, it may be open to another of them.
    </DeadEnd>
  );
}

/** Signed in, but without the role. */
export function Forbidden({ alone }: Place) {
  return (
    <DeadEnd
      alone={alone ?? false}
      icon={Lock}
      title="Your roles do not cover this page"
      actions={
        <>
          <Link href="/" className={buttonClass({ variant: "primary" })}>
            Go to the overview
          </Link>
          <Link href="/packages" className={buttonClass({ variant: "outline" })}>
            Browse access packages
          </Link>
        </>
      }
    >
      You are signed in, and this part of the portal needs an administrative role you do not hold. If you need it for
      your work, ask for an access package that contains it or ask whoever administers the portal.
    </DeadEnd>
  );
}

/** Not signed in any more. */
export function Unauthorized({ alone }: Place) {
  return (
    <DeadEnd
      alone={alone ?? false}
      icon={KeyRound}
      title="Please sign in again"
      actions={
        <Link href="/sign-in" className={buttonClass({ variant: "primary" })}>
          Sign in
        </Link>
      }
    >
      Your session has ended. Nothing you sent before that is lost.
    </DeadEnd>
  );
}
