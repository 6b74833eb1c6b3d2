"use server";
import { refresh } from "next/cache";
import { forbidden, notFound } from "next/navigation";
import { z } from "zod";
import { may } from "@/lib/auth/permissions";
import { requireViewer } from "@/lib/auth/viewer";
import { limits } from "@/lib/engine/limits";
import { DAY_MS, HOUR_MS } from "@/lib/engine/time";
import { env } from "@/lib/platform/env";
import { advanceDemoClock } from "@/lib/services/advance-demo-clock";
import { liveDeps } from "@/lib/services/deps";

const clockMove = z.union([
  z.object({ hours: z.int().min(1).max(1_000) }),
  z.object({ days: z.int().min(1).max(limits.demoMoveDaysMax) }),
  z.literal("nextDue"),
]);
export type ClockMoveInput = z.input<typeof clockMove>;

/** The demo's time machine: moves the clock of web and worker and does what falls due on the way; null for a move it cannot make. */
export async function advanceClockAction(input: ClockMoveInput): Promise<{ readonly now: string | null }> {
  const viewer = await requireViewer();
  if (!env().demo) notFound();
  if (!may(viewer, "changeSettings")) forbidden();
  const parsed = clockMove.safeParse(input);
  if (!parsed.success) return { now: null };
  const move = parsed.data;
  const now = await advanceDemoClock(
    liveDeps(),
    move === "nextDue" ? move : { byMs: "hours" in move ? move.hours * HOUR_MS : move.days * DAY_MS },
  );
  refresh();
  return { now: now.toISOString() };
}
