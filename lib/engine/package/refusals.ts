import type { PolicyIssue } from "@/lib/engine/policy/issues";
import type { RefusalText } from "@/lib/engine/request/refusal-text";
import { type DutiesRefusal, dutiesRefusalRules, dutiesRefusalText } from "@/lib/engine/sod/list-refusals";

/** Why something could not be changed about a package, with what its administrator needs to understand it. */
export type PackageRefusal =
  | { readonly code: "packageNotFound" }
  | { readonly code: "policyNotFound" }
  /** The actor's role does not cover this, and they may know that it exists. */
  | { readonly code: "roleNotSufficient" }
  /** DEL-23: the catalog a package is to be made in. */
  | { readonly code: "catalogNotFound" }
  /** LIM-30 */
  | { readonly code: "nameTaken"; readonly displayName: string }
  /** RES-2 */
  | { readonly code: "roleNotInCatalog"; readonly count: number }
  /** ERR-24: what still depends on it. */
  | { readonly code: "activeAssignments"; readonly assignments: number; readonly requests: number }
  /** ERR-38, ERR-44, ERR-45, ERR-47: everything that is wrong, each at its place. */
  | { readonly code: "policyInvalid"; readonly issues: readonly PolicyIssue[] }
  /** ERR-50: somebody saved it since it was read; with the parts that differ from what was sent. */
  | { readonly code: "staleVersion"; readonly by: string | null; readonly fields: readonly string[] }
  | DutiesRefusal;

export type PackageRefusalCode = PackageRefusal["code"];

/** The stable rule id of each refusal and its HTTP status. */
export const packageRefusalRules = {
  packageNotFound: { rule: "ERR-2", status: 404 },
  policyNotFound: { rule: "ERR-2", status: 404 },
  roleNotSufficient: { rule: "WHO-44", status: 403 },
  catalogNotFound: { rule: "DEL-23", status: 404 },
  nameTaken: { rule: "LIM-30", status: 409 },
  roleNotInCatalog: { rule: "RES-2", status: 422 },
  activeAssignments: { rule: "ERR-24", status: 409 },
  policyInvalid: { rule: "ERR-44", status: 422 },
  staleVersion: { rule: "ERR-50", status: 412 },
  ...dutiesRefusalRules,
} as const satisfies Record<PackageRefusalCode, { rule: string; status: number }>;

const counted = (count: number, one: string, many: string): string[] =>
  count === 0 ? [] : [count === 1 ? `1 ${one}` : `${count} ${many}`];

/** What an administrator is told. */
export function packageRefusalText(refusal: PackageRefusal): RefusalText {
  switch (refusal.code) {
    case "packageNotFound":
      return { title: "There is no such package", detail: "It may have been deleted meanwhile." };
    case "policyNotFound":
      return { title: "There is no such policy", detail: "It may have been deleted meanwhile." };
    case "roleNotSufficient":
      return { title: "Your role does not cover this", detail: "Ask an owner of the catalog." };
    case "catalogNotFound":
      return { title: "There is no such catalog", detail: "It may have been deleted meanwhile." };
    case "nameTaken":
      return {
        title: `There is a package named ${refusal.displayName} in this catalog already`,
        detail: "Names are unique in a catalog.",
      };
    case "roleNotInCatalog":
      return {
        title: refusal.count === 1 ? "A role is not in this catalog" : `${refusal.count} roles are not in this catalog`,
        detail: "A package gives roles of its own catalog only. Add the resource to the catalog first.",
      };
    case "activeAssignments":
      return {
        title: "It is still in use",
        detail: "End the access and close the requests first.",
        items: [
          ...counted(refusal.assignments, "active assignment", "active assignments"),
          ...counted(refusal.requests, "open request", "open requests"),
        ],
      };
    case "policyInvalid":
      return { title: "The policy cannot be saved like this", items: refusal.issues.map((issue) => issue.message) };
    case "staleVersion":
      return {
        title: `${refusal.by ?? "Somebody"} changed this while you were editing it`,
        detail: "What you typed is still here. Save again to replace what is there now with it.",
      };
    default:
      return dutiesRefusalText(refusal);
  }
}
