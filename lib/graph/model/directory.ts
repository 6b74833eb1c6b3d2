import { and, inArray, type SQL, sql } from "drizzle-orm";
import { type GroupRole, groupMembers, groupNestings, groups, isPerson, people } from "@/db/schema";
import { may } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/viewer";
import type { GroupId, PersonId } from "@/lib/engine/ids";
import { byId, type Entity, type EntityType, many, one, type ReadContext, through } from "@/lib/graph/read/entity";
import { groupIdsOf } from "@/lib/queries/membership";
import { instantText } from "./values";

/** Administrators look people and groups up to name them; everybody else knows themself and the groups they are in. */
const administered = (viewer: Viewer): SQL | undefined => (may(viewer, "openAdmin") ? undefined : sql`false`);

const personFields = {
  id: { kind: "id", sql: people.id },
  displayName: { kind: "text", sql: people.displayName },
} as const;

const peopleOf = ({ reading }: ReadContext, ids: readonly string[]) =>
  reading.db
    .select()
    .from(people)
    .where(and(inArray(people.id, ids as PersonId[]), isPerson));

type PersonRow = Awaited<ReturnType<typeof peopleOf>>[number];

const common = {
  source: sql`${people}`,
  id: people.id,
  exists: isPerson,
  administered,
  own: ({ viewer }: ReadContext) => sql`${people.id} = ${viewer.personId}`,
} as const;

export const userJson = (row: PersonRow): Entity => ({
  "@odata.type": "#microsoft.graph.user",
  id: row.id,
  displayName: row.displayName,
  mail: row.email,
  userPrincipalName: row.userPrincipalName,
  jobTitle: row.jobTitle,
  department: row.department,
  accountEnabled: row.isEnabled,
  userType: row.kind === "guest" ? "Guest" : "Member",
  preferredLanguage: row.preferredLanguage,
});

export const user: EntityType = {
  ...common,
  name: "user",
  properties: [
    "id",
    "displayName",
    "mail",
    "userPrincipalName",
    "jobTitle",
    "department",
    "accountEnabled",
    "userType",
    "preferredLanguage",
  ],
  fields: {
    ...personFields,
    mail: { kind: "text", sql: people.email },
    userPrincipalName: { kind: "text", sql: people.userPrincipalName },
    jobTitle: { kind: "text", sql: people.jobTitle },
    department: { kind: "text", sql: people.department },
    accountEnabled: { kind: "boolean", sql: people.isEnabled },
  },
  navigations: {
    manager: one({
      to: () => user,
      isPartOfOwner: true,
      link: through(people, people.id, people.managerId),
    }),
  },
  load: async (context, ids) => byId((await peopleOf(context, ids)).map(userJson)),
};

/** What becomes of the account itself, which the portal leaves alone; only people from outside have such a thing. */
export const lifecycleOf = ({ kind }: Pick<PersonRow, "kind">) => (kind === "guest" ? "notGoverned" : "notDefined");

/** A person as the one access is for or who asks; it has the id of the person. */
export const subject: EntityType = {
  ...common,
  name: "accessPackageSubject",
  properties: ["id", "objectId", "displayName", "email", "principalName", "subjectType", "subjectLifecycle"],
  fields: {
    ...personFields,
    objectId: { kind: "id", sql: people.id },
    email: { kind: "text", sql: people.email },
    principalName: { kind: "text", sql: people.userPrincipalName },
  },
  navigations: {
    connectedOrganization: { kind: "contained", isCollection: false, load: async () => new Map() },
  },
  load: async (context, ids) =>
    byId(
      (await peopleOf(context, ids)).map((row) => ({
        id: row.id,
        objectId: row.id,
        displayName: row.displayName,
        email: row.email,
        principalName: row.userPrincipalName,
        subjectType: "user",
        subjectLifecycle: lifecycleOf(row),
        onPremisesSecurityIdentifier: null,
      })),
    ),
};

const peopleIn = (role: GroupRole) =>
  through(
    sql`(select * from ${groupMembers} where ${groupMembers.role} = ${role}) as ${groupMembers}`,
    groupMembers.groupId,
    groupMembers.personId,
  );

export const group: EntityType = {
  name: "group",
  properties: ["id", "displayName", "description", "createdDateTime", "groupTypes", "mailEnabled", "securityEnabled"],
  fields: {
    id: { kind: "id", sql: groups.id },
    displayName: { kind: "text", sql: groups.displayName },
    description: { kind: "text", sql: groups.description },
    createdDateTime: { kind: "instant", sql: groups.createdAt },
  },
  navigations: {
    members: many({ to: () => user, isPartOfOwner: false, link: peopleIn("member") }),
    owners: many({ to: () => user, isPartOfOwner: false, link: peopleIn("owner") }),
  },
  source: sql`${groups}`,
  id: groups.id,
  exists: undefined,
  administered,
  own: ({ viewer }) => sql`${groups.id} in ${groupIdsOf(viewer.personId)}`,
  load: async ({ reading }, ids) => {
    const rows = await reading.db
      .select()
      .from(groups)
      .where(inArray(groups.id, ids as GroupId[]));
    return byId(
      rows.map((row) => ({
        "@odata.type": "#microsoft.graph.group",
        id: row.id,
        displayName: row.displayName,
        description: row.description,
        createdDateTime: instantText(row.createdAt),
        groupTypes: [],
        mailEnabled: false,
        securityEnabled: true,
      })),
    );
  },
};

/** Somebody or a group: what a group has as its members. */
export const directoryObject: EntityType = {
  name: "directoryObject",
  properties: [...new Set([...user.properties, ...group.properties])],
  fields: {
    id: { kind: "id", sql: sql`directory_objects.id` },
    displayName: { kind: "text", sql: sql`directory_objects.display_name` },
  },
  navigations: {},
  source: sql`(select ${people.id} as id, ${people.displayName} as display_name from ${people} where ${isPerson}
    union all select ${groups.id}, ${groups.displayName} from ${groups}) as directory_objects`,
  id: sql`directory_objects.id`,
  exists: undefined,
  administered,
  own: ({ viewer }) => sql`directory_objects.id in (
    select ${viewer.personId}::uuid union all select * from ${groupIdsOf(viewer.personId)} as own_groups)`,
  load: async (context, ids) => new Map([...(await user.load(context, ids)), ...(await group.load(context, ids))]),
};

/** SQL: who and what is directly in a group in a role; groups inside of it are members of it. */
export const directlyIn = (groupId: GroupId, role: GroupRole): SQL => {
  const inside = sql`union all select ${groupNestings.childId} from ${groupNestings}
    where ${groupNestings.parentId} = ${groupId}`;
  return sql`directory_objects.id in (select ${groupMembers.personId} from ${groupMembers}
    where ${groupMembers.groupId} = ${groupId} and ${groupMembers.role} = ${role} ${role === "member" ? inside : sql``})`;
};
