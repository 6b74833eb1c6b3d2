import { groupId } from "@/db/seed/groups";
import { personId } from "@/db/seed/people";
import type { ActionCall } from "@/e2e/support/action-calls";
import type { App } from "@/e2e/support/app";
import { getImportReport, type ImportKind } from "@/lib/queries/admin/import-report";
import { type Entry, submissionKey } from "./entry";

const groupActions = "app/(admin)/admin/groups/actions.ts";
const importActions = "app/(admin)/admin/import/actions.ts";
const roleActions = "app/(admin)/admin/settings/roles/actions.ts";
const peopleActions = "app/(admin)/admin/people/actions.ts";

const sent = (file: string, name: string, form: Record<string, string | readonly string[]>): ActionCall => ({
  file,
  name,
  at: "/admin/people",
  sent: { form: { ...form, submissionKey } },
});

/** What an administrator agrees to who has looked at a file while nothing of it was there. */
const digests = new Map<string, string>();
async function digestOf(app: App, kind: ImportKind, content: string): Promise<string> {
  const viewer = { roles: [{ role: "governanceAdministrator", catalogId: null }] } as const;
  const report = await getImportReport(viewer, kind, content, { db: app.handle.db, now: new Date() });
  if (!report.ok) throw new Error(report.error.code);
  digests.set(kind, digests.get(kind) ?? report.value.digest);
  return digests.get(kind) ?? "";
}

const profile = {
  userPrincipalName: "",
  kind: "member",
  jobTitle: "Clerk",
  department: "Sales",
  manager: "",
  preferredLanguage: "en",
};

/** What those are told who may only look, and those who may not even do that. */
const strangers = (missing: string) => ({
  "Victoria Sinclair": "roleNotSufficient",
  "Marcus Feldmann": missing,
  "Grace Kim": missing,
  "Maya Lindqvist": missing,
});

export const directory: readonly Entry[] = [
  {
    action: `${peopleActions} disablePersonAction`,
    by: "Elena Petrova",
    call: async (_app, id = personId("william")) =>
      sent(peopleActions, "disablePersonAction", { personId: id, reason: "Left the company." }),
    strangers: strangers("personNotFound"),
    unknown: "personNotFound",
    again: /^\/admin\/people\//,
  },
  {
    action: `${peopleActions} enablePersonAction`,
    by: "Elena Petrova",
    call: async (app, id) => {
      const away = personId("gregor");
      await app.handle.pool.query("update people set is_enabled = false where id = $1", [id ? null : away]);
      return sent(peopleActions, "enablePersonAction", { personId: id ?? away, reason: "Came back." });
    },
    strangers: strangers("personNotFound"),
    unknown: "personNotFound",
    again: null,
  },
  {
    action: `${peopleActions} createPersonAction`,
    by: "Elena Petrova",
    call: async () =>
      sent(peopleActions, "createPersonAction", {
        ...profile,
        displayName: "Lea Winter",
        email: "lea@brightwater.example",
      }),
    strangers: strangers("roleNotSufficient"),
    again: null,
  },
  {
    action: `${peopleActions} updatePersonAction`,
    by: "Elena Petrova",
    call: async (_app, id = personId("jack")) =>
      sent(peopleActions, "updatePersonAction", {
        ...profile,
        displayName: "Jack Thompson",
        email: "jack.thompson@brightwater.example",
        manager: personId("rachel"),
        personId: id,
        version: "1",
      }),
    strangers: strangers("personNotFound"),
    unknown: "personNotFound",
    again: "staleVersion",
  },
  {
    action: `${groupActions} createGroupAction`,
    by: "Elena Petrova",
    call: async () => sent(groupActions, "createGroupAction", { displayName: "Fire wardens", description: "Safety" }),
    strangers: strangers("roleNotSufficient"),
    again: null,
  },
  {
    action: `${groupActions} updateGroupAction`,
    by: "Elena Petrova",
    call: async (_app, id = groupId("planning")) =>
      sent(groupActions, "updateGroupAction", {
        groupId: id,
        displayName: "Planning team",
        description: "Plans",
        version: "1",
      }),
    strangers: strangers("groupNotFound"),
    unknown: "groupNotFound",
    again: "staleVersion",
  },
  {
    action: `${groupActions} addMembersAction`,
    by: "Elena Petrova",
    call: async (_app, id = groupId("planning")) =>
      sent(groupActions, "addMembersAction", {
        groupId: id,
        role: "member",
        people: [personId("emily"), personId("leo")],
      }),
    strangers: strangers("groupNotFound"),
    unknown: "groupNotFound",
    again: null,
  },
  {
    action: `${groupActions} removeMemberAction`,
    by: "Elena Petrova",
    call: async (_app, id = groupId("payables")) =>
      sent(groupActions, "removeMemberAction", { groupId: id, role: "member", personId: personId("aisha") }),
    strangers: strangers("groupNotFound"),
    unknown: "groupNotFound",
    again: null,
  },
  {
    action: `${groupActions} nestGroupAction`,
    by: "Elena Petrova",
    call: async (_app, id = groupId("planning")) =>
      sent(groupActions, "nestGroupAction", { groupId: id, innerId: groupId("it") }),
    strangers: strangers("groupNotFound"),
    unknown: "groupNotFound",
    again: null,
  },
  {
    action: `${groupActions} unnestGroupAction`,
    by: "Elena Petrova",
    call: async (_app, id = groupId("employees")) =>
      sent(groupActions, "unnestGroupAction", { groupId: id, innerId: groupId("hr") }),
    strangers: strangers("groupNotFound"),
    unknown: "groupNotFound",
    again: null,
  },
  {
    action: `${importActions} importPeopleAction`,
    by: "Elena Petrova",
    call: async (app) => {
      const content = "userPrincipalName,displayName\r\nkai.berg@brightwater.example,Kai Berg\r\n";
      return sent(importActions, "importPeopleAction", { content, digest: await digestOf(app, "people", content) });
    },
    strangers: strangers("roleNotSufficient"),
    again: "importChanged",
  },
  {
    action: `${importActions} importGroupsAction`,
    by: "Elena Petrova",
    call: async (app) => {
      const content = "displayName,members\r\nFirst aiders,sunita.rao@brightwater.example\r\n";
      return sent(importActions, "importGroupsAction", { content, digest: await digestOf(app, "groups", content) });
    },
    strangers: strangers("roleNotSufficient"),
    again: "importChanged",
  },
  {
    action: `${roleActions} assignPortalRoleAction`,
    by: "Elena Petrova",
    call: async (_app, id = `group:${groupId("it")}`) =>
      sent(roleActions, "assignPortalRoleAction", { role: "catalogCreator", principal: id }),
    strangers: strangers("roleNotSufficient"),
    again: null,
  },
  {
    action: `${roleActions} removePortalRoleAction`,
    by: "Elena Petrova",
    call: async (_app, id = `person:${personId("marcus")}`) =>
      sent(roleActions, "removePortalRoleAction", { role: "catalogCreator", principal: id }),
    strangers: strangers("roleNotSufficient"),
    again: null,
  },
];
