import type { Candidate } from "./candidates";

/** APP-85: where a delegation stands in time. */
export type DelegationPhase = "ahead" | "active" | "over";

/** APP-87: the one delegation of the viewer. */
export type DelegationView = {
  readonly delegate: Candidate;
  /** APP-91: a delegate who is switched off is ignored. */
  readonly isDelegateEnabled: boolean;
  /** APP-81: from this instant on it covers what is assigned. */
  readonly takesEffectAt: Date;
  readonly endAt: Date | null;
  readonly phase: DelegationPhase;
};

/** APP-89: somebody in whose place the viewer decides, or will. */
export type HeldDelegationView = {
  readonly delegatorName: string;
  readonly takesEffectAt: Date;
  readonly endAt: Date | null;
  readonly phase: Exclude<DelegationPhase, "over">;
};

/** POR-56: everything about delegation that concerns the viewer. */
export type DelegationPage = {
  /** APP-80: the organization lets approvers name delegates. */
  readonly isAllowed: boolean;
  /** APP-85: with it an end is needed. */
  readonly maxDays: number | null;
  /** APP-86: whom the organization permits, by name; null where it leaves the choice free. */
  readonly permitted: readonly string[] | null;
  readonly own: DelegationView | null;
  readonly held: readonly HeldDelegationView[];
};
