import { inArray, isNull, sql } from "drizzle-orm";
import { accessPackages, assignmentPolicies, catalogs } from "@/db/schema";
import type { AccessPackageId, PolicyId } from "@/lib/engine/ids";
import { type AssignmentPolicy, allowedTargetScopes } from "@/lib/engine/policy/policy";
import { inSequence } from "@/lib/engine/policy/questions";
import { loadPolicies } from "@/lib/facts/packages";
import { byId, type EntityType, one, type ReadContext, through } from "@/lib/graph/read/entity";
import { packagesOfSeenCatalogs } from "@/lib/queries/admin/scope";
import { accessPackage } from "./access-package";
import { catalog } from "./catalog";
import { policyJson, questionJson } from "./policy-json";

export const assignmentPolicy: EntityType = {
  name: "accessPackageAssignmentPolicy",
  properties: [
    "id",
    "displayName",
    "description",
    "allowedTargetScope",
    "specificAllowedTargets",
    "automaticRequestSettings",
    "expiration",
    "requestorSettings",
    "requestApprovalSettings",
    "notificationSettings",
    "reviewSettings",
    "createdDateTime",
    "modifiedDateTime",
  ],
  fields: {
    id: { kind: "id", sql: assignmentPolicies.id },
    displayName: { kind: "text", sql: assignmentPolicies.displayName },
    description: { kind: "text", sql: assignmentPolicies.description },
    allowedTargetScope: { kind: "enum", sql: assignmentPolicies.allowedTargetScope, values: allowedTargetScopes },
    createdDateTime: { kind: "instant", sql: assignmentPolicies.createdAt },
    modifiedDateTime: { kind: "instant", sql: assignmentPolicies.modifiedAt },
    "accessPackage/id": { kind: "id", sql: accessPackages.id },
    "accessPackage/displayName": { kind: "text", sql: accessPackages.displayName },
    "catalog/id": { kind: "id", sql: accessPackages.catalogId },
  },
  navigations: {
    accessPackage: one({
      to: () => accessPackage,
      isPartOfOwner: false,
      link: through(assignmentPolicies, assignmentPolicies.id, assignmentPolicies.packageId),
    }),
    catalog: one({
      to: () => catalog,
      isPartOfOwner: false,
      link: through(
        sql`${assignmentPolicies} join ${accessPackages} on ${accessPackages.id} = ${assignmentPolicies.packageId}`,
        assignmentPolicies.id,
        accessPackages.catalogId,
      ),
    }),
    questions: {
      kind: "contained",
      isCollection: true,
      load: async (context, ids) =>
        new Map(
          (await policiesOf(context, ids)).map(({ policy }) => [
            policy.policyId,
            inSequence(policy.questions).map(questionJson),
          ]),
        ),
    },
    // Which extension is called is kept nowhere yet; a policy knows the points at which one is.
    customExtensionStageSettings: {
      kind: "contained",
      isCollection: true,
      inside: ["customExtension"],
      load: async () => new Map(),
    },
  },
  source: sql`${assignmentPolicies}
    left join ${accessPackages} on ${accessPackages.id} = ${assignmentPolicies.packageId}
    left join ${catalogs} on ${catalogs.id} = ${accessPackages.catalogId}`,
  id: assignmentPolicies.id,
  exists: isNull(assignmentPolicies.deletedAt),
  administered: packagesOfSeenCatalogs,
  own: null,
  load: async (context, ids) =>
    byId((await policiesOf(context, ids)).map(({ policy, row }) => policyJson(policy, row))),
};

const rowsOf = ({ reading }: ReadContext, ids: readonly string[]) =>
  reading.db
    .select({
      id: assignmentPolicies.id,
      packageId: assignmentPolicies.packageId,
      createdAt: assignmentPolicies.createdAt,
      modifiedAt: assignmentPolicies.modifiedAt,
    })
    .from(assignmentPolicies)
    .where(inArray(assignmentPolicies.id, ids as PolicyId[]));

type Found = { readonly policy: AssignmentPolicy; readonly row: Awaited<ReturnType<typeof rowsOf>>[number] };

/** The policies as the engine judges them, with what their rows say besides. */
async function policiesOf(context: ReadContext, ids: readonly string[]): Promise<Found[]> {
  const rows = await rowsOf(context, ids);
  const packageIds: readonly AccessPackageId[] = [...new Set(rows.map((row) => row.packageId))];
  const policies = [...(await loadPolicies(context.reading.db, packageIds)).values()].flat();
  return rows.flatMap((row) => {
    const policy = policies.find((each) => each.policyId === row.id);
    return policy ? [{ policy, row }] : [];
  });
}
