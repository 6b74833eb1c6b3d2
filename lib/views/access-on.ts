import type { EndReason } from "@/lib/engine/assignment/assignment";
import type { RequestType } from "@/lib/engine/request/states";

/** Who let a request pass a stage, or that nobody had to. */
export type GivenDecision = {
  at: Date;
  /** Null where the policy asked nobody. */
  by: string | null;
  /** For whom a delegate decided. */
  delegator: string | null;
  /** From 0; null for a request that passed no stage. */
  stage: number | null;
  /** APP-93 */
  isBypass: boolean;
  reason: string | null;
};

/** A request that gave access or prolonged it. */
export type GivenBy = {
  requestId: string;
  /** REQ-70: closed requests are erased in time; the log still tells of them. */
  isKept: boolean;
  type: RequestType;
  /** Null where the system asked. */
  requestor: string | null;
  createdAt: Date;
  decisions: readonly GivenDecision[];
};

/** Access that was there at an instant. */
export type HeldAccess = {
  assignmentId: string;
  person: { id: string; displayName: string; email: string };
  package: { id: string; displayName: string };
  policyName: string;
  startAt: Date;
  /** The end as it was set at that instant, which may have been moved later. */
  endAt: Date | null;
  /** When it really ended and why; null where it has not. */
  ended: { at: Date; reason: EndReason } | null;
  /** The roles that had arrived and were not taken back. */
  roles: readonly string[];
  /** The request that gave it, and those that prolonged it up to that instant. */
  givenBy: readonly GivenBy[];
};

/** Somebody or something to be chosen by name. */
export type AccessOnChoice = { id: string; displayName: string; detail: string | null };
