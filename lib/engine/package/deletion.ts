import type { AssignmentState } from "@/lib/engine/assignment/assignment";
import { isOpen, type RequestState } from "@/lib/engine/request/states";
import type { PackageRefusal } from "./refusals";

/** What depends on a package, or on a policy: the access it gave and the requests made under it, counted by state. */
export type Dependents = {
  readonly assignments: readonly {
    readonly state: AssignmentState;
    readonly isDeprovisioned: boolean;
    readonly count: number;
  }[];
  readonly requests: readonly { readonly state: RequestState; readonly count: number }[];
};

/**
 * Access that is there, and access that ended while a role of it is still with somebody. An account that is switched off
 * is somebody's all the same.
 */
const isActive = ({ state, isDeprovisioned }: Dependents["assignments"][number]): boolean => {
  switch (state) {
    case "delivering":
    case "delivered":
    case "partiallyDelivered":
      return true;
    case "expired":
      return !isDeprovisioned;
    case "deliveryFailed":
      return false;
  }
};

const total = (rows: readonly { readonly count: number }[]): number => rows.reduce((sum, { count }) => sum + count, 0);

/** WHO-59, ERR-24: why a package or a policy cannot be deleted; null where it can. */
export function deletionRefusal(dependents: Dependents): PackageRefusal | null {
  const assignments = total(dependents.assignments.filter(isActive));
  const requests = total(dependents.requests.filter(({ state }) => isOpen(state)));
  return assignments + requests === 0 ? null : { code: "activeAssignments", assignments, requests };
}
