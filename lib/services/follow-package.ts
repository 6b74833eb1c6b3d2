import { sql } from "drizzle-orm";
import { inTransaction, type Transaction } from "@/db/client";
import { decideRoleSync } from "@/lib/engine/assignment/role-sync";
import type { AccessPackageId, AssignmentId, RequestId } from "@/lib/engine/ids";
import { listOutOfStep, loadDeliveryUnderWay } from "@/lib/facts/role-sync";
import { newId } from "@/lib/platform/ids";
import { addJob, appendEvents } from "./append-events";
import type { Deps } from "./deps";
import { lockAccess } from "./end-assignment";
import { loadRoleSteps } from "./write-role-grants";

/** How many holders one job reaches; the next ones are left to the job after it. */
const BATCH = 100;

/** Which holders a job is to reach: those of a package, after the one with this id. */
export type Following = { readonly packageId: AccessPackageId; readonly after: AssignmentId | null };

/** A job appears with the commit. The same batch never waits twice, and a change begins anew with the first holder. */
export async function addFollowJob(tx: Pick<Transaction, "execute">, following: Following): Promise<void> {
  const key = `followPackage:${following.packageId}:${following.after ?? ""}`;
  await tx.execute(
    sql`select graphile_worker.add_job('followPackage', ${JSON.stringify(following)}::json, job_key := ${key})`,
  );
}

/**
 * ASN-28: lets the holders of a package follow a change of its roles, each in a transaction of its own, a batch at a time.
 * It looks for holders whose roles are not those of the package, so it may run twice, in several workers, or after another
 * change; one holder that cannot be reached holds up no other and is tried again with the job.
 */
export async function followPackage(deps: Deps, { packageId, after }: Following): Promise<void> {
  const now = await deps.clock.now();
  const holders = await listOutOfStep(deps.db, packageId, { after, most: BATCH, now });
  let failed = 0;
  for (const assignmentId of holders) {
    try {
      await followRoles(deps, assignmentId);
    } catch (error) {
      failed += 1;
      deps.log.error("a holder does not follow the package", { packageId, assignmentId, error });
    }
  }
  const last = holders.at(-1);
  if (last && holders.length === BATCH) await addFollowJob(deps.db, { packageId, after: last });
  if (failed > 0) throw new Error(`${failed} of ${holders.length} holders could not be reached`);
}

/** One holder: a request of the system does the work, or the delivery that is under way anyway (ASN-29). */
async function followRoles(deps: Deps, assignmentId: AssignmentId): Promise<void> {
  const now = await deps.clock.now();
  await inTransaction(deps.db, async (tx) => {
    const assignment = await lockAccess(tx, assignmentId, now);
    if (!assignment) return;
    const { packageId, targetId } = assignment;
    const steps = await loadRoleSteps(tx, { assignmentId, packageId, targetId });
    const underWay = await loadDeliveryUnderWay(tx, assignmentId);
    const facts = { assignment, steps, isBeingDelivered: underWay !== null };
    const { events } = decideRoleSync(facts, newId(now) as RequestId, now);
    if (events.length > 0) await appendEvents(tx, { before: null, events, actor: { kind: "system" }, recordedAt: now });
    else if (underWay && steps.length > 0) await addJob(tx, "grantRoles", underWay);
  });
}
