import { and, eq, inArray, isNull } from "drizzle-orm";
import { packageDrafts, resourceRoles, resources } from "@/db/schema";
import { type HeldRole, may, mayIn } from "@/lib/auth/permissions";
import { type Origin, resourceRightRefusal } from "@/lib/engine/catalog/resources";
import type { AccessPackageId, CatalogId, PackageDraftId, PersonId, ResourceRoleId } from "@/lib/engine/ids";
import { type PackageDraft, packageDraftSchema, rolesInCatalog } from "@/lib/engine/package/draft";
import { type DraftFacts, type DraftResourceFacts, originKey } from "@/lib/engine/package/draft-issues";
import { namedIn } from "@/lib/engine/policy/issues";
import { isCatalogNameTaken, loadCatalog } from "./catalogs";
import { isInCatalog, loadDirectoryResource, loadResourceRight } from "./directory-resources";
import { findStrangers } from "./policy-forms";
import type { Reader } from "./reader";
import { loadRoles } from "./roles";
import { loadSettings } from "./settings";
import { isPackageNameTaken } from "./stored-packages";

export type StoredDraft = { readonly id: PackageDraftId; readonly version: number; readonly draft: PackageDraft };

/** A draft of this person; null where there is none of theirs by that id. */
export async function loadDraft(reader: Reader, authorId: PersonId, id: PackageDraftId): Promise<StoredDraft | null> {
  const { content, version } = packageDrafts;
  const [row] = await reader
    .select({ content, version })
    .from(packageDrafts)
    .where(and(eq(packageDrafts.id, id), eq(packageDrafts.authorId, authorId)));
  return row ? { id, version: row.version, draft: packageDraftSchema.parse(row.content) } : null;
}

/** An id that no catalog or package has, for what is not there yet. */
const none = "00000000-0000-0000-0000-000000000000";

async function loadCatalogStanding(
  reader: Reader,
  roles: readonly HeldRole[],
  { catalog }: PackageDraft,
): Promise<DraftFacts["catalog"]> {
  if (catalog.isNew) return may({ roles }, "createCatalog") ? "allowed" : "roleNotSufficient";
  const { catalogId } = catalog;
  if (!catalogId || !mayIn({ roles }, "viewCatalog", catalogId)) return "notFound";
  if (!(await loadCatalog(reader, catalogId))) return "notFound";
  return mayIn({ roles }, "editPackages", catalogId) ? "allowed" : "roleNotSufficient";
}

/** RES-2: those of these roles that belong to resources of the catalog now. */
async function findRolesOf(
  reader: Reader,
  catalogId: CatalogId,
  ids: readonly ResourceRoleId[],
): Promise<Set<ResourceRoleId>> {
  if (ids.length === 0) return new Set();
  const rows = await reader
    .select({ id: resourceRoles.id })
    .from(resourceRoles)
    .innerJoin(resources, eq(resources.id, resourceRoles.resourceId))
    .where(and(eq(resources.catalogId, catalogId), isNull(resources.deletedAt), inArray(resourceRoles.id, [...ids])));
  return new Set(rows.map((row) => row.id));
}

/** CAT-36, DEL-30: whether somebody may put it into the catalog, which is null for one that is made together with it. */
async function loadResourceFacts(
  reader: Reader,
  who: { readonly personId: PersonId; readonly roles: readonly HeldRole[] },
  catalogId: CatalogId | null,
  origin: Origin,
): Promise<DraftResourceFacts> {
  const found = await loadDirectoryResource(reader, origin);
  const roles = (found?.roles ?? []).map((role) => role.displayName);
  if (found && catalogId && (await isInCatalog(reader, catalogId, origin))) return { refusal: null, roles };
  // What else there is in the directory is told to those alone who may put it somewhere.
  if (catalogId && !mayIn(who, "manageResources", catalogId)) return { refusal: { code: "roleNotSufficient" }, roles };
  if (!found) return { refusal: { code: "resourceNotFound" }, roles };
  return { refusal: resourceRightRefusal(origin, await loadResourceRight(reader, who.personId, origin)), roles };
}

/**
 * What a draft of this person is judged by, as everything is now. DEL-23: of a catalog in which they may make no packages
 * nothing is told, neither names nor roles.
 */
export async function loadDraftFacts(reader: Reader, personId: PersonId, draft: PackageDraft): Promise<DraftFacts> {
  const { catalog, displayName } = draft;
  const roles = await loadRoles(reader, personId);
  const standing = await loadCatalogStanding(reader, roles, draft);
  const isAllowed = standing === "allowed";
  const catalogId = catalog.isNew || !isAllowed ? null : catalog.catalogId;
  const found: [string, DraftResourceFacts][] = [];
  for (const resource of isAllowed ? draft.resources : []) {
    const facts = await loadResourceFacts(reader, { personId, roles }, catalogId, resource);
    found.push([originKey(resource), facts]);
  }
  const { specificAllowedTargets, stages } = draft.policy;
  return {
    settings: await loadSettings(reader),
    catalog: standing,
    isCatalogNameTaken:
      isAllowed && catalog.isNew && (await isCatalogNameTaken(reader, catalog.displayName.trim(), none as CatalogId)),
    isNameTaken:
      catalogId !== null && (await isPackageNameTaken(reader, catalogId, displayName.trim(), none as AccessPackageId)),
    // Nothing is said of roles while it is not clear whether the catalog can be used.
    knownRoles: catalogId
      ? await findRolesOf(reader, catalogId, rolesInCatalog(draft))
      : new Set(rolesInCatalog(draft)),
    resources: new Map(found),
    strangers: await findStrangers(reader, namedIn({ specificAllowedTargets, requestApprovalSettings: { stages } })),
  };
}
