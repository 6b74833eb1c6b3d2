import type { AccessPackageId } from "@/lib/engine/ids";
import type { SubmissionFacts } from "@/lib/engine/request/submission";
import { holdsPackage } from "@/lib/engine/sod/conflicts";

type Named = { readonly id: AccessPackageId; readonly displayName: string };

/** What separation of duties does not forbid and nobody should overlook. */
export type SodWarning =
  /** SOD-3, SOD-19: another package that is held declares this one incompatible; it could not be asked for again. */
  | { readonly kind: "declaredByHeld"; readonly package: Named }
  /** SOD-26: an incompatible package is asked for at the same time; whichever is delivered first wins. */
  | { readonly kind: "waitsAsWell"; readonly package: Named };

/** The warnings that go with a submission, for requestor, approver and administrator alike. */
export function warningsOf(
  { holdings, package: wanted }: Pick<SubmissionFacts, "holdings" | "package">,
  incompatibleWith: readonly Named[],
): SodWarning[] {
  const waits = (id: AccessPackageId) =>
    holdings.requests.some((each) => each.packageId === id && each.state === "pendingApproval");
  const declared = wanted?.incompatible.packages ?? [];
  const other = incompatibleWith.filter((each) => !declared.some((listed) => listed.id === each.id));
  return [
    ...incompatibleWith
      .filter((each) => holdsPackage(holdings, each.id))
      .map((each): SodWarning => ({ kind: "declaredByHeld", package: each })),
    ...[...declared, ...other]
      .filter((each) => waits(each.id) && !holdsPackage(holdings, each.id))
      .map((each): SodWarning => ({ kind: "waitsAsWell", package: each })),
  ];
}
