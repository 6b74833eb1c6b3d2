import type { RefusalNotice } from "@/lib/client/action-state";
import type { PackageDraft } from "@/lib/engine/package/draft";
import type { DraftIssue } from "@/lib/engine/package/draft-issues";
import type { PolicyInWords } from "./admin";
import type { PolicyEditorView, SubjectNames } from "./policy-editor";
import type { OriginSystem } from "./resources";

/** One of somebody's drafts in their list. */
export type DraftRow = {
  readonly id: string;
  readonly displayName: string;
  readonly modifiedAt: Date;
};

/** A draft as the wizard begins with it. */
export type DraftView = Pick<PolicyEditorView, "forwardingRule" | "maxStageDurationDays"> & {
  /** Null for one that is not kept yet. */
  readonly id: string | null;
  /** ERR-50: what a save has to name. */
  readonly version: number | null;
  readonly draft: PackageDraft;
  /** Whoever its policy names and the directory knows. */
  readonly names: SubjectNames;
  readonly issues: readonly DraftIssue[];
};

/** What a save answers. */
export type DraftAnswer =
  | { readonly status: "saved"; readonly version: number; readonly issues: readonly DraftIssue[] }
  | {
      readonly status: "refused";
      readonly refusal: RefusalNotice;
      /** ERR-50: the version that is kept, where it is another one. */
      readonly version: number | null;
    }
  | { readonly status: "invalid" };

/** Something a package gives, and whether it has to come into the catalog first. */
export type GivenResource = {
  readonly displayName: string;
  readonly originSystem: OriginSystem;
  readonly roles: readonly string[];
  readonly isNew: boolean;
};

/** P20: a draft in words, before it becomes a package. */
export type DraftReview = {
  readonly id: string;
  readonly version: number;
  readonly displayName: string;
  readonly description: string;
  readonly isHidden: boolean;
  /** Null where none is chosen, or the viewer may not see it any more. */
  readonly catalog: { readonly displayName: string; readonly isNew: boolean } | null;
  readonly gives: readonly GivenResource[];
  /** Null as long as some part of it cannot be read. */
  readonly policy: PolicyInWords | null;
  readonly issues: readonly DraftIssue[];
};
