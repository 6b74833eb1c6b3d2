import { packageId, policyId } from "@/db/seed/packages/packages";
import type { ActionCall } from "@/e2e/support/action-calls";
import { oneValue } from "@/e2e/support/database";
import { simplePolicy } from "@/e2e/support/policies";
import { type Entry, submissionKey } from "./entry";

const policyStrangers = {
  "Victoria Sinclair": "roleNotSufficient",
  "Kenji Watanabe": "packageNotFound",
  "Maya Lindqvist": "packageNotFound",
};
const policyCall = (name: string, ids: Record<string, string>, displayName?: string): ActionCall => {
  const policy = displayName ? { policy: JSON.stringify({ ...simplePolicy, displayName }) } : {};
  return {
    file: "app/(admin)/admin/packages/[packageId]/policies/actions.ts",
    name,
    at: "/admin/packages",
    sent: { form: { packageId: packageId("campaign"), ...ids, ...policy, submissionKey } },
  };
};

export const policies: readonly Entry[] = [
  {
    action: "app/(admin)/admin/packages/[packageId]/policies/actions.ts createPolicyAction",
    by: "Leo Andersson",
    call: async (_app, id = packageId("campaign")) => policyCall("createPolicyAction", { packageId: id }, "Anybody"),
    strangers: policyStrangers,
    unknown: "packageNotFound",
    again: null,
  },
  {
    action: "app/(admin)/admin/packages/[packageId]/policies/actions.ts updatePolicyAction",
    by: "Leo Andersson",
    call: async (_app, id = policyId("campaign", "agencies")) =>
      policyCall("updatePolicyAction", { policyId: id, version: "1" }, "Agencies"),
    strangers: policyStrangers,
    unknown: "policyNotFound",
    again: "staleVersion",
  },
  {
    action: "app/(admin)/admin/packages/[packageId]/policies/actions.ts deletePolicyAction",
    by: "Leo Andersson",
    call: async (app, id) => {
      const fresh =
        "insert into assignment_policies select (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(), 'display_name', gen_random_uuid()))).* from assignment_policies p where p.id = $1 returning id";
      return policyCall("deletePolicyAction", {
        policyId: id ?? (await oneValue<string>(app, fresh, [policyId("campaign", "agencies")])),
      });
    },
    strangers: policyStrangers,
    unknown: "policyNotFound",
    again: "policyNotFound",
  },
];
