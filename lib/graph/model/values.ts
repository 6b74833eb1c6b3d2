/** Edm.DateTimeOffset in UTC. */
export const instantText = (at: Date | null): string | null => at?.toISOString() ?? null;

/**
 * A period as an entitlementManagementSchedule.
 * @param open what it says where it has no end: that there is none, or that nothing is said of one
 */
export const scheduleOf = (
  startAt: Date | null,
  endAt: Date | null,
  open: "noExpiration" | "notSpecified" = "noExpiration",
) => ({
  startDateTime: instantText(startAt),
  recurrence: null,
  expiration: endAt
    ? { type: "afterDateTime", endDateTime: instantText(endAt), duration: null }
    : { type: open, endDateTime: null, duration: null },
});

/** What the API says beside a state, in free text: `Delivered`, `PendingApproval`. */
export const statusText = (state: string): string => `${state.charAt(0).toUpperCase()}${state.slice(1)}`;
