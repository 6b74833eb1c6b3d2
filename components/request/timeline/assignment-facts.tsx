import { Bell, CalendarClock, Undo2 } from "lucide-react";
import { Time } from "@/components/ui/time";
import type { Tellers } from "./telling";

/** The access itself once it was there. */
export const assignmentFacts = {
  assignmentEnded: ({ first }, { targetName }) => ({
    icon: Undo2,
    title: first.actor ? `${first.actor} ended the access` : `${targetName}’s access ended`,
  }),
  assignmentUpdated: ({ first }) => ({
    icon: CalendarClock,
    tone: "good",
    title: "The access has another end",
    body: first.until ? (
      <>
        It runs until <Time at={first.until.toISOString()} format="dateTime" />.
      </>
    ) : (
      "It has no end date any more."
    ),
  }),
  endAnnounced: ({ first }, { targetName }) => ({
    icon: Bell,
    title: `${targetName} was told that the access ends soon`,
    body: first.reason,
  }),
} as const satisfies Tellers;
