import { catalogId, resourceId } from "@/db/seed/catalogs";
import { groupId } from "@/db/seed/groups";
import { personId } from "@/db/seed/people";
import type { ActionCall } from "@/e2e/support/action-calls";
import { oneValue } from "@/e2e/support/database";
import { type Entry, submissionKey } from "./entry";

const catalogFields = { description: "What belongs in it.", isPublished: "on" };
const catalogStrangers = {
  "Victoria Sinclair": "roleNotSufficient",
  "Kenji Watanabe": "catalogNotFound",
  "Maya Lindqvist": "catalogNotFound",
};
const catalogCall = (name: string, form: Record<string, string>): ActionCall => ({
  file: "app/(admin)/admin/catalogs/actions.ts",
  name,
  at: "/admin/catalogs",
  sent: { form: { ...form, submissionKey } },
});

export const catalogs: readonly Entry[] = [
  {
    action: "app/(admin)/admin/catalogs/actions.ts createCatalogAction",
    by: "Elena Petrova",
    call: async () => catalogCall("createCatalogAction", { ...catalogFields, displayName: "Research" }),
    strangers: { "Grace Kim": "roleNotSufficient", "Maya Lindqvist": "roleNotSufficient" },
    again: null,
  },
  {
    action: "app/(admin)/admin/catalogs/actions.ts updateCatalogAction",
    by: "Grace Kim",
    call: async (_app, id = catalogId("finance")) =>
      catalogCall("updateCatalogAction", { ...catalogFields, displayName: "Money", catalogId: id, version: "1" }),
    strangers: catalogStrangers,
    unknown: "catalogNotFound",
    again: "staleVersion",
  },
  {
    action: "app/(admin)/admin/catalogs/actions.ts assignCatalogRoleAction",
    by: "Grace Kim",
    call: async (_app, id = catalogId("finance")) =>
      catalogCall("assignCatalogRoleAction", {
        catalogId: id,
        role: "catalogReader",
        principal: `person:${personId("nora")}`,
      }),
    strangers: catalogStrangers,
    unknown: "catalogNotFound",
    again: null,
  },
  {
    action: "app/(admin)/admin/catalogs/actions.ts removeCatalogRoleAction",
    by: "Kenji Watanabe",
    call: async (_app, id = catalogId("engineering")) =>
      catalogCall("removeCatalogRoleAction", {
        catalogId: id,
        role: "catalogReader",
        principal: `group:${groupId("securityReviewers")}`,
      }),
    strangers: { "Victoria Sinclair": "roleNotSufficient", "Grace Kim": "catalogNotFound" },
    unknown: "catalogNotFound",
    again: null,
  },
  {
    action: "app/(admin)/admin/catalogs/actions.ts addResourceAction",
    by: "Grace Kim",
    call: async (_app, id = catalogId("finance")) =>
      catalogCall("addResourceAction", { catalogId: id, originSystem: "AadApplication", originId: "Payday Payroll" }),
    strangers: catalogStrangers,
    unknown: "catalogNotFound",
    again: null,
  },
  {
    action: "app/(admin)/admin/catalogs/actions.ts removeResourceAction",
    by: "Grace Kim",
    call: async (app, id) => {
      const free =
        "insert into resources (id, catalog_id, origin_system, origin_id, display_name, description) values (gen_random_uuid(), $1, 'AadApplication', 'Harborstone Treasury', 'Unused', '') on conflict do nothing";
      const given = catalogId("harbour");
      await app.handle.pool.query(free, [given]);
      await app.handle.pool.query(
        "insert into role_assignments (id, role, person_id, catalog_id, created_at) values (gen_random_uuid(), 'catalogOwner', $1, $2, now()) on conflict do nothing",
        [personId("grace"), given],
      );
      const resourceId = await oneValue<string>(app, "select id from resources where display_name = 'Unused'", []);
      return catalogCall("removeResourceAction", { catalogId: id ?? given, resourceId });
    },
    strangers: { "Victoria Sinclair": "roleNotSufficient", "Kenji Watanabe": "catalogNotFound" },
    unknown: "catalogNotFound",
    again: "resourceNotFound",
  },
  {
    action: "app/(admin)/admin/catalogs/actions.ts setAttributesAction",
    by: "Grace Kim",
    call: async (_app, id = resourceId("financeSite")) =>
      catalogCall("setAttributesAction", {
        catalogId: catalogId("finance"),
        resourceId: id,
        version: "0",
        attributes: JSON.stringify({
          questions: [{ name: "city", text: "Your town", kind: "text", isSingleLineQuestion: true, isEditable: true }],
        }),
      }),
    strangers: catalogStrangers,
    unknown: "resourceNotFound",
    again: "staleVersion",
  },
  {
    action: "app/(admin)/admin/catalogs/actions.ts deleteCatalogAction",
    by: "Elena Petrova",
    call: async (app, id) => {
      const fresh =
        "insert into catalogs (id, display_name, description, state, is_externally_visible, catalog_type, created_at, modified_at) values (gen_random_uuid(), 'Empty', 'Nothing in it', 'published', false, 'userManaged', now(), now()) on conflict do nothing";
      await app.handle.pool.query(fresh);
      const empty = await oneValue<string>(app, "select id from catalogs where display_name = 'Empty'", []);
      return catalogCall("deleteCatalogAction", { catalogId: id ?? empty });
    },
    strangers: { "Victoria Sinclair": "roleNotSufficient", "Kenji Watanabe": "catalogNotFound" },
    unknown: "catalogNotFound",
    again: "catalogNotFound",
  },
];
