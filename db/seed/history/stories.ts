import type { Delegating, Departure } from "./director";
import { engineeringStories } from "./stories/engineering";
import { financeStories } from "./stories/finance";
import { generalStories } from "./stories/general";
import { marketStories } from "./stories/market";
import { mayaStories } from "./stories/maya";
import type { Story } from "./story";

/** Everything that has happened at Brightwater, by whom it is about; the director puts it in the order of time. */
export const stories: readonly Story[] = [
  ...mayaStories,
  ...financeStories,
  ...engineeringStories,
  ...marketStories,
  ...generalStories,
];

/** Claire Dubois is away for two weeks. */
export const delegations: readonly Delegating[] = [{ who: "claire", to: "grace", at: "3d 07:45", days: 14 }];

/** Gregor Falk's reports are without a manager from then on. */
export const departures: readonly Departure[] = [
  { who: "gregor", at: "75d 17:00", closedBy: "elena", reason: "Left the company, last day today." },
];
