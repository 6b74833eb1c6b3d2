import type { Schedule } from "@/lib/engine/assignment/period";
import type { Account, Directory, Person } from "@/lib/engine/directory";
import type { AccessPackageId, GroupId, PolicyId, RequestId } from "@/lib/engine/ids";
import type { Profile } from "@/lib/engine/policy/attributes";
import type { AssignmentPolicy } from "@/lib/engine/policy/policy";
import type { AnswerInput } from "@/lib/engine/policy/questions";
import type { ScopedPerson } from "@/lib/engine/policy/scope";
import type { Asker } from "@/lib/engine/policy/select";
import type { TenantSettings } from "@/lib/engine/settings";
import type { Holdings, Incompatibilities } from "@/lib/engine/sod/conflicts";
import type { AssignmentRequest } from "./request";

/** The package as a requestor meets it. */
export type PackageFacts = {
  readonly id: AccessPackageId;
  readonly displayName: string;
  readonly isHidden: boolean;
  readonly catalog: { readonly isPublished: boolean; readonly isExternallyVisible: boolean };
  readonly policies: readonly AssignmentPolicy[];
  readonly incompatible: Incompatibilities;
};

/** WHO-44: somebody whose role lets them assign the package directly, and what else it lets them do. */
export type DirectAssigner = { readonly mayBypass: boolean };

/** Everything the decision on a submission depends on, read under the target's lock. */
export type SubmissionFacts = {
  /** A service too, where it assigns by its role (`direct`). */
  readonly requestor: Account;
  /** With `hasHistory` what the requestor may know by themself (ERR-2). */
  readonly requestorGroupIds: ReadonlySet<GroupId>;
  /** Whether the requestor asked for or held this package before, so that its existence is no secret (ERR-2). */
  readonly hasHistory: boolean;
  /** Null where the requestor asks as one of the people a package is for, for themself or for another of them. */
  readonly direct: DirectAssigner | null;
  readonly target: Person;
  /** INF-16: the target's. */
  readonly profile: Profile;
  readonly package: PackageFacts | null;
  /** The target's, whoever asks (SOD-13). */
  readonly holdings: Holdings;
  /** POR-44: the request the command wants to send again; null where there is none. */
  readonly earlier: AssignmentRequest | null;
  readonly settings: TenantSettings;
  readonly directory: Directory;
};

/** What somebody fills in. */
export type FilledForm = {
  readonly policyId: PolicyId | null;
  readonly answers: readonly AnswerInput[];
  readonly justification: string;
  readonly schedule: Schedule;
  /** The reader's language, for the stored display values (INF-7). */
  readonly language: string;
};

export type SubmitCommand = FilledForm & {
  /** APP-93: why nobody shall be asked; null where the policy's approval is to run. */
  readonly bypassReason: string | null;
  /** POR-44: the denied request this one is another try of. */
  readonly resubmissionOf: RequestId | null;
};

/** Who asks for whom, and in what capacity. */
export type Asking = Pick<SubmissionFacts, "requestor" | "target" | "direct">;

/** As whom the requestor asks (WHO-34, WHO-37, WHO-38). */
export function askerOf({ requestor, target, direct }: Asking): Asker {
  if (direct) return { kind: "admin" };
  if (requestor.id === target.id) return { kind: "self" };
  return { kind: "onBehalf", isManager: target.managerId === requestor.id, isMember: requestor.kind === "member" };
}

/** The one whom a policy has to hold (WHO-39). */
export const scopedTarget = ({ target, holdings }: SubmissionFacts): ScopedPerson => ({
  id: target.id,
  kind: target.kind,
  groupIds: holdings.groupIds,
});

/** Whose profile is shown: one's own, a report's, and anybody's to those who assign directly. */
export const mayReadProfile = ({ requestor, target, direct }: Asking): boolean =>
  direct !== null || requestor.id === target.id || target.managerId === requestor.id;
