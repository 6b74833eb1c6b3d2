import type { Verdict } from "@/lib/engine/approval/stage";
import type { AssignmentFacts } from "@/lib/engine/assignment/end";
import type { Directory } from "@/lib/engine/directory";
import type { AccessPackageId, AssignmentId, PersonId, PolicyId, RequestId } from "@/lib/engine/ids";
import type { RequestEvent } from "@/lib/engine/request/events";
import type { AssignmentRequest } from "@/lib/engine/request/request";
import type { PackageFacts, SubmitCommand } from "@/lib/engine/request/submission";
import type { Result } from "@/lib/engine/result";
import type { TenantSettings } from "@/lib/engine/settings";
import type { Worker } from "./commands";

export type LoggedEvent = {
  readonly requestId: RequestId;
  readonly event: RequestEvent;
  /** Time did it, or the worker; no person. */
  readonly isBySystem: boolean;
};

/** LIM-38: who decides in whose place, from when to when. */
export type Delegated = {
  readonly delegatorId: PersonId;
  readonly delegateId: PersonId;
  readonly takesEffectAt: Date;
  readonly endAt: Date;
};

/** Everything there is in a company at one moment. */
export type State = {
  readonly now: Date;
  readonly directory: Directory;
  readonly packages: ReadonlyMap<AccessPackageId, PackageFacts>;
  readonly requests: ReadonlyMap<RequestId, AssignmentRequest>;
  readonly assignments: readonly AssignmentFacts[];
  readonly delegations: readonly Delegated[];
  readonly settings: TenantSettings;
  /** What happened so far, in the order in which it was written. */
  readonly log: readonly LoggedEvent[];
};

export type Answer = Result<unknown, { readonly code: string }>;

/** What can be done in a company, whether it lives in memory or in PostgreSQL. */
export interface Company {
  state(): Promise<State>;
  /** Moves the clock; with a worker there, what falls due on the way is done. */
  pass(to: Date, worker: Worker | null): Promise<void>;
  /** For oneself, or for somebody else. */
  ask(who: PersonId, target: PersonId, packageId: AccessPackageId, form: Partial<SubmitCommand>): Promise<Answer>;
  /** By the company's administrator, as are removing and clearing up. */
  assign(
    target: PersonId,
    packageId: AccessPackageId,
    policyId: PolicyId,
    bypassReason: string | null,
  ): Promise<Answer>;
  remove(assignmentId: AssignmentId): Promise<Answer>;
  clear(requestId: RequestId): Promise<Answer>;
  extend(who: PersonId, assignmentId: AssignmentId, endAt: Date | null): Promise<Answer>;
  question(who: PersonId, requestId: RequestId, stage: number): Promise<Answer>;
  answer(who: PersonId, requestId: RequestId): Promise<Answer>;
  nudge(who: PersonId, requestId: RequestId): Promise<Answer>;
  revoke(who: PersonId, requestId: RequestId, stage: number): Promise<Answer>;
  delegate(who: PersonId, to: PersonId, endAt: Date): Promise<Answer>;
  decide(who: PersonId, requestId: RequestId, stage: number, verdict: Verdict, reason: string): Promise<Answer>;
  cancel(who: PersonId, requestId: RequestId): Promise<Answer>;
  giveBack(who: PersonId, assignmentId: AssignmentId): Promise<Answer>;
  /** The worker's turn for one request; where the systems behind do not answer, nothing comes of it. */
  work(requestId: RequestId, worker: Worker, areSystemsUp: boolean): Promise<void>;
  changeSettings(settings: Partial<TenantSettings>): Promise<void>;
  changeDirectory(directory: Directory): Promise<void>;
  changePackage(wanted: PackageFacts): Promise<void>;
}
