import { type AssignmentState, countsForConflicts } from "@/lib/engine/assignment/assignment";
import type { AccessPackageId, AssignmentId, GroupId, RequestId } from "@/lib/engine/ids";
import { intentOf, type RequestState, type RequestType } from "@/lib/engine/request/states";

/** Something the target holds that the wanted package declares incompatible (SOD-1). */
export type Conflict =
  | { readonly kind: "accessPackage"; readonly id: AccessPackageId; readonly displayName: string }
  | { readonly kind: "group"; readonly id: GroupId; readonly displayName: string };

type Named<Of> = { readonly id: Of; readonly displayName: string };

/** The lists of one package (SOD-1, SOD-2): "whoever holds one of these cannot get the package". */
export type Incompatibilities = {
  readonly packages: readonly Named<AccessPackageId>[];
  readonly groups: readonly Named<GroupId>[];
};

export type AssignmentFact = {
  readonly id: AssignmentId;
  readonly packageId: AccessPackageId;
  readonly state: AssignmentState;
  readonly endAt: Date | null;
  /** True once no role of it is left with the person (ASN-49). */
  readonly isDeprovisioned: boolean;
};

export type RequestFact = {
  readonly id: RequestId;
  readonly type: RequestType;
  readonly packageId: AccessPackageId;
  readonly state: RequestState;
};

/** What a person holds and has asked for, read under that person's lock. */
export type Holdings = {
  readonly assignments: readonly AssignmentFact[];
  readonly requests: readonly RequestFact[];
  readonly groupIds: ReadonlySet<GroupId>;
};

/**
 * SOD-25: a package counts as held while an assignment of it is there (until its roles are really gone, ASN-49) or
 * an add-request for it is past approval. A request that merely waits for approval does not count (SOD-26).
 */
export function holdsPackage(holdings: Holdings, packageId: AccessPackageId): boolean {
  return (
    holdings.assignments.some((each) => each.packageId === packageId && countsForConflicts(each)) ||
    holdings.requests.some(
      (each) =>
        each.packageId === packageId &&
        intentOf(each.type) === "add" &&
        (each.state === "scheduled" || each.state === "delivering"),
    )
  );
}

/**
 * SOD-2, SOD-3: what stands between this person and the package. Only the package's own lists count; that another
 * package lists this one does not (SOD-5). Groups count however the membership came about (SOD-8).
 */
export function conflictsOf(lists: Incompatibilities, holdings: Holdings): Conflict[] {
  return [
    ...lists.packages
      .filter((each) => holdsPackage(holdings, each.id))
      .map((each): Conflict => ({ kind: "accessPackage", ...each })),
    ...lists.groups
      .filter((each) => holdings.groupIds.has(each.id))
      .map((each): Conflict => ({ kind: "group", ...each })),
  ];
}
