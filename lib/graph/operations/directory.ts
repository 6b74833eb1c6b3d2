import { eq, type SQL, sql } from "drizzle-orm";
import { groupMembers, groups, people } from "@/db/schema";
import type { GroupId } from "@/lib/engine/ids";
import { collection, requireAdministration } from "@/lib/graph/http/collection";
import { type Call, entityReply, type Operation } from "@/lib/graph/http/operation";
import { findSeen, onlyId, seenEntity, selectionOf } from "@/lib/graph/http/single";
import { directlyIn, directoryObject, group, subject, user } from "@/lib/graph/model/directory";
import { notFound } from "@/lib/graph/problem";
import { find, visible } from "@/lib/graph/read/shape";
import { isUuid } from "@/lib/platform/ids";
import { em } from "./paths";

const subjects = `${em}/subjects`;
const userPath = "/users/{user-id}";
const groupPath = "/groups/{group-id}";

/** The id of somebody who is named by it or by their sign-in name, as Graph takes both. */
async function userIdOf(call: Call): Promise<string> {
  const name = call.param("user-id").replaceAll("\0", "").toLowerCase();
  if (isUuid(call.param("user-id"))) return name;
  const isNamed = eq(sql`lower(${people.userPrincipalName})`, name);
  const [found] = await call.deps.db.select({ id: people.id }).from(people).where(isNamed);
  if (!found) throw notFound(user.name, name);
  return found.id;
}

/** SQL: the groups somebody is directly in, of those the caller sees. */
async function groupsOf(call: Call, id: string): Promise<SQL> {
  const found = await find(user, call.context, id, onlyId);
  if (!found) throw notFound(user.name, id);
  return sql`${visible(group, call.context)} and exists (select 1 from ${groupMembers}
    where ${groupMembers.groupId} = ${groups.id} and ${groupMembers.personId} = ${id}::uuid
      and ${groupMembers.role} = 'member')`;
}

/** SQL: who is directly in a group, for those who look groups up. */
const scopeIn =
  (role: "member" | "owner") =>
  async (call: Call): Promise<SQL> => {
    requireAdministration(call);
    const { id } = await findSeen(call, group, call.param("group-id"), onlyId);
    return directlyIn(id as GroupId, role);
  };

/** Somebody, and what leads on from them; `/me` is the caller. */
function userOperations(path: string, idOf: (call: Call) => Promise<string> | string): Operation[] {
  return [
    {
      method: "GET",
      path,
      permission: "selfRead",
      run: async (call) => entityReply(call, "users", await findSeen(call, user, await idOf(call), selectionOf(call))),
    },
    {
      method: "GET",
      path: `${path}/manager`,
      permission: "selfRead",
      run: async (call) => {
        const manager = { navigation: "manager", ...selectionOf(call) };
        const found = await findSeen(call, user, await idOf(call), { ...onlyId, expand: [manager] });
        if (!found.manager) throw notFound("manager", "manager");
        return entityReply(call, "directoryObjects", found.manager);
      },
    },
    ...collection(`${path}/memberOf`, group, {
      permission: "selfRead",
      scope: async (call) => groupsOf(call, await idOf(call)),
    }),
  ];
}

export const directoryOperations: readonly Operation[] = [
  ...collection("/users", user),
  ...userOperations(userPath, userIdOf),
  ...userOperations("/me", ({ context }) => context.viewer.personId),
  ...collection("/groups", group),
  seenEntity(groupPath, group),
  ...collection(`${groupPath}/members`, directoryObject, { scope: scopeIn("member") }),
  ...collection(`${groupPath}/owners`, directoryObject, { scope: scopeIn("owner") }),
  ...collection(subjects, subject),
  seenEntity(`${subjects}/{accessPackageSubject-id}`, subject),
  {
    method: "GET",
    path: `${subjects}(objectId='{objectId}')`,
    permission: "selfRead",
    run: async (call) =>
      entityReply(call, subjects.slice(1), await findSeen(call, subject, call.param("objectid"), selectionOf(call))),
  },
];
