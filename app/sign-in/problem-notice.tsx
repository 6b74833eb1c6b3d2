import { Notice } from "@/components/ui/notice";
import { type SignInProblem, signInProblems } from "@/lib/auth/safe-path";

const texts: Record<SignInProblem, { tone: "info" | "warning" | "danger"; title: string; body: string }> = {
  unknown: {
    tone: "warning",
    title: "This portal does not know you yet",
    body: "Your organization confirmed who you are, but no person here has your e-mail address. Ask whoever administers the portal to add you, then sign in again.",
  },
  disabled: {
    tone: "warning",
    title: "Your account is switched off",
    body: "You cannot sign in or ask for access while it is. If that is a mistake, your manager or whoever administers the portal can have it switched on again.",
  },
  unverified: {
    tone: "warning",
    title: "Your e-mail address is not confirmed",
    body: "Your organization has not confirmed that the address is yours, so it cannot be matched with a person here. Confirm it with your organization's sign-in service, then sign in again.",
  },
  failed: {
    tone: "danger",
    title: "Signing in did not work",
    body: "The sign-in service did not answer as expected, or the attempt took too long. Try again; if it stays like this, tell whoever administers the portal.",
  },
  signedOut: {
    tone: "info",
    title: "You are signed out",
    body: "On a shared device, sign out of your organization's sign-in service too.",
  },
};

/** Why somebody landed here, as the address says; anything the sign-in library reports counts as a failure. */
export function problemIn({ problem, error }: { problem?: unknown; error?: unknown }): SignInProblem | null {
  return signInProblems.find((name) => name === problem) ?? (error === undefined ? null : "failed");
}

export function ProblemNotice({ problem }: { problem: SignInProblem }) {
  const { tone, title, body } = texts[problem];
  return (
    <Notice tone={tone} title={title} urgent>
      {body}
    </Notice>
  );
}
