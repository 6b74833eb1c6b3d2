import { and, eq, isNull, or, sql } from "drizzle-orm";
import { accessPackages, catalogs, isPerson, people } from "@/db/schema";
import { mayIn } from "@/lib/auth/permissions";
import type { AccessPackageId, PersonId } from "@/lib/engine/ids";
import { loadPolicies } from "@/lib/facts/packages";
import { isUuid } from "@/lib/platform/ids";
import { questionView } from "@/lib/queries/question-view";
import { currentReading, type Reading } from "@/lib/queries/reading";
import type { AssignFormView } from "@/lib/views/assign";
import { type Administrator, packagesOfSeenCatalogs } from "./scope";

/**
 * WHO-44, WHO-45: what the form of a direct assignment offers: the policies under which administrators may assign, with
 * their questions in the reader's language. Null where there is no such package, or the viewer does not see its catalog.
 */
export async function getAssignForm(
  viewer: Administrator,
  id: string,
  language: string,
  reading?: Reading,
): Promise<AssignFormView | null> {
  if (!isUuid(id)) return null;
  const { db } = reading ?? (await currentReading());
  const packageId = id as AccessPackageId;
  const [row] = await db
    .select({
      package: { id: accessPackages.id, displayName: accessPackages.displayName },
      catalog: { id: catalogs.id, displayName: catalogs.displayName },
    })
    .from(accessPackages)
    .innerJoin(catalogs, eq(catalogs.id, accessPackages.catalogId))
    .where(and(eq(accessPackages.id, packageId), isNull(accessPackages.deletedAt), packagesOfSeenCatalogs(viewer)));
  if (!row) return null;
  const maySkip = mayIn(viewer, "bypassApproval", row.catalog.id);
  const policies = (await loadPolicies(db, [packageId])).get(packageId) ?? [];
  return {
    ...row,
    policies: policies
      .filter((policy) => policy.isEnabled && policy.requestorSettings.enableAdministratorsToAddAccess)
      .map((policy) => ({
        id: policy.policyId,
        displayName: policy.displayName,
        stageCount: policy.requestApprovalSettings.stages.length,
        mayBypass: maySkip && policy.requestorSettings.allowAdminBypass,
        expiration: policy.expiration,
        questions: policy.questions.map((question) => questionView(question, language)),
      })),
  };
}

export type NamedByLine =
  | { readonly line: string; readonly person: { readonly id: PersonId; readonly displayName: string } }
  | { readonly line: string; readonly problem: "unknown" | "several" };

/** Whom each line of a pasted list means: an address, a sign-in name or a whole name, whatever its case. */
export async function findPeopleByLine(lines: readonly string[], reading?: Reading): Promise<NamedByLine[]> {
  if (lines.length === 0) return [];
  const { db } = reading ?? (await currentReading());
  const wanted = lines.map((line) => line.toLowerCase());
  const isNamed = (column: typeof people.email | typeof people.userPrincipalName | typeof people.displayName) =>
    sql`lower(${column}) = any(${sql.param(wanted)}::text[])`;
  const found = await db
    .select({
      id: people.id,
      displayName: people.displayName,
      email: people.email,
      userPrincipalName: people.userPrincipalName,
    })
    .from(people)
    .where(and(or(isNamed(people.email), isNamed(people.userPrincipalName), isNamed(people.displayName)), isPerson));
  return lines.map((line): NamedByLine => {
    const text = line.toLowerCase();
    const byAddress = found.filter((row) =>
      [row.email, row.userPrincipalName].some((name) => name.toLowerCase() === text),
    );
    const meant = byAddress.length > 0 ? byAddress : found.filter((row) => row.displayName.toLowerCase() === text);
    const [person] = meant;
    if (!person) return { line, problem: "unknown" };
    if (meant.length > 1) return { line, problem: "several" };
    return { line, person: { id: person.id, displayName: person.displayName } };
  });
}
