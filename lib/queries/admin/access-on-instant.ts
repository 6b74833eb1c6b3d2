import { z } from "zod";
import { addDays, addMs } from "@/lib/engine/time";
import { startOfDay } from "./audit-filter";

/** Which instant is meant: a day stands for its end, and the day that still runs for this very moment. */
export type AccessOnInstant = { readonly at: Date; readonly isFuture: boolean };

const exact = z.iso.datetime().transform((text) => new Date(text));

/** A day in UTC or an exact instant, as an address has it; now for anything else. */
export function instantOf(text: string | null | undefined, now: Date): AccessOnInstant {
  const day = startOfDay(text);
  const meant = day ? addMs(addDays(day, 1), -1) : (exact.safeParse(text).data ?? now);
  const isFuture = (day ?? meant).getTime() > now.getTime();
  return { at: meant.getTime() > now.getTime() ? now : meant, isFuture };
}
