import type { RefusalText } from "@/lib/engine/request/refusal-text";
import type { CatalogForm } from "./catalog";
import type { OriginSystem } from "./resources";

/** Why something could not be changed about a catalog, with what its administrator needs to understand it. */
export type CatalogRefusal =
  | { readonly code: "catalogNotFound" }
  /** The actor's role does not cover this, and they may know that it exists. */
  | { readonly code: "roleNotSufficient" }
  /** ERR-50: somebody saved it since it was read; with what is there now where that differs from what was sent. */
  | {
      readonly code: "staleVersion";
      readonly of: "catalog" | "resource";
      readonly by: string | null;
      readonly current: Partial<CatalogForm>;
    }
  /** CAT-8 */
  | { readonly code: "nameTaken"; readonly displayName: string }
  /** CAT-6 */
  | { readonly code: "generalCatalogProtected" }
  /** CAT-25 */
  | { readonly code: "catalogNotEmpty"; readonly packages: number }
  | { readonly code: "principalNotFound" }
  | { readonly code: "resourceNotFound" }
  /** DEL-30: it takes a right over the resource too. */
  | { readonly code: "resourceRightMissing"; readonly originSystem: OriginSystem }
  /** CAT-40 */
  | { readonly code: "resourceInUse"; readonly packages: readonly string[] }
  /** CAT-47: those that are no texts of a profile, have no words, or are named twice. */
  | { readonly code: "attributesInvalid"; readonly names: readonly string[] }
  /** CAT-28 */
  | { readonly code: "lastOwner" };

export type CatalogRefusalCode = CatalogRefusal["code"];

/** The stable rule id of each refusal and its HTTP status. */
export const catalogRefusalRules = {
  catalogNotFound: { rule: "DEL-23", status: 404 },
  roleNotSufficient: { rule: "DEL-23", status: 403 },
  staleVersion: { rule: "ERR-50", status: 412 },
  nameTaken: { rule: "CAT-8", status: 409 },
  generalCatalogProtected: { rule: "CAT-6", status: 409 },
  catalogNotEmpty: { rule: "CAT-25", status: 409 },
  principalNotFound: { rule: "DEL-4", status: 404 },
  resourceNotFound: { rule: "CAT-31", status: 404 },
  resourceRightMissing: { rule: "DEL-30", status: 403 },
  resourceInUse: { rule: "CAT-40", status: 409 },
  attributesInvalid: { rule: "CAT-47", status: 422 },
  lastOwner: { rule: "CAT-28", status: 409 },
} as const satisfies Record<CatalogRefusalCode, { rule: string; status: number }>;

const originWords = {
  AadGroup: "group",
  AadApplication: "application",
  SharePointOnline: "site",
} as const satisfies Record<OriginSystem, string>;

const fieldNames = [
  ["displayName", "The name"],
  ["description", "The description"],
  ["isPublished", "“Enabled”"],
  ["isExternallyVisible", "“Enabled for external users”"],
] as const satisfies readonly (readonly [keyof CatalogForm, string])[];

const wordsOf = (value: string | boolean | undefined): string =>
  typeof value === "string" ? value : value ? "yes" : "no";

/** What an administrator is told. */
export function catalogRefusalText(refusal: CatalogRefusal): RefusalText {
  switch (refusal.code) {
    case "catalogNotFound":
      return { title: "There is no such catalog", detail: "It may have been deleted meanwhile." };
    case "roleNotSufficient":
      return { title: "Your role does not cover this", detail: "Ask an owner of the catalog." };
    case "staleVersion":
      return {
        title: `${refusal.by ?? "Somebody"} changed this ${refusal.of} while you were editing it`,
        detail: "What you typed is still here. Save again to replace what is there now with it.",
        items: fieldNames.flatMap(([field, name]) =>
          field in refusal.current ? [`${name} is now: ${wordsOf(refusal.current[field])}`] : [],
        ),
      };
    case "nameTaken":
      return { title: `There is a catalog named ${refusal.displayName} already`, detail: "Names are unique." };
    case "generalCatalogProtected":
      return { title: "The General catalog stays", detail: "It can be renamed or unpublished, but not deleted." };
    case "catalogNotEmpty":
      return {
        title:
          refusal.packages === 1
            ? "There is still a package in it"
            : `There are still ${refusal.packages} packages in it`,
        detail: "Delete its packages first.",
      };
    case "principalNotFound":
      return { title: "There is nobody like that", detail: "The person or group may have left the directory." };
    case "resourceNotFound":
      return { title: "There is no such resource", detail: "It may have left the directory, or the catalog." };
    case "resourceRightMissing":
      return {
        title: `You do not own this ${originWords[refusal.originSystem]}`,
        detail: "Only its owners and governance administrators put it into a catalog or take it out.",
      };
    case "resourceInUse":
      return {
        title: "Packages still give its roles",
        detail: "Take its roles out of these packages first.",
        items: refusal.packages,
      };
    case "attributesInvalid":
      return {
        title: "Some of this cannot be asked for",
        detail: "Only texts of the profile that may be written, each once and in words; a choice needs two values.",
        items: refusal.names,
      };
    case "lastOwner":
      return {
        title: "This is the last owner",
        detail: "Without one only governance administrators can look after the catalog. Confirm that this is meant.",
      };
  }
}
