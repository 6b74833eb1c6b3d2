import type { Expiration } from "@/lib/engine/policy/policy";
import type { Question } from "@/lib/engine/policy/questions";
import type { Refusal } from "@/lib/engine/request/refusals";
import type { RoleHeld } from "@/lib/engine/trace/trace";
import type { SodWarning } from "@/lib/engine/trace/warnings";
import type { ExtensionStanding } from "./access";
import type { PeopleView } from "./people";
import type { OriginSystem } from "./resources";
import type { TargetView } from "./targets";

/** How whom it would be for stands to a package: may get it, is asked for, holds it, or something is in the way. */
export type PackageStanding =
  | { readonly kind: "requestable" }
  /** Without an id where the request is not the viewer's to open. */
  | { readonly kind: "requested"; readonly requestId: string | null }
  /** Without an id, and then without the end too, where the viewer may not see what the other holds (ERR-12). */
  | { readonly kind: "held"; readonly assignmentId: string | null; readonly endAt: Date | null }
  | { readonly kind: "blocked"; readonly refusal: Refusal };

/** POR-12: a row of Available. */
export type PackageRow = {
  readonly id: string;
  readonly displayName: string;
  readonly description: string;
  readonly catalogName: string;
  readonly resourceCount: number;
  readonly standing: PackageStanding;
};

export type ResourceRoleView = {
  readonly resourceName: string;
  readonly resourceDescription: string;
  readonly roleName: string;
  readonly originSystem: OriginSystem;
};

/** APP-24 as it would be if the stage started now. */
export type StagePreview = {
  readonly index: number;
  readonly durationDays: number;
  readonly forwardAfterDays: number | null;
  /** False where nobody could decide as things stand (APP-32). */
  readonly isSomebodyAble: boolean;
  readonly usesFallback: boolean;
  /** Until when, if the stage started now. */
  readonly deadlineAt: Date;
  /** Null where this viewer is not shown who decides (APP-70). */
  readonly approvers: PeopleView | null;
  readonly alternates: PeopleView | null;
  /** APP-82: who decides in whose place at present. */
  readonly delegations: readonly { readonly delegate: string; readonly delegator: string }[];
};

/** One of the checks a request goes through, with what it looked at. */
export type CheckView = {
  readonly question: string;
  readonly isPassed: boolean;
  readonly inputs: readonly { readonly name: string; readonly value: string }[];
};

/** What one policy would mean for the viewer. */
export type PolicyPreview = {
  readonly id: string;
  readonly displayName: string;
  readonly description: string;
  readonly isApprovalRequired: boolean;
  readonly stages: readonly StagePreview[];
  /** Every check but those of the form, in the order in which they are made (REQ-47). */
  readonly checks: readonly CheckView[];
  readonly expiration: Expiration;
  /** When access would end if it began now; null where it has no end. */
  readonly endIfGrantedNow: Date | null;
};

/** POR-17: the panel of one package. */
export type PackageView = {
  readonly id: string;
  /** Whom it would be for; null for the viewer themself. */
  readonly target: TargetView | null;
  readonly displayName: string;
  readonly description: string;
  readonly catalog: { readonly displayName: string; readonly description: string };
  readonly isHidden: boolean;
  readonly resourceRoles: readonly ResourceRoleView[];
  readonly standing: PackageStanding;
  /** Of the access the viewer holds; "none" where there is none. */
  readonly extension: ExtensionStanding;
  readonly policies: readonly PolicyPreview[];
  /** What of it the target has already through other packages, as far as the viewer may see that (ERR-12). */
  readonly rolesHeld: readonly RoleHeld[];
  /** What separation of duties does not forbid and whoever asks should know. */
  readonly warnings: readonly SodWarning[];
  /** SOD-35: packages made for people who need both sides, where this one is blocked and the viewer may ask for them. */
  readonly overrides: readonly { readonly id: string; readonly displayName: string }[];
};

/** One policy's form, its questions in the reader's language. */
export type RequestFormPolicy = PolicyPreview & {
  readonly questions: readonly QuestionView[];
  /** INF-17: what of the profile is shown and not asked for; without its value where the reader may not know it. */
  readonly known: readonly { readonly text: string; readonly value: string | null }[];
  readonly isJustificationRequired: boolean;
  readonly allowsCustomSchedule: boolean;
};

export type QuestionView = {
  readonly id: string;
  readonly kind: Question["kind"];
  readonly text: string;
  readonly isRequired: boolean;
  readonly maxChars: number;
  readonly isSingleLine: boolean;
  readonly hasPattern: boolean;
  /** INF-18: the answer is kept in the profile. */
  readonly isOfProfile: boolean;
  readonly isMultipleSelectionAllowed: boolean;
  readonly choices: readonly { readonly value: string; readonly text: string }[];
  /** What the form begins with: the answer that was given earlier. */
  readonly given: string | readonly string[] | null;
};

/** The request form: everything said before anything is typed. Several policies mean the requestor chooses (POR-29). */
export type RequestFormView = Omit<PackageView, "policies"> & {
  readonly policies: readonly RequestFormPolicy[];
  /** POR-37, POR-44: the earlier request whose words the form begins with. */
  readonly again: {
    readonly requestId: string;
    /** Whether this one is sent as another try of it. */
    readonly isResubmission: boolean;
    readonly policyId: string;
    readonly justification: string;
    /** What of the period still lies ahead. */
    readonly startAt: Date | null;
    readonly endAt: Date | null;
  } | null;
};
