import type { AccessPackageId, CatalogId } from "@/lib/engine/ids";

/** AUD-6: somebody wanted to change something and had no right to. `action` is as the rights are named. */
export type RefusedAttempt = {
  readonly kind: "attemptRefused";
  readonly at: Date;
  readonly action: string;
  readonly packageId?: AccessPackageId;
  readonly catalogId?: CatalogId;
};

/** The name under which it stands in the log. */
export const refusedAttemptActivity = "Refuse an action for want of a right";
