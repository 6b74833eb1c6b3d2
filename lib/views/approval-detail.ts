import type { RoleGrantView } from "./access";
import type { ApprovalItem, RevocationView } from "./approvals";
import type { AnswerView, RequestView, StageView, TimelineEntry } from "./requests";

/** What an approver asked, and the answer once there is one (ASK-1, ASK-4). */
export type ExchangeView = {
  readonly question: string;
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly answerBy: Date;
  readonly answer: { readonly text: string; readonly by: string; readonly at: Date } | null;
};

/** What an approver sees before deciding (POR-49), or afterwards, read-only (POR-54). */
export type ApprovalDetail = {
  readonly requestId: string;
  /** The instant all of this is true at. */
  readonly readAt: Date;
  /** Null once there is nothing left for the viewer to decide. */
  readonly item: ApprovalItem | null;
  readonly outcome: Pick<RequestView, "type" | "state" | "subStatus" | "completedAt">;
  readonly packageName: string;
  readonly packageDescription: string;
  readonly resourceRoles: readonly string[];
  /** SOD-34: the packages whose rights this one combines on purpose, by name. */
  readonly overrides: readonly string[];
  readonly policyName: string;
  readonly target: {
    readonly id: string;
    readonly displayName: string;
    readonly email: string;
    readonly jobTitle: string | null;
    readonly department: string | null;
    readonly kind: "member" | "guest";
    readonly managerName: string | null;
  };
  readonly requestorName: string;
  readonly justification: string | null;
  readonly answers: readonly AnswerView[];
  readonly exchanges: readonly ExchangeView[];
  /** APP-97: the approval that was taken back, if one was. */
  readonly revocation: RevocationView | null;
  /** POR-53: the stage whose approval the viewer may take back. */
  readonly revocableStage: number | null;
  /** Whether the viewer may ask something first, and how long the answer may take; null where they may not (ASK-7). */
  readonly asking: { readonly answerDays: number } | null;
  readonly requestedStartAt: Date | null;
  readonly requestedEndAt: Date | null;
  /** Of an extension that waits: the end the access has now. */
  readonly extension: RequestView["extension"];
  /** When access would end if the last approval came now; null for no end. */
  readonly endIfGrantedNow: Date | null;
  readonly submittedAt: Date;
  readonly stages: readonly StageView[];
  readonly timeline: readonly TimelineEntry[];
  /** What became of each role once delivery began. */
  readonly roles: readonly RoleGrantView[];
  /** What the target holds already, by name. */
  readonly holds: readonly { readonly packageName: string; readonly endAt: Date | null }[];
  /** SOD-15, SOD-26: what would keep this request from delivery if nothing changed, by name. */
  readonly conflicts: readonly string[];
  /** The other direction of a declaration: packages the target holds that name this one incompatible. */
  readonly reverseConflicts: readonly string[];
  /** Earlier requests of the same person for the same package. */
  readonly earlier: readonly {
    readonly requestId: string;
    readonly state: RequestView["state"];
    readonly subStatus: RequestView["subStatus"];
    readonly at: Date;
  }[];
};
