import { packageId } from "@/db/seed/packages/packages";
import type { ActionCall } from "@/e2e/support/action-calls";
import { type Entry, submissionKey } from "./entry";

/** Separation of duties of a package: Grace looks after those of finance, Kenji after those of engineering. */
const dutiesCall = (name: string, form: Record<string, string>): ActionCall => ({
  file: "app/(admin)/admin/packages/[packageId]/duties-actions.ts",
  name,
  at: "/admin/packages",
  sent: { form: { ...form, submissionKey } },
});
const dutiesStrangers = {
  "Victoria Sinclair": "roleNotSufficient",
  "Sofia Marchetti": "packageNotFound",
  "Maya Lindqvist": "packageNotFound",
};

export const duties: readonly Entry[] = [
  {
    action: "app/(admin)/admin/packages/[packageId]/duties-actions.ts excludeAction",
    by: "Grace Kim",
    call: async (_app, id = packageId("treasuryRelease")) =>
      dutiesCall("excludeAction", {
        packageId: id,
        counterpart: `package:${packageId("monthEnd")}`,
        alsoReverse: "on",
      }),
    strangers: { ...dutiesStrangers, "Kenji Watanabe": "packageNotFound" },
    unknown: "packageNotFound",
    again: null,
  },
  {
    action: "app/(admin)/admin/packages/[packageId]/duties-actions.ts allowAction",
    by: "Grace Kim",
    call: async (_app, id = packageId("vendorInitiator")) =>
      dutiesCall("allowAction", { packageId: id, counterpart: `package:${packageId("vendorApprover")}` }),
    strangers: { ...dutiesStrangers, "Kenji Watanabe": "packageNotFound" },
    unknown: "packageNotFound",
    again: null,
  },
  {
    action: "app/(admin)/admin/packages/[packageId]/duties-actions.ts addOverrideAction",
    by: "Grace Kim",
    call: async (_app, id = packageId("financialAnalyst")) =>
      dutiesCall("addOverrideAction", { packageId: id, override: `package:${packageId("monthEnd")}` }),
    strangers: { ...dutiesStrangers, "Kenji Watanabe": "packageNotFound" },
    unknown: "packageNotFound",
    again: null,
  },
  {
    action: "app/(admin)/admin/packages/[packageId]/duties-actions.ts removeOverrideAction",
    by: "Kenji Watanabe",
    call: async (_app, id = packageId("bothEnvironments")) =>
      dutiesCall("removeOverrideAction", { packageId: id, override: `package:${packageId("production")}` }),
    strangers: { ...dutiesStrangers, "Grace Kim": "packageNotFound" },
    unknown: "packageNotFound",
    again: null,
  },
];
