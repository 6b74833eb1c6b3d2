import type { RequestId } from "@/lib/engine/ids";
import type { TenantSettings } from "@/lib/engine/settings";
import { addDays, isDue } from "@/lib/engine/time";
import { isOpen, type RequestState } from "./states";

/** REQ-70: the record of a request was erased because the organization keeps them no longer; the audit log stays. */
export type ErasureEvent = { readonly kind: "requestErased"; readonly at: Date; readonly requestId: RequestId };

/** AUD-11 */
export const erasureActivity = "Delete access package assignment request";

export type Retained = {
  readonly state: RequestState;
  readonly completedAt: Date | null;
  /** Whether anything of the access it gave or changed is with its holder still. */
  readonly isAccessThere: boolean;
};

/** The instant up to which requests have to have been closed to be erased at `now`. */
export const erasableUntil = ({ requestRetentionDays }: TenantSettings, now: Date): Date =>
  addDays(now, -requestRetentionDays);

/**
 * REQ-70: a closed request is kept for as long as the organization says, and as long as the access it gave is there: who
 * approved it is asked for until then.
 */
export const isErasable = (request: Retained, settings: TenantSettings, now: Date): boolean =>
  !isOpen(request.state) &&
  !request.isAccessThere &&
  request.completedAt !== null &&
  isDue(request.completedAt, erasableUntil(settings, now));
