import type { AccountKind } from "@/lib/engine/directory";
import { limits } from "@/lib/engine/limits";
import type { TenantSettings } from "@/lib/engine/settings";
import type { StageDecision } from "./stage";

/** APP-70: what a package says about showing its approvers; "default" leaves it to the organization. */
export type ApproverVisibility = "default" | "yes" | "no";

/** APP-70: whether a requestor is shown who decides. Guests are only where the package says so itself. */
export function showsApprovers(
  settings: Pick<TenantSettings, "showApproversToRequestors">,
  override: ApproverVisibility,
  viewer: AccountKind,
): boolean {
  if (override !== "default") return override === "yes";
  return viewer === "member" && settings.showApproversToRequestors;
}

/** APP-71: the first of many people by name, and how many more there are. */
export const firstShown = <Each>(people: readonly Each[]): { people: Each[]; more: number } => ({
  people: people.slice(0, limits.approversShownMax),
  more: Math.max(0, people.length - limits.approversShownMax),
});

/** APP-72: a decision as its reader may see it; the reason always, the name where approvers are shown. */
export const shownDecision = (
  { verdict, displayName, delegator, capacity, reason, at }: StageDecision,
  showsNames: boolean,
) => ({
  verdict,
  by: showsNames ? displayName : null,
  delegator: showsNames ? (delegator?.displayName ?? null) : null,
  capacity,
  reason,
  at,
});
