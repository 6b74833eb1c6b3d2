import { and, asc, eq, inArray, ne } from "drizzle-orm";
import {
  assignments,
  auditEvents,
  packageResourceRoles,
  people,
  personAttributes,
  resourceAttributes,
  resourceRoles,
  resources,
} from "@/db/schema";
import type { AccessPackageId, AssignmentId, PersonId, ResourceId } from "@/lib/engine/ids";
import { type Attribute, attributeSchema, distinctAttributes, type Profile } from "@/lib/engine/policy/attributes";
import { policySnapshotSchema } from "@/lib/engine/policy/policy";
import type { Reader } from "./reader";

/** INF-14, INF-19: what the resources of some packages need, each once, in the order of their names. */
export async function loadAttributes(
  reader: Reader,
  packageIds: readonly AccessPackageId[],
): Promise<Map<AccessPackageId, Attribute[]>> {
  const rows = await reader
    .selectDistinct({
      packageId: packageResourceRoles.packageId,
      resourceName: resources.displayName,
      name: resourceAttributes.name,
      definition: resourceAttributes.definition,
    })
    .from(packageResourceRoles)
    .innerJoin(resourceRoles, eq(resourceRoles.id, packageResourceRoles.resourceRoleId))
    .innerJoin(resources, eq(resources.id, resourceRoles.resourceId))
    .innerJoin(resourceAttributes, eq(resourceAttributes.resourceId, resources.id))
    .where(inArray(packageResourceRoles.packageId, [...packageIds]))
    .orderBy(asc(resources.displayName), asc(resourceAttributes.name));
  return new Map(
    packageIds.map((packageId) => {
      const own = rows.filter((row) => row.packageId === packageId);
      return [packageId, distinctAttributes(own.map(({ definition }) => attributeSchema.parse(definition)))];
    }),
  );
}

/** CAT-46: what some resources need, by name; those that need nothing are left out. */
export async function loadAttributesOfResources(
  reader: Reader,
  resourceIds: readonly ResourceId[],
): Promise<Map<ResourceId, Attribute[]>> {
  const found = new Map<ResourceId, Attribute[]>();
  if (resourceIds.length === 0) return found;
  const rows = await reader
    .select({ resourceId: resourceAttributes.resourceId, definition: resourceAttributes.definition })
    .from(resourceAttributes)
    .where(inArray(resourceAttributes.resourceId, [...resourceIds]))
    .orderBy(asc(resourceAttributes.name));
  for (const { resourceId, definition } of rows) {
    found.set(resourceId, [...(found.get(resourceId) ?? []), attributeSchema.parse(definition)]);
  }
  return found;
}

/** CAT-46: what one resource needs, by name. */
export const loadResourceAttributes = async (reader: Reader, resourceId: ResourceId): Promise<Attribute[]> =>
  (await loadAttributesOfResources(reader, [resourceId])).get(resourceId) ?? [];

/** ERR-50: how often what a resource needs has been changed, which is the version of it; the log tells. */
export const countAttributeChanges = (reader: Reader, resourceId: ResourceId): Promise<number> =>
  reader.$count(
    auditEvents,
    and(eq(auditEvents.kind, "resourceAttributesChanged"), eq(auditEvents.subjectId, resourceId)),
  );

/** INF-16: the texts of somebody's profile; job title and department as the directory has them. */
export async function loadProfile(reader: Reader, personId: PersonId): Promise<Profile> {
  const [person] = await reader
    .select({ jobTitle: people.jobTitle, department: people.department })
    .from(people)
    .where(eq(people.id, personId));
  const written = await reader
    .select({ name: personAttributes.name, value: personAttributes.value })
    .from(personAttributes)
    .where(eq(personAttributes.personId, personId));
  const profile = Object.fromEntries(written.map(({ name, value }) => [name, value]));
  const { jobTitle, department, ...others } = profile;
  return {
    ...others,
    ...(person?.jobTitle && { jobTitle: person.jobTitle }),
    ...(person?.department && { department: person.department }),
  };
}

/** CAT-54: what the access somebody has besides this one needs of their profile. */
export async function loadAttributesNeeded(
  reader: Reader,
  personId: PersonId,
  besides: AssignmentId,
): Promise<(readonly Attribute[])[]> {
  const rows = await reader
    .select({ snapshot: assignments.policySnapshot })
    .from(assignments)
    .where(
      and(
        eq(assignments.targetId, personId),
        ne(assignments.id, besides),
        inArray(assignments.state, ["delivering", "delivered", "partiallyDelivered"]),
      ),
    );
  return rows.map(({ snapshot }) => policySnapshotSchema.parse(snapshot).attributes);
}
