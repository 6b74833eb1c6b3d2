import type { Schedule } from "@/lib/engine/assignment/period";
import type { Directory, Person } from "@/lib/engine/directory";
import type { AccessPackageId, PolicyId } from "@/lib/engine/ids";
import type { AssignmentPolicy } from "@/lib/engine/policy/policy";
import type { AnswerInput } from "@/lib/engine/policy/questions";
import type { Holdings, Incompatibilities } from "@/lib/engine/sod/conflicts";

/** The package as a requestor meets it. */
export type PackageFacts = {
  readonly id: AccessPackageId;
  readonly displayName: string;
  readonly isHidden: boolean;
  readonly catalog: { readonly isPublished: boolean; readonly isExternallyVisible: boolean };
  readonly policies: readonly AssignmentPolicy[];
  readonly incompatible: Incompatibilities;
};

/** Everything the decision on a submission depends on, read under the target's lock. */
export type SubmissionFacts = {
  readonly requestor: Person;
  readonly target: Person;
  readonly package: PackageFacts | null;
  readonly holdings: Holdings;
  /** Whether the target asked for or held this package before, so that its existence is no secret (ERR-2). */
  readonly hasHistory: boolean;
  readonly directory: Directory;
};

export type SubmitCommand = {
  readonly policyId: PolicyId | null;
  readonly answers: readonly AnswerInput[];
  readonly justification: string;
  readonly schedule: Schedule;
  /** The reader's language, for the stored display values (INF-7). */
  readonly language: string;
};
