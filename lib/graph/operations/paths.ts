/** Where the contract has entitlement management, and the roles in it. */
export const em = "/identityGovernance/entitlementManagement";
export const rbac = "/roleManagement/entitlementManagement";
