import type { Verdict } from "@/lib/engine/approval/stage";
import type { AssignmentFacts } from "@/lib/engine/assignment/end";
import type { Directory } from "@/lib/engine/directory";
import type { AccessPackageId, AssignmentId, PersonId, RequestId } from "@/lib/engine/ids";
import type { RequestEvent } from "@/lib/engine/request/events";
import type { AssignmentRequest } from "@/lib/engine/request/request";
import type { PackageFacts, SubmitCommand } from "@/lib/engine/request/submission";
import type { Result } from "@/lib/engine/result";

export type LoggedEvent = {
  readonly requestId: RequestId;
  readonly event: RequestEvent;
  /** Time did it, or the worker; no person. */
  readonly isBySystem: boolean;
};

/** Everything there is in a company at one moment. */
export type State = {
  readonly now: Date;
  readonly directory: Directory;
  readonly packages: ReadonlyMap<AccessPackageId, PackageFacts>;
  readonly requests: ReadonlyMap<RequestId, AssignmentRequest>;
  readonly assignments: readonly AssignmentFacts[];
  /** What happened so far, in the order in which it was written. */
  readonly log: readonly LoggedEvent[];
};

export type Answer = Result<unknown, { readonly code: string }>;

/** What can be done in a company, whether it lives in memory or in PostgreSQL. */
export interface Company {
  state(): Promise<State>;
  /** Moves the clock; with the worker there, everything that falls due on the way is done. */
  pass(to: Date, isWorkerThere: boolean): Promise<void>;
  ask(who: PersonId, packageId: AccessPackageId, form: Partial<SubmitCommand>): Promise<Answer>;
  decide(who: PersonId, requestId: RequestId, stage: number, verdict: Verdict, reason: string): Promise<Answer>;
  cancel(who: PersonId, requestId: RequestId): Promise<Answer>;
  giveBack(who: PersonId, assignmentId: AssignmentId): Promise<Answer>;
  /** The worker's turn for one request; where the system behind does not answer, nothing comes of it. */
  work(requestId: RequestId, isWorking: boolean): Promise<void>;
  changeDirectory(directory: Directory): Promise<void>;
  changePackage(wanted: PackageFacts): Promise<void>;
}
