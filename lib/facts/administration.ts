import { and, eq, inArray, isNull } from "drizzle-orm";
import { groupClosure, groupMembers, groupNestings, isPerson, people, roleAssignments } from "@/db/schema";
import type { AdministrationFacts } from "@/lib/engine/administration";
import type { Reader } from "./reader";

const isAdministration = and(eq(roleAssignments.role, "governanceAdministrator"), isNull(roleAssignments.catalogId));

/** DEL-1, DEL-4: who administers the whole portal, and through what. A service that may do as much appoints nobody. */
export async function loadAdministration(reader: Reader): Promise<AdministrationFacts> {
  const direct = await reader
    .select({ id: people.id })
    .from(roleAssignments)
    .innerJoin(people, and(eq(people.id, roleAssignments.personId), eq(people.isEnabled, true), isPerson))
    .where(isAdministration);
  const given = await reader.select({ id: roleAssignments.groupId }).from(roleAssignments).where(isAdministration);
  const groups = given.flatMap(({ id }) => (id ? [id] : []));
  const inside = reader
    .select({ id: groupClosure.descendantId })
    .from(groupClosure)
    .where(inArray(groupClosure.ancestorId, groups));
  return {
    people: direct.map(({ id }) => id),
    groups,
    nestings:
      groups.length === 0
        ? []
        : await reader
            .select({ parentId: groupNestings.parentId, childId: groupNestings.childId })
            .from(groupNestings)
            .where(inArray(groupNestings.parentId, inside)),
    members:
      groups.length === 0
        ? []
        : await reader
            .select({ groupId: groupMembers.groupId, personId: groupMembers.personId })
            .from(groupMembers)
            .innerJoin(people, and(eq(people.id, groupMembers.personId), eq(people.isEnabled, true)))
            .where(and(inArray(groupMembers.groupId, inside), eq(groupMembers.role, "member"))),
  };
}
