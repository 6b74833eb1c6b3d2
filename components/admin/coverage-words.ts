import { plural } from "@/components/policy/policy-words";
import type { StateTone } from "@/components/ui/state-chip";
import type { GapKind } from "@/lib/engine/coverage/gaps";
import type { GapView } from "@/lib/views/coverage";

/** What is missing, in a few words. */
export const gapLabel = {
  nobody: "Nobody can decide",
  nobodyUntilForwarded: "Nobody until it is forwarded",
  forwardingFindsNobody: "Forwarding finds nobody",
} as const satisfies Record<GapKind, string>;

export const gapTone = {
  nobody: "bad",
  nobodyUntilForwarded: "warning",
  forwardingFindsNobody: "neutral",
} as const satisfies Record<GapKind, StateTone>;

export const stageText = (stage: number, count: number): string =>
  count === 1 ? "Approval" : `Stage ${stage + 1} of ${count}`;

type Clock = Pick<GapView, "kind" | "durationDays" | "forwardAfterDays">;

/** What a request meets there. */
export function consequenceText({ kind, durationDays, forwardAfterDays }: Clock): string {
  const silence = plural(forwardAfterDays ?? durationDays, "day");
  switch (kind) {
    case "nobody":
      return forwardAfterDays === null
        ? `A request waits here and expires after ${plural(durationDays, "day")}.`
        : `A request waits here and expires after ${plural(durationDays, "day")}; forwarding it brings in nobody either.`;
    case "nobodyUntilForwarded":
      return `A request waits ${silence} before its alternates are asked, who then have ${plural(durationDays - (forwardAfterDays ?? 0), "day")}.`;
    case "forwardingFindsNobody":
      return `Approvers are there. If they are silent for ${silence}, nobody joins them.`;
  }
}
