import type { AnswerInput } from "@/lib/engine/policy/questions";
import type { PackageKey, PolicyKey } from "../packages/packages";
import type { PersonKey } from "../people";
import type { When } from "./when";

/** What happens to a request, or to the access it led to, by somebody's hand; what time does, time does. */
export type Turn =
  | readonly ["approves" | "denies", PersonKey, When, string?]
  | readonly ["cancels", When]
  | readonly ["gives back", When];

/** Somebody asks for something, and what comes of it. */
export type Story = {
  readonly who: PersonKey;
  /** WHO-37, WHO-38: whoever asks for them. */
  readonly askedBy?: PersonKey;
  readonly wants: PackageKey;
  readonly at: When;
  readonly why?: string;
  /** Named where several policies would do. */
  readonly policy?: PolicyKey;
  readonly answers?: readonly AnswerInput[];
  readonly from?: When;
  readonly until?: When;
  readonly turns?: readonly Turn[];
};

type Answers = Readonly<Record<string, string | readonly string[]>>;

export const answers = (given: Answers): AnswerInput[] =>
  Object.entries(given).map(([questionId, value]) => ({ questionId, value }));

/** The form of *Financial Analyst – Standard*. */
export const analyst = (costCenter: string, reportingScope: readonly string[], purpose: string): AnswerInput[] =>
  answers({ costCenter, reportingScope, purpose });
