import type { Expiration } from "@/lib/engine/policy/policy";
import type { LineOutcome } from "@/lib/engine/request/line-outcome";
import type { QuestionView } from "./packages";

type Named = { readonly id: string; readonly displayName: string };

/** WHO-45: a policy under which a package can be assigned directly. */
export type AssignPolicy = Named & {
  readonly stageCount: number;
  /** APP-93: the policy and the reader's role let the approval be left out. */
  readonly mayBypass: boolean;
  readonly expiration: Expiration;
  /** WHO-47, WHO-48: with any of them one person at a time. */
  readonly questions: readonly QuestionView[];
};

export type AssignFormView = {
  readonly package: Named;
  readonly catalog: Named;
  readonly policies: readonly AssignPolicy[];
};

/** What became of one line of a list, or would become of it. */
export type LineResult = {
  readonly line: string;
  /** Null where the line names nobody, or nobody in particular. */
  readonly person: Named | null;
  readonly outcome: LineOutcome;
  /** What happened, or why nothing did. */
  readonly words: string;
  readonly requestId: string | null;
};

/** ASG-30: the same with where it stands in the list, counted from 1. */
export type ReportLine = LineResult & { readonly number: number };
