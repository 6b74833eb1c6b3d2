import type { AssignmentState } from "@/lib/engine/assignment/assignment";
import { isOpen, type RequestState } from "@/lib/engine/request/states";
import type { PackageRefusal } from "./refusals";

/** What depends on a package, or on a policy: the access it gave and the requests made under it. */
export type Dependents = {
  readonly assignments: readonly { readonly state: AssignmentState; readonly isDeprovisioned: boolean }[];
  readonly requests: readonly { readonly state: RequestState }[];
};

/**
 * Access that is there, and access that ended while a role of it is still with somebody: deleting would leave nothing
 * to take it back by. An account that is switched off is somebody's all the same.
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

/** WHO-59, ERR-24: why a package or a policy cannot be deleted; null where it can. */
export function deletionRefusal({ assignments, requests }: Dependents): PackageRefusal | null {
  const active = assignments.filter(isActive).length;
  const open = requests.filter(({ state }) => isOpen(state)).length;
  return active + open === 0 ? null : { code: "activeAssignments", assignments: active, requests: open };
}
