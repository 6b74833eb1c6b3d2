"use client";
import { useEffect } from "react";
import { setPortalTime } from "@/lib/client/clock";

/** Hands the portal's time to everything on the page that counts; `now` is ISO 8601 and as old as the page. */
export function ClockSync({ now }: { now: string }) {
  useEffect(() => setPortalTime(now), [now]);
  return null;
}
