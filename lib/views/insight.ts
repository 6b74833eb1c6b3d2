/** How requests of a week stand now. */
export const requestOutcomes = ["open", "granted", "refused", "closed"] as const;
export type RequestOutcome = (typeof requestOutcomes)[number];

export type InsightView = {
  /** The last weeks, oldest first, each with what became of the requests made in it. */
  readonly weeks: readonly ({ readonly startsAt: Date } & Readonly<Record<RequestOutcome, number>>)[];
  /** Who is asked by most of the stages that run. */
  readonly waiting: readonly {
    readonly id: string;
    readonly kind: "person" | "group";
    readonly name: string;
    readonly count: number;
  }[];
  /** How long stages took that were decided lately. */
  readonly decided: {
    readonly count: number;
    readonly medianHours: number | null;
    readonly slowestTenthHours: number | null;
  };
  /** Access that ends in the weeks to come, the next one first. */
  readonly ending: readonly { readonly startsAt: Date; readonly count: number }[];
  /** What was asked for most lately. */
  readonly asked: readonly { readonly id: string; readonly name: string; readonly count: number }[];
};
