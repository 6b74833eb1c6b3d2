import { type CatalogRefusal, catalogRefusalText } from "@/lib/engine/catalog/refusals";
import type { PolicyIssue } from "@/lib/engine/policy/issues";
import type { RefusalText } from "@/lib/engine/request/refusal-text";
import type { DraftStep } from "./draft";
import { catalogNameTaken, type DraftIssue, packageNameTaken } from "./draft-issues";
import { type PackageRefusal, packageRefusalText } from "./refusals";

/** Why a draft could not be kept, or did not become a package. */
export type DraftRefusal =
  /** A draft is its author's alone: somebody else's is none. */
  | { readonly code: "draftNotFound" }
  /** DEL-11, CAT-20: nobody who can neither make packages in a catalog nor make a catalog. */
  | { readonly code: "roleNotSufficient" }
  /** ERR-50: its author has changed it elsewhere, in another window say. */
  | { readonly code: "staleVersion"; readonly version: number }
  | { readonly code: "tooManyDrafts"; readonly max: number }
  /** Everything that is wrong, each at its step. */
  | { readonly code: "draftIncomplete"; readonly issues: readonly DraftIssue[] };

export type DraftRefusalCode = DraftRefusal["code"];

/** The stable rule id of each refusal and its HTTP status. */
export const draftRefusalRules = {
  draftNotFound: { rule: "ERR-2", status: 404 },
  roleNotSufficient: { rule: "DEL-11", status: 403 },
  staleVersion: { rule: "ERR-50", status: 412 },
  tooManyDrafts: { rule: "ERR-11", status: 429 },
  draftIncomplete: { rule: "POL-1", status: 422 },
} as const satisfies Record<DraftRefusalCode, { rule: string; status: number }>;

/** How many drafts somebody keeps at once; enough for anybody, and a bound for a script. */
export const DRAFTS_MAX = 50;

/** What its author is told. */
export function draftRefusalText(refusal: DraftRefusal): RefusalText {
  switch (refusal.code) {
    case "draftNotFound":
      return { title: "There is no such draft", detail: "It may have been deleted, or become a package, meanwhile." };
    case "roleNotSufficient":
      return { title: "Your role does not cover this", detail: "Ask an owner of a catalog." };
    case "staleVersion":
      return {
        title: "You changed this draft in another window",
        detail: "What you typed here is still here, but it is not saved. Choose which of the two you want to keep.",
      };
    case "tooManyDrafts":
      return { title: `You have ${refusal.max} drafts already`, detail: "Finish or delete one of them first." };
    case "draftIncomplete":
      return {
        title: "The package cannot be created yet",
        items: refusal.issues.map(({ message }) => message),
      };
  }
}

/** Which step a part of a policy stands on. */
function stepOf({ path: [part] }: PolicyIssue): DraftStep {
  if (part === "questions") return "information";
  return part === "expiration" ? "lifecycle" : "requests";
}

/** A refusal of the new catalog, at its step. */
export const catalogRefusalIssue = (refusal: CatalogRefusal): DraftIssue => ({
  step: "basics",
  path: ["catalog", "displayName"],
  message: refusal.code === "nameTaken" ? catalogNameTaken : `${catalogRefusalText(refusal).title}.`,
});

/** A refusal of a resource, at its place in the draft. */
export const resourceRefusalIssue = (refusal: CatalogRefusal, index: number): DraftIssue => ({
  step: "roles",
  path: ["resources", index],
  message: `${catalogRefusalText(refusal).title}.`,
});

/** A refusal of the package or its policy, everything at its step. */
export function packageRefusalIssues(refusal: PackageRefusal): DraftIssue[] {
  const message = `${packageRefusalText(refusal).title}.`;
  switch (refusal.code) {
    case "policyInvalid":
      return refusal.issues.map((issue) => ({ step: stepOf(issue), path: issue.path, message: issue.message }));
    case "nameTaken":
      return [{ step: "basics", path: ["displayName"], message: packageNameTaken }];
    case "roleNotInCatalog":
      return [{ step: "roles", path: ["roles"], message }];
    default:
      return [{ step: "basics", path: ["catalog", "catalogId"], message }];
  }
}
