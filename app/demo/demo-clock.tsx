import { History } from "lucide-react";
import { connection } from "next/server";
import { TimeMachine } from "@/components/demo/time-machine";
import { Time } from "@/components/ui/time";
import { may } from "@/lib/auth/permissions";
import { getViewer } from "@/lib/auth/viewer";
import { env } from "@/lib/platform/env";
import { demoTime } from "@/lib/queries/portal-time";
import { advanceClockAction } from "./actions";

/** In the demo: the time machine for administrators; for everybody else the date, once it is no longer today's. */
export async function DemoClock() {
  await connection();
  const viewer = await getViewer();
  if (!viewer || !env().demo) return null;
  const { now, isAhead } = await demoTime();
  if (may(viewer, "changeSettings")) return <TimeMachine now={now} isAhead={isAhead} advance={advanceClockAction} />;
  if (!isAhead) return null;
  return (
    <span
      className="inline-flex items-center gap-2 px-1 text-xs text-muted md:px-2.5 md:text-sm"
      title="The demo's clock has been moved on"
    >
      <History aria-hidden className="size-4 max-md:hidden" />
      <span className="sr-only">The demo's date:</span>
      <Time at={now} format="date" />
    </span>
  );
}
