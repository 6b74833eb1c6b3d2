"use client";
import { StateChip } from "@/components/ui/state-chip";
import { useNow } from "@/lib/client/clock";

export type EndBadgeProps = {
  /** ISO instant. */
  endAt: string;
  /** 1 to 14; shown until the reader's own calendar is known. */
  inDays: number;
};

const startOfDay = (instant: Date) => new Date(instant.getFullYear(), instant.getMonth(), instant.getDate());

/** Whole days between two dates as a calendar counts them; a day with a change of the clock is one day as well. */
const daysBetween = (from: Date, to: Date) =>
  Math.round((startOfDay(to).getTime() - startOfDay(from).getTime()) / 86_400_000);

/** POR-20: how soon access ends, counted in the reader's days, so that it agrees with the date beside it. */
export function EndBadge({ endAt, inDays }: EndBadgeProps) {
  const now = useNow();
  const days = now === null ? inDays : daysBetween(new Date(now), new Date(endAt));
  const text = days <= 0 ? "Ends today" : days === 1 ? "Ends tomorrow" : `Ends in ${days} days`;
  return <StateChip tone="warning">{text}</StateChip>;
}
