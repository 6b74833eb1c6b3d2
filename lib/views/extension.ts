import type { Expiration } from "@/lib/engine/policy/policy";
import type { Refusal } from "@/lib/engine/request/refusals";
import type { QuestionView, StagePreview } from "./packages";

/** ASN-20: the form for a later end of access, with everything known before it is filled in. */
export type ExtensionFormView = {
  readonly assignmentId: string;
  /** REQ-5: whose access it is; null for the reader's own. */
  readonly holder: { readonly id: string; readonly displayName: string } | null;
  readonly package: { readonly id: string; readonly displayName: string };
  readonly policyName: string;
  /** The present end. */
  readonly endAt: Date | null;
  readonly standing:
    | {
        readonly kind: "possible";
        /** ASN-22: the latest end one may ask for now; null where any is possible. */
        readonly latestEndAt: Date | null;
        /** ASN-21: the end without a wish, if it were approved now. */
        readonly defaultEndAt: Date | null;
        /** SOD-24: what it conflicts with where the organization only warns. */
        readonly conflicts: readonly string[];
      }
    /** Without an id where the request is not the reader's to open. */
    | { readonly kind: "asked"; readonly requestId: string | null }
    /** ASN-27 */
    | { readonly kind: "over" }
    | { readonly kind: "blocked"; readonly refusal: Refusal };
  readonly isApprovalRequired: boolean;
  readonly stages: readonly StagePreview[];
  readonly expiration: Expiration;
  /** In the reader's language, with the answers as they are now (INF-12). */
  readonly questions: readonly QuestionView[];
  readonly isJustificationRequired: boolean;
  readonly allowsCustomSchedule: boolean;
};
