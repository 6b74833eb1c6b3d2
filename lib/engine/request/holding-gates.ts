import { isActiveAt } from "@/lib/engine/assignment/assignment";
import { conflictsOf, type Holdings } from "@/lib/engine/sod/conflicts";
import type { Refusal } from "./refusals";
import { intentOf, isOpen } from "./states";
import type { PackageFacts } from "./submission";

type Wanted = Pick<PackageFacts, "id" | "incompatible">;

type HoldingGate = {
  readonly step: number;
  readonly rule: string;
  readonly check: (wanted: Wanted, holdings: Holdings, now: Date) => Refusal | null;
};

/** Steps 7 to 10 of REQ-47: what the target asked for, holds and belongs to. */
export const holdingGates: readonly HoldingGate[] = [
  {
    step: 7,
    rule: "ERR-8",
    check: (wanted, holdings) => {
      const open = holdings.requests.find(
        (each) => each.packageId === wanted.id && intentOf(each.type) === "add" && isOpen(each.state),
      );
      return open ? { code: "openRequestExists", requestId: open.id } : null;
    },
  },
  {
    step: 8,
    rule: "ERR-9",
    check: (wanted, holdings, now) => {
      const held = holdings.assignments.find((each) => each.packageId === wanted.id && isActiveAt(each, now));
      return held ? { code: "alreadyAssigned", assignmentId: held.id, endAt: held.endAt } : null;
    },
  },
  {
    step: 9,
    rule: "ERR-12",
    check: (wanted, holdings) => {
      const conflicts = conflictsOf(wanted.incompatible, holdings);
      return conflicts.some((each) => each.kind === "accessPackage")
        ? { code: "incompatiblePackage", conflicts }
        : null;
    },
  },
  {
    step: 10,
    rule: "ERR-13",
    check: (wanted, holdings) => {
      const conflicts = conflictsOf(wanted.incompatible, holdings).filter((each) => each.kind === "group");
      return conflicts.length > 0 ? { code: "incompatibleGroup", conflicts } : null;
    },
  },
];

/** How somebody stands to a package by what they hold and asked for; for lists, which show it on every row. */
export function obstacleInHoldings(wanted: Wanted, holdings: Holdings, now: Date): Refusal | null {
  for (const { check } of holdingGates) {
    const refusal = check(wanted, holdings, now);
    if (refusal) return refusal;
  }
  return null;
}
