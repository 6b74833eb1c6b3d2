import { and, eq, inArray, isNull } from "drizzle-orm";
import { accessPackages, catalogs, groups, people } from "@/db/schema";
import { mayIn } from "@/lib/auth/permissions";
import type { AccessPackageId, GroupId, PersonId, PolicyId } from "@/lib/engine/ids";
import type { PolicyForm } from "@/lib/engine/policy/form";
import { namedIn } from "@/lib/engine/policy/issues";
import { loadStoredPolicy } from "@/lib/facts/policy-forms";
import type { Reader } from "@/lib/facts/reader";
import { loadSettings } from "@/lib/facts/settings";
import { isUuid } from "@/lib/platform/ids";
import { currentReading, type Reading } from "@/lib/queries/reading";
import type { PolicyEditorView, SubjectNames } from "@/lib/views/policy-editor";
import { type Administrator, packagesOfSeenCatalogs } from "./scope";

/** What the people and groups of a policy are called; those the directory does not know any more are left out. */
async function loadNames(reader: Reader, form: PolicyForm): Promise<SubjectNames> {
  const ids = namedIn(form);
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

/**
 * A policy as its editor begins, or what a new one of the package begins with. Null where the viewer knows no such
 * package or policy (DEL-23); a refusal where they see it and may not change its policies.
 */
export async function getPolicyEditor(
  viewer: Administrator,
  wanted: { readonly packageId: string; readonly policyId: string | null },
  reading?: Reading,
): Promise<PolicyEditorView | "roleNotSufficient" | null> {
  const { packageId, policyId } = wanted;
  if (!isUuid(packageId) || (policyId !== null && !isUuid(policyId))) return null;
  const { db } = reading ?? (await currentReading());
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
  if (!mayIn(viewer, "editPolicies", row.catalog.id)) return "roleNotSufficient";
  const stored = policyId === null ? null : await loadStoredPolicy(db, row.id, policyId as PolicyId);
  if (policyId !== null && !stored) return null;
  const { forwardingRule, maxStageDurationDays } = await loadSettings(db);
  return {
    package: row,
    forwardingRule,
    maxStageDurationDays,
    names: stored ? await loadNames(db, stored.form) : {},
    policy: stored && { id: stored.policyId, version: stored.version, form: stored.form },
  };
}
