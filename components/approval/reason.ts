import { storageProblem } from "@/lib/client/typed-text";
import { limits } from "@/lib/engine/limits";

/** APP-61. */
export const reasonMax = limits.justificationChars;

/** What is wrong with a reason, in words for the field; null where nothing is (APP-60, APP-61). */
export function reasonProblem(reason: string, isRequired: boolean): string | null {
  if (isRequired && reason === "") return "A reason is needed here, for either decision.";
  if (reason.length > reasonMax) return `Keep it to ${reasonMax} characters; this has ${reason.length}.`;
  return storageProblem(reason);
}
