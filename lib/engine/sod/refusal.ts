import type { Refusal } from "@/lib/engine/request/refusals";
import type { Conflict } from "./conflicts";

/** ERR-12, ERR-13: what somebody is told of conflicts; packages first. Null where there is none. */
export function conflictRefusal(conflicts: readonly Conflict[]): Refusal | null {
  if (conflicts.length === 0) return null;
  const isPackage = conflicts.some((each) => each.kind === "accessPackage");
  return { code: isPackage ? "incompatiblePackage" : "incompatibleGroup", conflicts };
}
