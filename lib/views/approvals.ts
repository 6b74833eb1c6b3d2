import { z } from "zod";
import { approverCapacities, type stageStates, type verdicts } from "@/lib/engine/approval/stage";

const instant = z.coerce.date();

/** POR-48: one item of the inbox; crosses the wire as JSON. */
export const approvalItemSchema = z.object({
  requestId: z.string(),
  /** The stage the viewer is asked about, counted from 0; sent back with the decision. */
  stage: z.int(),
  stages: z.int(),
  packageName: z.string(),
  /** REQ-2: a later end of access that is there, instead of new access. */
  isExtension: z.boolean(),
  requestor: z.object({ id: z.string(), displayName: z.string() }),
  target: z.object({
    id: z.string(),
    displayName: z.string(),
    jobTitle: z.string().nullable(),
    department: z.string().nullable(),
  }),
  justification: z.string().nullable(),
  submittedAt: instant,
  decideBy: instant,
  capacity: z.enum(approverCapacities),
  /** APP-89: for whom a delegate decides, by name; null for the reader's own items. */
  delegator: z.string().nullable(),
  isForwarded: z.boolean(),
  /** ASK-2: the last question asked in this stage; while its answer is missing the clock stands still. */
  question: z
    .object({ askedBy: z.string(), askedAt: instant, answerBy: instant, answeredAt: instant.nullable() })
    .nullable(),
  isReasonRequired: z.boolean(),
});
export type ApprovalItem = z.infer<typeof approvalItemSchema>;

export const approvalPageSchema = z.object({ rows: z.array(approvalItemSchema), next: z.string().nullable() });
export type ApprovalPage = z.infer<typeof approvalPageSchema>;

export const approvalCountSchema = z.object({ count: z.int() });

/** POR-51: a row of an approver's history. */
export type ApprovalHistoryRow = {
  readonly requestId: string;
  readonly stage: number;
  readonly packageName: string;
  readonly targetName: string;
  readonly outcome: (typeof stageStates)[number];
  readonly verdict: (typeof verdicts)[number] | null;
  readonly decidedBy: string | null;
  readonly wasMe: boolean;
  /** APP-82: for whom a delegate decided. */
  readonly delegator: string | null;
  readonly reason: string | null;
  readonly closedAt: Date;
  /** APP-97: the approval was taken back later. */
  readonly revocation: RevocationView | null;
  /** POR-53: the viewer approved, or somebody in their place, and the access still runs. */
  readonly canRevoke: boolean;
};

/** APP-97: who took an approval back, why and when. */
export type RevocationView = {
  readonly by: string;
  readonly wasMe: boolean;
  readonly reason: string;
  readonly at: Date;
};
