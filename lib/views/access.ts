import type { AssignmentState, EndReason, RoleGrantState } from "@/lib/engine/assignment/assignment";

/** What became of one role of an assignment. */
export type RoleGrantView = {
  readonly label: string;
  readonly state: RoleGrantState;
  readonly problem: string | null;
  readonly nextAttemptAt: Date | null;
};

/** ASN-17: whether access may be extended now, or was asked to be; "none" where the rules say no. */
export type ExtensionStanding =
  | { readonly kind: "possible" }
  /** Without an id where the request is not the reader's to open. */
  | { readonly kind: "asked"; readonly requestId: string | null }
  | { readonly kind: "none" };

/** POR-19: a row of Active. */
export type ActiveAccessRow = {
  readonly id: string;
  readonly package: { readonly id: string; readonly displayName: string };
  readonly policyName: string;
  readonly state: AssignmentState;
  readonly startAt: Date;
  readonly endAt: Date | null;
  /** POR-20: 1 to 14, or null. */
  readonly endsInDays: number | null;
  readonly canRemove: boolean;
  readonly extension: ExtensionStanding;
  readonly roles: readonly RoleGrantView[];
};

/** POR-21: a row of Expired. */
export type ExpiredAccessRow = {
  readonly id: string;
  readonly package: { readonly id: string; readonly displayName: string };
  readonly policyName: string;
  readonly startAt: Date;
  readonly expiredAt: Date;
  readonly reason: EndReason;
  /** Roles still to be taken back. */
  readonly rolesLeft: number;
  /** The request that led to it, for the form to begin with (POR-37). */
  readonly requestId: string | null;
  /** POR-21: whether the package may be asked for again now. */
  readonly canAskAgain: boolean;
};
