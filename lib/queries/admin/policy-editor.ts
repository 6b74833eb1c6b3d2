import { and, eq, inArray, isNull } from "drizzle-orm";
import { accessPackages, catalogs, groups, people } from "@/db/schema";
import { mayIn } from "@/lib/auth/permissions";
import type { AccessPackageId, GroupId, PersonId, PolicyId } from "@/lib/engine/ids";
import { namedIn } from "@/lib/engine/policy/issues";
import { loadStoredPolicy } from "@/lib/facts/policy-forms";
import type { Reader } from "@/lib/facts/reader";
import { loadSettings } from "@/lib/facts/settings";
import { isUuid } from "@/lib/platform/ids";
import { currentReading, type Reading } from "@/lib/queries/reading";
import type { PolicyEditorView, SubjectNames } from "@/lib/views/policy-editor";
import { listPackageAttributes } from "./attributes";
import { type Administrator, packagesOfSeenCatalogs } from "./scope";

/** What the people and groups of a policy are called; those the directory does not know any more are left out. */
export async function loadNames(reader: Reader, policy: Parameters<typeof namedIn>[0]): Promise<SubjectNames> {
  const ids = namedIn(policy);
  if (ids.length === 0) return {};
  const named = await reader
    .select({ id: people.id, displayName: people.displayName, isEnabled: people.isEnabled })
    .from(people)
    .where(inArray(people.id, ids as PersonId[]));
  const grouped = await reader
    .select({ id: groups.id, displayName: groups.displayName })
    .from(groups)
    .where(inArray(groups.id, ids as GroupId[]));
  return Object.fromEntries([
    ...named.map(({ id, ...name }) => [id, { kind: "person", ...name }]),
    ...grouped.map(({ id, ...name }) => [id, { kind: "group", ...name, isEnabled: true }]),
  ]);
}

/** A package whose policies the viewer may edit. Null where they know no such package (DEL-23). */
export async function findEditedPackage(
  { db }: Reading,
  viewer: Administrator,
  packageId: string,
): Promise<(PolicyEditorView["package"] & { readonly id: AccessPackageId }) | "roleNotSufficient" | null> {
  if (!isUuid(packageId)) return null;
  const [row] = await db
    .select({
      id: accessPackages.id,
      displayName: accessPackages.displayName,
      catalog: { id: catalogs.id, displayName: catalogs.displayName },
    })
    .from(accessPackages)
    .innerJoin(catalogs, eq(catalogs.id, accessPackages.catalogId))
    .where(
      and(
        packagesOfSeenCatalogs(viewer),
        eq(accessPackages.id, packageId as AccessPackageId),
        isNull(accessPackages.deletedAt),
      ),
    );
  if (!row) return null;
  return mayIn(viewer, "editPolicies", row.catalog.id) ? row : "roleNotSufficient";
}

/**
 * A policy as its editor begins, or what a new one of the package begins with. Null where the viewer knows no such
 * package or policy; a refusal where they see it and may not change its policies.
 */
export async function getPolicyEditor(
  viewer: Administrator,
  wanted: { readonly packageId: string; readonly policyId: string | null },
  reading?: Reading,
): Promise<PolicyEditorView | "roleNotSufficient" | null> {
  const now = reading ?? (await currentReading());
  const { db } = now;
  const edited = await findEditedPackage(now, viewer, wanted.packageId);
  if (edited === null || edited === "roleNotSufficient") return edited;
  const policyId = wanted.policyId as PolicyId | null;
  const stored = policyId !== null && isUuid(policyId) ? await loadStoredPolicy(db, edited.id, policyId) : null;
  if (policyId !== null && !stored) return null;
  const { forwardingRule, maxStageDurationDays } = await loadSettings(db);
  return {
    package: edited,
    forwardingRule,
    maxStageDurationDays,
    needed: await listPackageAttributes(db, edited.id),
    names: stored ? await loadNames(db, stored.form) : {},
    policy: stored && { id: stored.policyId, version: stored.version, form: stored.form },
  };
}
