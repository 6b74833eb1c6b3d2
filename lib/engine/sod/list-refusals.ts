import type { RefusalText } from "@/lib/engine/request/refusal-text";

/** Why a package's rules on separation of duties could not be changed. */
export type DutiesRefusal =
  | { readonly code: "groupNotFound" }
  /** ERR-49, SOD-9: the package itself, or a group it gives. */
  | { readonly code: "incompatibleSelf"; readonly group: string | null }
  /** LIM-33: the list of the package named is full. */
  | { readonly code: "incompatibilitiesFull"; readonly of: string; readonly max: number }
  /** SOD-4: it would change what is said of a package whose separation of duties is somebody else's. */
  | { readonly code: "otherPackageNotYours"; readonly other: string }
  /** SOD-34 */
  | { readonly code: "overridesItself" };

/** The stable rule id of each refusal and its HTTP status. */
export const dutiesRefusalRules = {
  groupNotFound: { rule: "ERR-2", status: 404 },
  incompatibleSelf: { rule: "ERR-49", status: 422 },
  incompatibilitiesFull: { rule: "LIM-33", status: 422 },
  otherPackageNotYours: { rule: "SOD-4", status: 403 },
  overridesItself: { rule: "SOD-34", status: 422 },
} as const satisfies Record<DutiesRefusal["code"], { rule: string; status: number }>;

/** What an administrator is told. */
export function dutiesRefusalText(refusal: DutiesRefusal): RefusalText {
  switch (refusal.code) {
    case "groupNotFound":
      return { title: "There is no such group", detail: "It may have left the directory meanwhile." };
    case "incompatibleSelf":
      return refusal.group === null
        ? { title: "A package cannot exclude itself", detail: "Choose another package." }
        : {
            title: `A package cannot both give ${refusal.group} and exclude its members`,
            detail: "Nobody who holds it could extend it or ask for it again.",
          };
    case "incompatibilitiesFull":
      return { title: `The list of ${refusal.of} is full`, detail: `It has ${refusal.max} entries. Remove one first.` };
    case "otherPackageNotYours":
      return {
        title: `You may not change ${refusal.other}`,
        detail: "Ask an owner of its catalog to do it there.",
      };
    case "overridesItself":
      return { title: "A package is no exception to itself", detail: "Choose another package." };
  }
}
