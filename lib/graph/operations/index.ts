import type { Operation } from "@/lib/graph/http/operation";
import { approvalOperations } from "./approvals";
import { assignmentRequestOperations } from "./assignment-requests";
import { assignmentOperations } from "./assignments";
import { catalogOperations } from "./catalogs";
import { directoryOperations } from "./directory";
import { environmentOperations } from "./environments";
import { packageRoleOperations } from "./package-roles";
import { packageOperations } from "./packages";
import { policyOperations } from "./policies";
import { requirementOperations } from "./requirements";
import { resourceRequestOperations } from "./resource-requests";
import { roleManagementOperations } from "./role-management";
import { setOperations } from "./sets";
import { settingOperations } from "./settings";
import { subjectOperations } from "./subjects";

export { entitySets } from "./sets";

/** Everything the API serves, besides reading along the navigations of the sets. */
export const operations: readonly Operation[] = [
  ...setOperations,
  ...catalogOperations,
  ...packageOperations,
  ...policyOperations,
  ...packageRoleOperations,
  ...resourceRequestOperations,
  ...environmentOperations,
  ...roleManagementOperations,
  ...settingOperations,
  ...requirementOperations,
  ...assignmentRequestOperations,
  ...assignmentOperations,
  ...approvalOperations,
  ...directoryOperations,
  ...subjectOperations,
];
