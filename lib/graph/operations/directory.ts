import { eq, type SQL, sql } from "drizzle-orm";
import { groupMembers, groups, people } from "@/db/schema";
import type { GroupId } from "@/lib/engine/ids";
import { invariant } from "@/lib/engine/invariant";
import { collection, requireAdministration } from "@/lib/graph/http/collection";
import { type Call, entityReply, type Operation, type Reply, selectionOf } from "@/lib/graph/http/operation";
import { arrive, type EntitySet } from "@/lib/graph/http/walk";
import { directlyIn, directoryObject, group, subject, user } from "@/lib/graph/model/directory";
import { notFound } from "@/lib/graph/problem";
import { find, findId } from "@/lib/graph/read/find";
import { visible } from "@/lib/graph/read/shape";
import { wayOf } from "@/lib/graph/read/walk";
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
async function groupsOf({ context }: Call, text: string): Promise<SQL> {
  const id = await findId(user, context, text);
  return sql`${await visible(group, context)} and exists (select 1 from ${groupMembers}
    where ${groupMembers.groupId} = ${groups.id} and ${groupMembers.personId} = ${id}::uuid
      and ${groupMembers.role} = 'member')`;
}

/** SQL: who is directly in a group, for those who look groups up. */
const scopeIn =
  (role: "member" | "owner") =>
  async (call: Call): Promise<SQL> => {
    requireAdministration(call);
    return directlyIn((await findId(group, call.context, call.param("group-id"))) as GroupId, role);
  };

const users: EntitySet = { path: "/users", type: user };
const groupSet: EntitySet = { path: "/groups", type: group };

/** What is at the end of a way from a set: one of it, by its id, and what that leads to. */
function arriveFrom(call: Call, set: EntitySet, ...texts: readonly string[]): Promise<Reply> {
  const way = wayOf(
    set.type,
    texts.map((text) => ({ text, args: null })),
  );
  invariant(way, "people and groups have these navigations");
  return arrive(call, set, way);
}

/** Somebody, and what leads on from them; `/me` is the caller. */
function userOperations(path: string, idOf: (call: Call) => Promise<string> | string): Operation[] {
  return [
    { method: "GET", path, permission: "selfRead", run: async (call) => arriveFrom(call, users, await idOf(call)) },
    {
      method: "GET",
      path: `${path}/manager`,
      permission: "selfRead",
      run: async (call) => arriveFrom(call, users, await idOf(call), "manager"),
    },
    ...collection(`${path}/memberOf`, group, {
      permission: "selfRead",
      scope: async (call) => groupsOf(call, await idOf(call)),
    }),
  ];
}

export const directoryOperations: readonly Operation[] = [
  ...collection(users.path, user),
  ...userOperations(userPath, userIdOf),
  ...userOperations("/me", ({ context }) => context.viewer.personId),
  ...collection(groupSet.path, group),
  {
    method: "GET",
    path: groupPath,
    permission: "selfRead",
    run: (call) => arriveFrom(call, groupSet, call.param("group-id")),
  },
  ...collection(`${groupPath}/members`, directoryObject, { scope: scopeIn("member") }),
  ...collection(`${groupPath}/owners`, directoryObject, { scope: scopeIn("owner") }),
  {
    method: "GET",
    path: `${subjects}(objectId='{objectId}')`,
    permission: "selfRead",
    run: async (call) =>
      entityReply(
        call,
        subjects.slice(1),
        await find(subject, call.context, call.param("objectid"), selectionOf(call)),
      ),
  },
];
