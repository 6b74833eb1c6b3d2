import type { Transaction } from "@/db/client";
import { type RoleName, roleAssignments } from "@/db/schema";
import { type CatalogKey, catalogId } from "./catalogs";
import { type GroupKey, groupId } from "./groups";
import { type PersonKey, personId } from "./people";
import { seedId } from "./seed-id";

type Row = { readonly role: RoleName; readonly catalog?: CatalogKey } & (
  | { readonly person: PersonKey }
  | { readonly group: GroupKey }
);

/** Who administers what; a role without a catalog holds everywhere (DEL-3). */
const rows: readonly Row[] = [
  { role: "governanceAdministrator", person: "elena" },
  { role: "auditor", person: "victoria" },
  { role: "catalogCreator", person: "marcus" },
  { role: "catalogOwner", person: "grace", catalog: "finance" },
  { role: "catalogOwner", person: "kenji", catalog: "engineering" },
  { role: "catalogOwner", person: "sofia", catalog: "market" },
  { role: "catalogOwner", person: "helen", catalog: "harbour" },
  { role: "accessPackageManager", person: "leo", catalog: "market" },
  { role: "accessPackageAssignmentManager", person: "naledi", catalog: "market" },
  { role: "catalogReader", group: "securityReviewers", catalog: "engineering" },
];

export async function seedAdministrators(tx: Transaction, at: Date): Promise<void> {
  await tx.insert(roleAssignments).values(
    rows.map((row) => ({
      id: seedId("roleAssignment", `${row.role}/${"person" in row ? row.person : row.group}/${row.catalog ?? ""}`),
      role: row.role,
      personId: "person" in row ? personId(row.person) : null,
      groupId: "group" in row ? groupId(row.group) : null,
      catalogId: row.catalog ? catalogId(row.catalog) : null,
      createdAt: at,
    })),
  );
}
