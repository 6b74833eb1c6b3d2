import type { ApproverCapacity, StageState, Verdict } from "@/lib/engine/approval/stage";
import type { RequestEventKind } from "@/lib/engine/request/events";
import type { RequestState, RequestSubStatus, RequestType } from "@/lib/engine/request/states";
import type { RoleGrantView } from "./access";
import type { PeopleView, PersonView } from "./people";

/** POR-40: a row of Requests. */
export type RequestRow = {
  readonly id: string;
  readonly type: RequestType;
  readonly state: RequestState;
  readonly subStatus: RequestSubStatus | null;
  readonly package: { readonly id: string; readonly displayName: string };
  readonly target: { readonly id: string; readonly displayName: string };
  readonly requestor: {
    readonly id: string;
    readonly displayName: string;
    /** A service that assigned by its role. */
    readonly isService: boolean;
  };
  readonly createdAt: Date;
  readonly completedAt: Date | null;
  /** When the active stage lapses, what it waits for lapses, or the scheduled start. */
  readonly waitsUntil: Date | null;
};

/** A stage as the reader may see it; names are null where the viewer is not shown them (APP-70, APP-72). */
export type StageView = {
  readonly index: number;
  readonly state: StageState | "notStarted";
  readonly durationDays: number;
  readonly activatedAt: Date | null;
  readonly forwardAt: Date | null;
  readonly forwardedAt: Date | null;
  readonly deadlineAt: Date | null;
  readonly approvers: PeopleView | null;
  readonly alternates: PeopleView | null;
  readonly usesFallback: boolean;
  readonly isSomebodyAble: boolean;
  readonly decision: {
    readonly verdict: Verdict;
    readonly by: string | null;
    /** APP-82: for whom a delegate decided. */
    readonly delegator: string | null;
    readonly capacity: ApproverCapacity;
    readonly reason: string | null;
    readonly at: Date;
  } | null;
};

/** INF-13: one answer that an approver changed; empty for no answer. */
export type CorrectionView = { readonly question: string; readonly before: string; readonly after: string };

/** POR-41: one fact of the timeline. */
export type TimelineEntry = {
  readonly id: string;
  readonly at: Date;
  readonly kind: RequestEventKind;
  /** Null for the system, and for approvers the viewer is not shown. */
  readonly actor: string | null;
  /** APP-82: for whom a delegate acted. */
  readonly delegator: string | null;
  /** Counted from 0. */
  readonly stage: number | null;
  readonly capacity: ApproverCapacity | null;
  readonly reason: string | null;
  /** A question, an answer, or what an extension said. */
  readonly words: string | null;
  /** INF-13: what an edit of the answers changed. */
  readonly corrections: readonly CorrectionView[];
  /** APP-96: who came to the stage; null where the reader is not shown who decides. */
  readonly newcomer: { readonly id: string; readonly displayName: string } | null;
  readonly role: string | null;
  /** ASN-31 */
  readonly wasHeldBefore: boolean;
  readonly until: Date | null;
  readonly conflicts: readonly string[];
  readonly newState: RequestState | null;
  readonly subStatus: RequestSubStatus | null;
};

export type AnswerView = { readonly question: string; readonly answer: string };

/** POR-41, POR-45: one request, whole. */
export type RequestView = RequestRow & {
  readonly policyName: string;
  readonly justification: string | null;
  readonly answers: readonly AnswerView[];
  readonly requestedStartAt: Date | null;
  readonly requestedEndAt: Date | null;
  readonly startAt: Date | null;
  readonly endAt: Date | null;
  readonly closingReason: string | null;
  /** An extension that waits: the end the access has, and the one it would have if the last approval came now. */
  readonly extension: { readonly endAt: Date | null; readonly endIfGrantedNow: Date | null } | null;
  readonly assignmentId: string;
  /** REQ-69: only administrators meet a record that was deleted. */
  readonly deletedAt: Date | null;
  readonly stages: readonly StageView[];
  readonly roles: readonly RoleGrantView[];
  readonly timeline: readonly TimelineEntry[];
  readonly canCancel: boolean;
  /** ASK-4: a question that waits for the requestor, and whether the viewer may answer it. */
  readonly question: {
    readonly text: string;
    /** Null where the viewer is not shown who decides (APP-70). */
    readonly askedBy: string | null;
    readonly askedAt: Date;
    readonly answerBy: Date;
    readonly mayAnswer: boolean;
  } | null;
  /** NDG-1 to NDG-3: whether the viewer may remind the approvers now, or from when on; null where there is nobody to. */
  readonly reminder: { readonly kind: "possible" } | { readonly kind: "later"; readonly at: Date } | null;
  /** POR-44: the way on from a denied or lapsed request, where there is one: ask anew, or ask for a later end again. */
  readonly askAgain: "request" | "extension" | null;
  /** POR-44: the request this one is another try of, and the tries that followed it, as far as the viewer's. */
  readonly earlierTry: RequestTry | null;
  readonly laterTries: readonly RequestTry[];
};

export type RequestTry = { readonly id: string; readonly createdAt: Date };

/** A colleague named beside a request, with what helps to recognise them. */
export type PartyView = PersonView & { readonly jobTitle: string | null; readonly department: string | null };
