import type { RoleGrantView } from "./access";
import type { GivenBy } from "./access-on";
import type { AdminAssignmentRow } from "./admin";
import type { QuestionView } from "./packages";
import type { AnswerView, RequestView } from "./requests";

/** What became of one role of an assignment, with every try, and what stays of it when the assignment goes. */
export type RoleDeliveryView = RoleGrantView & {
  /** How many attempts failed. */
  readonly attempts: number;
  readonly grantedAt: Date | null;
  readonly revokedAt: Date | null;
  /** ASN-30: other packages by which the person holds the same role. */
  readonly alsoBy: readonly string[];
};

/** Why something cannot be done now, in words; null where it can. */
export type NotPossible = string | null;

/** POR-61: one assignment as those who look after its catalog see it. */
export type AdminAssignmentView = Omit<AdminAssignmentRow, "roles"> & {
  readonly version: number;
  readonly roles: readonly RoleDeliveryView[];
  /** The request that gave it and those that prolonged it, with who let them pass; also where they are erased by now. */
  readonly givenBy: readonly GivenBy[];
  /** INF-12: the answers as they stand. */
  readonly answers: readonly AnswerView[];
  /** Every request about it that is kept, newest first. */
  readonly requests: readonly RequestView[];
  /** WHO-44: whether the reader may change it. */
  readonly mayManage: boolean;
  /** POR-64: what is in the way of each, whoever asks. */
  readonly inTheWayOf: Readonly<Record<"remove" | "deliverAgain" | "change", NotPossible>>;
};

/** ASG-33: what the form that changes an assignment begins with. */
export type ChangeAssignmentView = Pick<
  AdminAssignmentView,
  "id" | "package" | "target" | "startAt" | "endAt" | "version"
> & {
  readonly catalogId: string;
  /** The latest end the policy would give from now on; null where it sets none. */
  readonly policyEndAt: Date | null;
  readonly hasEnded: boolean;
  readonly questions: readonly QuestionView[];
};
