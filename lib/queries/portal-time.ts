import { currentReading } from "./reading";

/** What the portal's clock says, for pages that count down to something. ISO 8601. */
export async function portalTime(): Promise<string> {
  return (await currentReading()).now.toISOString();
}

/** A difference this small is no journey through time. */
const AHEAD_MIN_MS = 60_000;

/** The demo's clock, and whether it has been moved ahead of the real one. */
export async function demoTime(): Promise<{ readonly now: string; readonly isAhead: boolean }> {
  const { now } = await currentReading();
  return { now: now.toISOString(), isAhead: now.getTime() - Date.now() > AHEAD_MIN_MS };
}
