import type { Expiration } from "@/lib/engine/policy/policy";
import { badRequest } from "@/lib/graph/problem";
import type { ExpirationInput } from "./policy-body";
import { expirationJson } from "./policy-json";

const HOUR = 3_600;
const DAY = 24 * HOUR;

/** The same text says hours and days; what is stored stays as long as it reads the same. */
export function expirationOf(sent: ExpirationInput | null | undefined, before: Expiration, stored: Expiration | null) {
  if (sent === undefined) return before;
  const found = expirationSaid(sent ?? {});
  const isSame = stored && JSON.stringify(expirationJson(stored)) === JSON.stringify(expirationJson(found));
  return isSame ? stored : found;
}

function expirationSaid({ type, endDateTime, duration }: ExpirationInput): Expiration {
  const meant = type ?? (endDateTime ? "afterDateTime" : duration ? "afterDuration" : "noExpiration");
  switch (meant) {
    case "afterDateTime":
      if (!endDateTime) throw badRequest("expiration: afterDateTime needs an endDateTime.");
      return { type: "afterDateTime", endDateTime };
    case "afterDuration":
      if (!duration || duration % HOUR !== 0) {
        throw badRequest("expiration: afterDuration needs a duration of whole days or hours, as P30D and PT12H are.");
      }
      return duration % DAY === 0
        ? { type: "afterDays", days: duration / DAY }
        : { type: "afterHours", hours: duration / HOUR };
    default:
      return { type: "noExpiration" };
  }
}
