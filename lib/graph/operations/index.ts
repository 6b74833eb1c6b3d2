import type { Operation } from "@/lib/graph/http/operation";
import { approvalOperations } from "./approvals";
import { assignmentRequestOperations } from "./assignment-requests";
import { assignmentOperations } from "./assignments";
import { availablePackageOperations } from "./available-packages";
import { catalogOperations } from "./catalogs";
import { directoryOperations } from "./directory";
import { packageRoleOperations } from "./package-roles";
import { packageOperations } from "./packages";
import { policyOperations } from "./policies";
import { requirementOperations } from "./requirements";
import { resourceRequestOperations } from "./resource-requests";
import { roleManagementOperations } from "./role-management";
import { settingOperations } from "./settings";

/** Everything the API serves. */
export const operations: readonly Operation[] = [
  ...catalogOperations,
  ...packageOperations,
  ...policyOperations,
  ...packageRoleOperations,
  ...resourceRequestOperations,
  ...roleManagementOperations,
  ...settingOperations,
  ...requirementOperations,
  ...assignmentRequestOperations,
  ...assignmentOperations,
  ...approvalOperations,
  ...directoryOperations,
  ...availablePackageOperations,
];
