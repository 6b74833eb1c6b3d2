import type { SignInProblem } from "./safe-path";

/** ERR-51: situations that are no error of the portal, and what to do in them. */
export const signInHelp = {
  otherAccount: {
    title: "I have several accounts",
    body: "Sign in with the account of your organization. A personal account is not recognized, even with an e-mail address of your organization.",
  },
  severalSessions: {
    title: "I always end up as somebody else",
    body: "The sign-in service remembers who signed in last in this browser. Open a private window, or sign out there first.",
  },
  linkForAnotherAccount: {
    title: "I followed a link",
    body: "A link does not say which account it is meant for. Sign in with the one it was sent to; you are led to its page afterwards.",
  },
  guest: {
    title: "I am a guest",
    body: "Sign in with the account that was invited. The first time, the sign-in service may ask whether your name and address may be shared; without your consent nobody can let you in.",
  },
} as const satisfies Record<string, { readonly title: string; readonly body: string }>;

export type SignInSituation = keyof typeof signInHelp;

const situations = Object.keys(signInHelp) as SignInSituation[];

/** What another account, another window or a consent cannot mend. */
const unrelated: readonly SignInProblem[] = ["signedOut"];

/** ERR-51: the help for somebody at the sign-in page, and whether it lies open because something went wrong. */
export const helpFor = (problem: SignInProblem | null) => ({
  situations,
  isOpen: problem !== null && !unrelated.includes(problem),
});
