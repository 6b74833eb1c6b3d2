import { catalogId, roleId } from "@/db/seed/catalogs";
import { packageId, policyId } from "@/db/seed/packages/packages";
import type { ActionCall } from "@/e2e/support/action-calls";
import { oneValue } from "@/e2e/support/database";
import { type Entry, submissionKey } from "./entry";

/** Made when another form was opened. */
const assignmentKey = "5a4d9a8e-3f2b-4a36-8f0f-0d7c2f6b1c77";

const packageFields = { description: "What it gives." };
const packageStrangers = {
  "Victoria Sinclair": "roleNotSufficient",
  "Kenji Watanabe": "packageNotFound",
  "Maya Lindqvist": "packageNotFound",
};
const packageCall = (name: string, form: Record<string, string>): ActionCall => ({
  file: "app/(admin)/admin/packages/actions.ts",
  name,
  at: "/admin/packages",
  sent: { form: { ...form, submissionKey } },
});
export const packages: readonly Entry[] = [
  {
    action: "app/(admin)/admin/packages/actions.ts updatePackageAction",
    by: "Grace Kim",
    call: async (_app, id = packageId("treasuryRelease")) =>
      packageCall("updatePackageAction", { ...packageFields, displayName: "Releases", packageId: id, version: "1" }),
    strangers: packageStrangers,
    unknown: "packageNotFound",
    again: "staleVersion",
  },
  {
    action: "app/(admin)/admin/packages/actions.ts duplicatePackageAction",
    by: "Grace Kim",
    call: async (_app, id = packageId("treasuryRelease")) =>
      packageCall("duplicatePackageAction", { ...packageFields, displayName: "Releases in France", packageId: id }),
    strangers: packageStrangers,
    unknown: "packageNotFound",
    again: null,
  },
  {
    action: "app/(admin)/admin/packages/actions.ts addRolesAction",
    by: "Grace Kim",
    call: async (_app, id = packageId("treasuryRelease")) =>
      packageCall("addRolesAction", { packageId: id, add: roleId(["financeSite", "Visitors"]) }),
    strangers: packageStrangers,
    unknown: "packageNotFound",
    again: null,
  },
  {
    action: "app/(admin)/admin/packages/actions.ts removeRoleAction",
    by: "Grace Kim",
    call: async (_app, id = packageId("treasuryRelease")) =>
      packageCall("removeRoleAction", { packageId: id, roleId: roleId(["treasury", "Payment Release"]) }),
    strangers: packageStrangers,
    unknown: "packageNotFound",
    again: null,
  },
  {
    action: "app/(admin)/admin/packages/actions.ts deletePackageAction",
    by: "Elena Petrova",
    call: async (app, id) => {
      const fresh =
        "insert into access_packages (id, catalog_id, display_name, description, is_hidden, created_at, modified_at) values (gen_random_uuid(), $1, 'Unused', 'Nothing', false, now(), now()) on conflict do nothing";
      await app.handle.pool.query(fresh, [catalogId("finance")]);
      const unused = await oneValue<string>(app, "select id from access_packages where display_name = 'Unused'", []);
      return packageCall("deletePackageAction", { packageId: id ?? unused });
    },
    strangers: packageStrangers,
    unknown: "packageNotFound",
    again: "packageNotFound",
  },
  {
    action: "app/(admin)/admin/packages/[packageId]/assign/actions.ts assignAction",
    by: "Naledi Dlamini",
    call: async (_app, id = packageId("brandLibrary")) => ({
      file: "app/(admin)/admin/packages/[packageId]/assign/actions.ts",
      name: "assignAction",
      at: "/admin/packages",
      sent: {
        form: {
          packageId: id,
          policyId: policyId("brandLibrary", "everybody"),
          people: "Rosa Delgado\nArjun Mehta\nTomasz Nowicki\nnobody@brightwater.example",
          submissionKey: assignmentKey,
        },
      },
    }),
    strangers: {
      "Victoria Sinclair": "roleNotSufficient",
      "Kenji Watanabe": "packageNotFound",
      "Maya Lindqvist": "packageNotFound",
    },
    unknown: "packageNotFound",
    again: null,
  },
];
