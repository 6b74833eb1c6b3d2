import { Time } from "@/components/ui/time";
import type { Expiration } from "@/lib/engine/policy/policy";

const count = (amount: number, unit: string) => `${amount.toLocaleString("en")} ${unit}${amount === 1 ? "" : "s"}`;

/** How long a policy gives access, in words. */
export function AccessLength({ expiration }: { expiration: Expiration }) {
  switch (expiration.type) {
    case "noExpiration":
      return "No end date";
    case "afterDateTime":
      return (
        <>
          Until <Time at={expiration.endDateTime.toISOString()} format="date" className="relative z-1" />, whenever it
          starts
        </>
      );
    case "afterDays":
      return `${count(expiration.days, "day")} from its start`;
    case "afterHours":
      return `${count(expiration.hours, "hour")} from its start`;
  }
}
