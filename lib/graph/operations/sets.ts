import { sql } from "drizzle-orm";
import { accessPackages } from "@/db/schema";
import { collection, type ScopeOf } from "@/lib/graph/http/collection";
import type { Operation } from "@/lib/graph/http/operation";
import type { EntitySet } from "@/lib/graph/http/walk";
import { accessPackage } from "@/lib/graph/model/access-package";
import { approval } from "@/lib/graph/model/approval";
import { assignment } from "@/lib/graph/model/assignment";
import { availablePackage, availableToCaller } from "@/lib/graph/model/available-package";
import { catalog } from "@/lib/graph/model/catalog";
import { subject } from "@/lib/graph/model/directory";
import { assignmentPolicy } from "@/lib/graph/model/policy";
import { assignmentRequest } from "@/lib/graph/model/request";
import { resource } from "@/lib/graph/model/resource";
import { resourceRequest } from "@/lib/graph/model/resource-request";
import { resourceRoleScope } from "@/lib/graph/model/resource-role-scope";
import { roleAssignment } from "@/lib/graph/model/role-assignment";
import { roleDefinition } from "@/lib/graph/model/role-definition";
import { em, rbac } from "./paths";

/** Every set of entities that addresses begin at. */
export const entitySets: readonly EntitySet[] = [
  { path: `${em}/catalogs`, type: catalog },
  { path: `${em}/resources`, type: resource },
  { path: `${em}/resourceRequests`, type: resourceRequest },
  { path: `${em}/resourceRoleScopes`, type: resourceRoleScope },
  { path: `${em}/accessPackages`, type: accessPackage },
  { path: `${em}/assignmentPolicies`, type: assignmentPolicy },
  { path: `${em}/assignmentRequests`, type: assignmentRequest },
  { path: `${em}/assignments`, type: assignment },
  { path: `${em}/accessPackageAssignmentApprovals`, type: approval, permission: "read" },
  { path: `${em}/availableAccessPackages`, type: availablePackage },
  { path: `${em}/subjects`, type: subject },
  { path: `${rbac}/roleAssignments`, type: roleAssignment, permission: "read" },
  { path: `${rbac}/roleDefinitions`, type: roleDefinition, permission: "read" },
];

/** WHO-3: hidden packages are in no list. */
const listedToCaller: ScopeOf = ({ context }) => sql`${availableToCaller(context)} and not ${accessPackages.isHidden}`;

/** The sets as lists: what the caller administers, but for the packages everybody may ask for. */
export const setOperations: readonly Operation[] = entitySets.flatMap(({ path, type }) =>
  type === availablePackage
    ? collection(path, type, { permission: "selfRead", scope: listedToCaller })
    : collection(path, type),
);
