import type { Refusal } from "./refusals";

/**
 * ASG-30: what becomes, or would become, of one line of a list of people: what needs another look first. `repeated` is a
 * line that names somebody an earlier line named.
 */
export const lineOutcomes = [
  "unknown",
  "incompatible",
  "outOfScope",
  "refused",
  "alreadyAssigned",
  "repeated",
  "assigned",
] as const;
export type LineOutcome = (typeof lineOutcomes)[number];

/** Whether a line has to be looked at again; of the others there is nothing left to do. */
export const needsLook = (outcome: LineOutcome): boolean =>
  outcome !== "assigned" && outcome !== "alreadyAssigned" && outcome !== "repeated";

/** ASG-30: the kind of a refusal of one person; `refused` where it is none of those that the report tells apart. */
export function outcomeOf({ code }: Pick<Refusal, "code">): LineOutcome {
  switch (code) {
    case "alreadyAssigned":
    case "openRequestExists":
      return "alreadyAssigned";
    case "noApplicablePolicy":
    case "externalNotAllowed":
      return "outOfScope";
    case "incompatiblePackage":
    case "incompatibleGroup":
      return "incompatible";
    case "targetNotInDirectory":
      return "unknown";
    default:
      return "refused";
  }
}
