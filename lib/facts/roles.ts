import { eq, inArray, or } from "drizzle-orm";
import { accessPackages, roleAssignments } from "@/db/schema";
import { type CatalogAction, type HeldRole, mayIn } from "@/lib/auth/permissions";
import type { AccessPackageId, PersonId } from "@/lib/engine/ids";
import { loadGroupIds } from "./people";
import type { Reader } from "./reader";

/** The roles a person holds, directly or through a group at any depth (DEL-4). */
export async function loadRoles(reader: Reader, personId: PersonId): Promise<HeldRole[]> {
  const groupIds = [...(await loadGroupIds(reader, personId))];
  return reader
    .selectDistinct({ role: roleAssignments.role, catalogId: roleAssignments.catalogId })
    .from(roleAssignments)
    .where(or(eq(roleAssignments.personId, personId), inArray(roleAssignments.groupId, groupIds)));
}

/** What a person may do with one package by the roles they hold on its catalog; null where there is no such package. */
export async function loadPackageRights(reader: Reader, personId: PersonId, packageId: AccessPackageId) {
  const [wanted] = await reader
    .select({ catalogId: accessPackages.catalogId })
    .from(accessPackages)
    .where(eq(accessPackages.id, packageId));
  if (!wanted) return null;
  const roles = await loadRoles(reader, personId);
  return { may: (action: CatalogAction): boolean => mayIn({ roles }, action, wanted.catalogId) };
}
