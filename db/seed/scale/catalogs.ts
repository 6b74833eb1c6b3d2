import type { Database } from "@/db/client";
import {
  catalogs as catalogsTable,
  directoryResourceOwners,
  directoryResources,
  resourceRoles,
  resources as resourcesTable,
  roleAssignments,
} from "@/db/schema";
import type { CatalogId, DirectoryResourceId, GroupId, ResourceId, ResourceRoleId } from "@/lib/engine/ids";
import { seedId } from "../seed-id";
import { insertAll } from "./bulk";
import { insertGroups } from "./groups";
import { departments, type Employee } from "./people";

const APPLICATIONS = 12;
const GROUPS = 3;
const applicationRoles = ["Administrator", "Editor", "Reader"] as const;
const areas = ["Applications", "Data", "Plants", "Projects", "Sites"] as const;

/** A role a package may give. */
export type SeededRole = {
  readonly id: ResourceRoleId;
  /** As the timeline says it. */
  readonly label: string;
  readonly groupId: GroupId | null;
};

export type SeededCatalog = {
  readonly id: CatalogId;
  readonly name: string;
  readonly roles: readonly SeededRole[];
  /** Who decides in the second stage. */
  readonly approvers: GroupId;
  readonly approverNumbers: readonly number[];
  /** Who assigns directly. */
  readonly managerNumber: number;
};

type Seeded = { readonly catalog: SeededCatalog; readonly number: number };

function catalog(number: number, people: readonly Employee[]): SeededCatalog {
  const department = departments[number % departments.length] ?? "";
  const name = `${department} ${areas[Math.floor(number / departments.length) % areas.length]}`;
  const nameOf = (kind: string, index: number) => `${department} ${kind} ${number + 1}-${index + 1}`;
  const roleOf = (resource: string, role: string, groupId: GroupId | null): SeededRole => ({
    id: seedId<ResourceRoleId>("resourceRole", `scale ${resource}/${role}`),
    label: `${resource} – ${role}`,
    groupId,
  });
  const start = (number * 131) % people.length;
  return {
    id: seedId<CatalogId>("catalog", `scale ${number}`),
    name,
    approvers: seedId<GroupId>("group", `scale approvers ${number}`),
    approverNumbers: [0, 25, 50, 75, 100, 125].map((step) => (start - (start % 25) + step) % people.length),
    managerNumber: start - (start % 25),
    roles: [
      ...Array.from({ length: APPLICATIONS }, (_, index) =>
        applicationRoles.map((role) => roleOf(nameOf("system", index), role, null)),
      ).flat(),
      ...Array.from({ length: GROUPS }, (_, index) => {
        const resource = nameOf("users", index);
        return roleOf(resource, "Member", seedId<GroupId>("group", `scale ${resource}`));
      }),
    ],
  };
}

const resourceOf = (role: SeededRole) => role.label.slice(0, role.label.lastIndexOf(" – "));

async function seedResources(db: Database, all: readonly Seeded[], people: readonly Employee[], at: Date) {
  const roles = all.flatMap(({ catalog: { id, roles: offered, managerNumber } }) =>
    offered.map((role) => ({ role, catalogId: id, resource: resourceOf(role), managerNumber })),
  );
  const resourceId = (resource: string) => seedId<ResourceId>("resource", `scale ${resource}`);
  const once = [...new Map(roles.map((each) => [each.resource, each])).values()];
  const applications = once.filter(({ role }) => role.groupId === null);
  const directoryId = (resource: string) => seedId<DirectoryResourceId>("directoryResource", `scale ${resource}`);
  await insertAll(
    db,
    directoryResources,
    applications.map(({ resource }) => ({
      id: directoryId(resource),
      originSystem: "AadApplication" as const,
      originId: resource,
      displayName: resource,
      description: "",
      roles: [...applicationRoles],
      createdAt: at,
    })),
  );
  await insertAll(
    db,
    directoryResourceOwners,
    applications.flatMap(({ resource, managerNumber }) =>
      people
        .slice(managerNumber, managerNumber + 1)
        .map(({ id }) => ({ resourceId: directoryId(resource), personId: id })),
    ),
  );
  const groups = once.flatMap(({ resource, role }) => (role.groupId ? [{ id: role.groupId, resource }] : []));
  await insertGroups(
    db,
    groups.map(({ id, resource }) => ({ id, displayName: resource, members: [] })),
    at,
  );
  await insertAll(
    db,
    resourcesTable,
    once.map(({ resource, role, catalogId }) => ({
      id: resourceId(resource),
      catalogId,
      originSystem: role.groupId ? ("AadGroup" as const) : ("AadApplication" as const),
      originId: role.groupId ?? resource,
      groupId: role.groupId,
      displayName: resource,
      description: "",
    })),
  );
  await insertAll(
    db,
    resourceRoles,
    roles.map(({ role, resource }) => ({
      id: role.id,
      resourceId: resourceId(resource),
      displayName: role.label.slice(resource.length + 3),
      groupRole: role.groupId ? ("member" as const) : null,
    })),
  );
}

/** Catalogs of twelve applications and three groups each, with an owner, an assignment manager and approvers. */
export async function seedManyCatalogs(
  db: Database,
  count: number,
  people: readonly Employee[],
  at: Date,
): Promise<readonly SeededCatalog[]> {
  const all = Array.from({ length: count }, (_, number): Seeded => ({ number, catalog: catalog(number, people) }));
  const personAt = (number: number) => people.slice(number, number + 1).map(({ id }) => id);
  await insertAll(
    db,
    catalogsTable,
    all.map(({ catalog: { id, name } }) => ({
      id,
      displayName: name,
      description: "",
      state: "published" as const,
      isExternallyVisible: true,
      catalogType: "userManaged" as const,
      version: 1,
      createdAt: at,
      modifiedAt: at,
    })),
  );
  await insertGroups(
    db,
    all.map(({ catalog: { approvers, approverNumbers, name } }) => ({
      id: approvers,
      displayName: `Approvers of ${name}`,
      members: approverNumbers.flatMap(personAt),
    })),
    at,
  );
  await seedResources(db, all, people, at);
  await insertAll(
    db,
    roleAssignments,
    all.flatMap(({ catalog: { id, managerNumber }, number }) =>
      (["catalogOwner", "accessPackageAssignmentManager"] as const).flatMap((role) =>
        personAt(managerNumber).map((personId) => ({
          id: seedId("roleAssignment", `scale ${number} ${role}`),
          role,
          personId,
          catalogId: id,
          createdAt: at,
        })),
      ),
    ),
  );
  return all.map((each) => each.catalog);
}
