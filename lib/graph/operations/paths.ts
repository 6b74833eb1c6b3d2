/** Where the contract has entitlement management. */
export const em = "/identityGovernance/entitlementManagement";
