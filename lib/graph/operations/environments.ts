import { collection, requireAdministration, type ScopeOf } from "@/lib/graph/http/collection";
import { entityReply, type Operation, selectionOf } from "@/lib/graph/http/operation";
import { environment } from "@/lib/graph/model/environment";
import type { Filter } from "@/lib/graph/odata/filter";
import { badRequest } from "@/lib/graph/problem";
import { find } from "@/lib/graph/read/find";
import { em } from "./paths";

const set = `${em}/resourceEnvironments`;

/** Whether a filter says which system it is about. */
function namesOrigin(filter: Filter | null): boolean {
  if (filter?.kind === "and") return filter.parts.some(namesOrigin);
  if (filter?.kind !== "compare" || filter.comparison !== "eq") return false;
  return [filter.left, filter.right].some(
    (side) => side.kind === "path" && side.path.join("/").toLowerCase() === "originsystem",
  );
}

/** @throws GraphProblem 400 where nothing is said of the system, as in Graph */
const ofOneOrigin: ScopeOf = (call) => {
  requireAdministration(call);
  if (namesOrigin(call.options().filter)) return undefined;
  throw badRequest("This list takes a $filter that names its origin, as originSystem eq 'SharePointOnline' does.");
};

export const environmentOperations: readonly Operation[] = [
  ...collection(set, environment, { scope: ofOneOrigin }),
  {
    method: "GET",
    path: `${set}/{accessPackageResourceEnvironment-id}`,
    permission: "read",
    run: async (call) => {
      const id = call.param("accessPackageResourceEnvironment-id");
      return entityReply(call, set.slice(1), await find(environment, call.context, id, selectionOf(call)));
    },
  },
];
