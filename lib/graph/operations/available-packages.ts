import { eq, sql } from "drizzle-orm";
import { accessPackages, packageResourceRoles } from "@/db/schema";
import type { AccessPackageId } from "@/lib/engine/ids";
import { collection } from "@/lib/graph/http/collection";
import type { Operation } from "@/lib/graph/http/operation";
import { findSeen, onlyId, seenEntity } from "@/lib/graph/http/single";
import { availablePackage, availableToCaller } from "@/lib/graph/model/available-package";
import { resourceRoleScope } from "@/lib/graph/model/resource-role-scope";
import { em } from "./paths";

const set = `${em}/availableAccessPackages`;
const path = `${set}/{availableAccessPackage-id}`;

export const availablePackageOperations: readonly Operation[] = [
  ...collection(set, availablePackage, {
    permission: "selfRead",
    // WHO-3: hidden packages are in no list.
    scope: ({ context }) => sql`${availableToCaller(context)} and not ${accessPackages.isHidden}`,
  }),
  seenEntity(path, availablePackage),
  ...collection(`${path}/resourceRoleScopes`, resourceRoleScope, {
    permission: "selfRead",
    scope: async (call) => {
      const { id } = await findSeen(call, availablePackage, call.param("availableAccessPackage-id"), onlyId);
      return eq(packageResourceRoles.packageId, id as AccessPackageId);
    },
  }),
];
