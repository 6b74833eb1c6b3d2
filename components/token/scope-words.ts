import type { Scope } from "@/lib/engine/token/token";

/** What a scope lets a token do, in short and at length. Never more than its person may. */
export const scopeWords = {
  "EntitlementManagement.Read.All": {
    label: "Read",
    description: "Everything you may see in the administration, and your own access.",
  },
  "EntitlementManagement.ReadWrite.All": {
    label: "Read and change",
    description: "Everything you may see and change in the administration, and your own access.",
  },
  "EntitlementMgmt-SubjectAccess.ReadWrite": {
    label: "Own access",
    description:
      "Ask for access for yourself, look after it and decide what waits for you. Nothing of the administration.",
  },
} as const satisfies Record<Scope, { label: string; description: string }>;

/** The same of the token of a service, which does what its roles let it. */
export const serviceScopeWords: Partial<Record<Scope, string>> = {
  "EntitlementManagement.Read.All": "Everything its roles let it see.",
  "EntitlementManagement.ReadWrite.All": "Everything its roles let it see and change.",
};
