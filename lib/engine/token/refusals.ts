import type { RefusalText } from "@/lib/engine/request/refusal-text";

/** Why a token of the API was not made or not revoked. */
export type TokenRefusal =
  | { readonly code: "personNotFound" }
  /** The same of a service. */
  | { readonly code: "serviceNotFound" }
  | { readonly code: "tokenNotFound" }
  /** The actor may know of the token and may not revoke it. */
  | { readonly code: "roleNotSufficient" }
  | { readonly code: "tokenNameTaken"; readonly displayName: string }
  | { readonly code: "tooManyTokens"; readonly max: number }
  /** A service has no access of its own to look after. */
  | { readonly code: "scopeNotForServices" };

/** What whoever tried is told. */
export function tokenRefusalText(refusal: TokenRefusal): RefusalText {
  switch (refusal.code) {
    case "personNotFound":
      return { title: "There is no such person", detail: "Their account may be switched off." };
    case "serviceNotFound":
      return { title: "There is no such service", detail: "It may be switched off." };
    case "tokenNotFound":
      return { title: "There is no such token", detail: "Look for it in the list of tokens." };
    case "roleNotSufficient":
      return {
        title: "Your role does not cover this",
        detail: "Governance administrators revoke the tokens of others and look after services.",
      };
    case "tokenNameTaken":
      return {
        title: `There is a token named ${refusal.displayName} already`,
        detail: "Choose another name, so that you know later which one to revoke.",
      };
    case "tooManyTokens":
      return {
        title: `There are ${refusal.max} tokens already`,
        detail: "Nobody has more at a time. Revoke one that is no longer used.",
      };
    case "scopeNotForServices":
      return {
        title: "A service has no access of its own",
        detail: "Choose whether it may read, or read and change.",
      };
  }
}
