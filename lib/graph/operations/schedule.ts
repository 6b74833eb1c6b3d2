import { z } from "zod";
import type { Schedule } from "@/lib/engine/assignment/period";
import { addMs } from "@/lib/engine/time";
import { anyCase } from "@/lib/graph/http/body";
import { duration, instant, object } from "@/lib/graph/model/input";
import { badRequest } from "@/lib/graph/problem";

const expirationSchema = object({
  type: anyCase(["notSpecified", "noExpiration", "afterDateTime", "afterDuration"]).nullish(),
  endDateTime: instant.nullish(),
  duration: duration.nullish(),
});

/** An entitlementManagementSchedule as it is sent. */
export const scheduleSchema = object({
  startDateTime: instant.nullish(),
  /** As the generation of the API before this one has it, and a documented example of this one. */
  stopDateTime: instant.nullish(),
  recurrence: z.null({ error: "Access that comes and goes is not supported." }).optional(),
  expiration: expirationSchema.nullish(),
});
type Sent = z.infer<typeof scheduleSchema>;

/** Later than any instant that can be kept. */
const YEAR_MAX = 9_999;

function kept(instant: Date): Date {
  if (instant.getUTCFullYear() <= YEAR_MAX) return instant;
  throw badRequest("schedule.expiration: the duration ends later than any date there is.");
}

/** What was said of the end: nothing, that there is none, or when it is. */
export type WantedEnd = { readonly kind: "unsaid" | "none" } | { readonly kind: "at"; readonly endAt: Date };

/**
 * The end a schedule asks for. A duration counts from the start, or from now where the start is not said.
 * @throws GraphProblem 400 where the type and the rest do not say the same
 */
export function endOf({ startDateTime, stopDateTime, expiration }: Sent, now: Date): WantedEnd {
  if (!expiration) return stopDateTime ? { kind: "at", endAt: stopDateTime } : { kind: "unsaid" };
  const { endDateTime, duration: seconds } = expiration;
  const said = endDateTime ? "afterDateTime" : seconds ? "afterDuration" : "notSpecified";
  switch (expiration.type ?? said) {
    case "notSpecified":
      return { kind: "unsaid" };
    case "noExpiration":
      return { kind: "none" };
    case "afterDateTime":
      if (!endDateTime) throw badRequest("schedule.expiration: 'afterDateTime' needs an endDateTime.");
      return { kind: "at", endAt: endDateTime };
    case "afterDuration":
      if (!seconds) throw badRequest("schedule.expiration: 'afterDuration' needs a duration, as P30D and PT12H are.");
      return { kind: "at", endAt: kept(addMs(startDateTime ?? now, seconds * 1_000)) };
  }
}

/** The period a request asks for; without an end the policy applies as it stands (INF-24). */
export function periodOf(sent: Sent | null | undefined, now: Date): Schedule {
  if (!sent) return { startAt: null, endAt: null };
  const end = endOf(sent, now);
  return { startAt: sent.startDateTime ?? null, endAt: end.kind === "at" ? end.endAt : null };
}
