import { packageId } from "@/db/seed/packages/packages";
import { personId } from "@/db/seed/people";
import type { ActionCall } from "@/e2e/support/action-calls";
import type { App } from "@/e2e/support/app";
import { oneValue } from "@/e2e/support/database";
import { DAY_MS } from "@/lib/engine/time";
import type { Entry } from "./entry";

/** Who may only look at what belongs to the finance catalog, and for whom it is not there. */
const strangers = {
  "Victoria Sinclair": "roleNotSufficient",
  "Kenji Watanabe": "requestNotFound",
  "Maya Lindqvist": "requestNotFound",
};

/** What somebody was given or asked for last, whatever became of it since. */
async function newest(
  app: App,
  table: "assignments" | "requests",
  who: Parameters<typeof personId>[0],
  wanted: Parameters<typeof packageId>[0],
): Promise<string> {
  return oneValue<string>(
    app,
    `select id from ${table} where target_id = $1 and package_id = $2 order by id desc limit 1`,
    [personId(who), packageId(wanted)],
  );
}

const inTenDays = new Date(Date.now() + 10 * DAY_MS).toISOString();

/** The version a form about it would begin with; for what is none, any. */
async function versionRead(app: App, id: string): Promise<string> {
  const { rows } = await app.handle.pool.query<{ version: number }>(
    "select version from assignments where id::text = $1",
    [id.replaceAll("\0", "")],
  );
  return String(rows[0]?.version ?? 1);
}

const assignmentCall = (name: string, form: Record<string, string>): ActionCall => ({
  file: "app/(admin)/admin/assignments/actions.ts",
  name,
  at: "/admin/assignments",
  sent: { form },
});

const requestCall = (name: string, form: Record<string, string>): ActionCall => ({
  file: "app/(admin)/admin/requests/actions.ts",
  name,
  at: "/admin/requests",
  sent: { form },
});

export const assignments: readonly Entry[] = [
  {
    action: "app/(admin)/admin/assignments/actions.ts removeAssignmentsAction",
    by: "Grace Kim",
    call: async (app, id) =>
      assignmentCall("removeAssignmentsAction", {
        id: id ?? (await newest(app, "assignments", "mateo", "vendorInitiator")),
        reason: "He moves to sales.",
      }),
    strangers,
    unknown: "requestNotFound",
    again: "alreadyRevokedOrEnded",
  },
  {
    action: "app/(admin)/admin/assignments/actions.ts deliverAgainAction",
    by: "Grace Kim",
    call: async (app, id) =>
      assignmentCall("deliverAgainAction", {
        id: id ?? (await newest(app, "assignments", "amelie", "treasuryRelease")),
      }),
    strangers,
    unknown: "requestNotFound",
    again: "reprocessRetrying",
  },
  {
    action: "app/(admin)/admin/assignments/[assignmentId]/edit/actions.ts changeAssignmentAction",
    by: "Grace Kim",
    call: async (app, id) => {
      const assignmentId = id ?? (await newest(app, "assignments", "amelie", "treasuryRelease"));
      return {
        file: "app/(admin)/admin/assignments/[assignmentId]/edit/actions.ts",
        name: "changeAssignmentAction",
        at: "/admin/assignments",
        sent: { form: { assignmentId, version: await versionRead(app, assignmentId), endAt: inTenDays } },
      };
    },
    strangers,
    unknown: "requestNotFound",
    again: "staleVersion",
  },
  {
    action: "app/(admin)/admin/requests/actions.ts cancelRequestsAction",
    by: "Grace Kim",
    call: async (app, id) =>
      requestCall("cancelRequestsAction", {
        id: id ?? (await newest(app, "requests", "jonas", "treasuryRelease")),
        reason: "He moves to sales.",
      }),
    strangers,
    unknown: "requestNotFound",
    again: "cancelNotAllowed",
  },
  {
    action: "app/(admin)/admin/requests/actions.ts reprocessRequestsAction",
    by: "Grace Kim",
    call: async (app, id) => {
      if (id !== undefined) return requestCall("reprocessRequestsAction", { id });
      // A delivery of today that failed for good.
      const failed = await newest(app, "requests", "claire", "monthEnd");
      await app.handle.pool.query(
        "update requests set state = 'deliveryFailed', completed_at = now() where id = $1 and state = 'delivered'",
        [failed],
      );
      return requestCall("reprocessRequestsAction", { id: failed });
    },
    strangers,
    unknown: "requestNotFound",
    again: "reprocessRetrying",
  },
  {
    action: "app/(admin)/admin/requests/actions.ts deleteRequestsAction",
    by: "Grace Kim",
    call: async (app, id) =>
      requestCall("deleteRequestsAction", { id: id ?? (await newest(app, "requests", "arjun", "vendorInitiator")) }),
    strangers,
    unknown: "requestNotFound",
    again: "requestNotFound",
  },
];
