import { Check, CircleAlert, CircleCheck, KeyRound, type LucideIcon, RotateCw, Undo2, UserPen } from "lucide-react";
import { deliveryProblemText } from "@/components/assignment/delivery-words";
import { capitalized } from "@/components/request/request-story";
import { Time } from "@/components/ui/time";
import type { TimelineTone } from "@/components/ui/timeline";
import { intentOf, type RequestIntent } from "@/lib/engine/request/states";
import type { Teller, Tellers } from "./telling";

const roles =
  (one: string, many: (count: number) => string, icon: LucideIcon, tone: TimelineTone, note?: string): Teller =>
  ({ entries }) => {
    const names = entries.map(({ role, wasHeldBefore }) =>
      wasHeldBefore ? `${role ?? "a role"} (held before already; it ends with this access)` : (role ?? "a role"),
    );
    if (names.length === 1) return { icon, tone, title: `${one}: ${names[0]}`, body: note };
    return {
      icon,
      tone,
      title: many(names.length),
      body: (
        <>
          {note}
          <ul className="list-disc ps-4.5">
            {names.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </>
      ),
    };
  };

const deliveries = {
  add: "Delivery started",
  update: "The change takes effect",
  remove: "Taking the roles back started",
} as const satisfies Record<RequestIntent, string>;

/** The delivery: role by role, and how it ended. */
export const deliveryFacts = {
  deliveryStarted: ({ first }, { type }) => ({
    icon: KeyRound,
    tone: "working",
    title: type === "systemUpdate" ? "The roles are being brought up to date" : deliveries[intentOf(type)],
    body:
      intentOf(type) === "add" &&
      (first.until ? (
        <>
          Access runs until <Time at={first.until.toISOString()} format="dateTime" />.
        </>
      ) : (
        "Access has no end date."
      )),
  }),
  roleGranted: roles("Granted", (count) => `${count} roles granted`, Check, "good"),
  roleRevoked: roles("Taken back", (count) => `${count} roles taken back`, Undo2, "neutral"),
  roleKept: roles(
    "Kept",
    (count) => `${count} roles kept`,
    KeyRound,
    "neutral",
    "Another package still gives the same access.",
  ),
  roleFailed: ({ first, entries }, { timeline }) => {
    const last = entries.at(-1) ?? first;
    const role = first.role ?? "A role";
    const isLatest = timeline.at(-1)?.id === last.id;
    return {
      icon: last.until ? RotateCw : CircleAlert,
      tone: last.until ? "warning" : "bad",
      title: entries.length === 1 ? `${role} could not be granted` : `${role}: ${entries.length} attempts failed`,
      body: (
        <>
          {last.reason && `${capitalized(deliveryProblemText(last.reason))}. `}
          {!last.until && "It is not tried again on its own."}
          {last.until && !isLatest && "It was tried again."}
          {last.until && isLatest && (
            <>
              Next attempt <Time at={last.until.toISOString()} />.
            </>
          )}
        </>
      ),
    };
  },
  attributeWritten: roles(
    "Written to the profile",
    (count) => `${count} values written to the profile`,
    UserPen,
    "good",
  ),
  attributeCleared: roles(
    "Taken out of the profile",
    (count) => `${count} values taken out of the profile`,
    UserPen,
    "neutral",
  ),
  attributeFailed: ({ first }) => ({
    icon: CircleAlert,
    tone: "bad",
    title: `${first.role ?? "A value"} could not be written to the profile`,
    body: first.reason && `${capitalized(deliveryProblemText(first.reason))}.`,
  }),
  reprocessStarted: ({ first }) => ({ icon: RotateCw, title: `${first.actor ?? "The portal"} had it delivered again` }),
  deliveryFinished: ({ first }, { type }) => {
    if (intentOf(type) === "remove") return { icon: CircleCheck, title: "Nothing of this access is left" };
    if (intentOf(type) === "update" && first.newState === "delivered") {
      return { icon: CircleCheck, tone: "good", title: "The change is in force" };
    }
    if (first.newState === "delivered") return { icon: CircleCheck, tone: "good", title: "Everything is set up" };
    return {
      icon: CircleAlert,
      tone: "bad",
      title: first.newState === "partiallyDelivered" ? "Only part of it could be set up" : "Nothing could be set up",
      body: intentOf(type) === "add" && "The package’s administrators were told.",
    };
  },
} as const satisfies Tellers;
