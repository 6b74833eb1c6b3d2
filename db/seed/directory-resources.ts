import { ne } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { directoryResourceOwners, directoryResources, resourceRoles, resources } from "@/db/schema";
import type { CatalogId, DirectoryResourceId } from "@/lib/engine/ids";
import { type CatalogKey, catalogId } from "./catalogs";
import { type PersonKey, personId } from "./people";
import { seedId } from "./seed-id";

/** Who owns the applications and sites of each catalog. */
const ownerOf: Readonly<Partial<Record<CatalogKey, PersonKey>>> = {
  finance: "grace",
  engineering: "kenji",
  market: "sofia",
};

/** Known to the directory, and in no catalog yet. */
const unused = [
  {
    originSystem: "AadApplication",
    originId: "Payday Payroll",
    displayName: "Payday Payroll",
    description: "Salaries, bonuses and payslips.",
    roles: ["Payroll Clerk", "Payroll Approver"],
    owner: "grace",
  },
  {
    originSystem: "AadApplication",
    originId: "Tidewater Analytics",
    displayName: "Tidewater Analytics",
    description: "Notebooks and models on the data warehouse.",
    roles: [],
    owner: "kenji",
  },
  {
    originSystem: "SharePointOnline",
    originId: "https://intranet.brightwater.example/sites/board",
    displayName: "Board Papers",
    description: "Agendas, papers and minutes of the board.",
    roles: ["Visitors", "Members", "Owners"],
    owner: null,
  },
] as const;

const idOf = (originId: string): DirectoryResourceId => seedId<DirectoryResourceId>("directoryResource", originId);

/** RES-15, RES-20: the applications and sites the directory knows: those of the catalogs, and some more. */
export async function seedDirectoryResources(tx: Transaction, at: Date): Promise<void> {
  const placed = await tx.select().from(resources).where(ne(resources.originSystem, "AadGroup")).orderBy(resources.id);
  const roles = await tx.select().from(resourceRoles).orderBy(resourceRoles.displayName);
  const known = new Map(placed.map((row) => [row.originId, row]));
  await tx.insert(directoryResources).values([
    ...[...known.values()].map(({ id, originSystem, originId, displayName, description }) => ({
      id: idOf(originId),
      originSystem,
      originId,
      displayName,
      description,
      roles: roles.filter((role) => role.resourceId === id).map((role) => role.displayName),
      createdAt: at,
    })),
    ...unused.map(({ owner: _owner, ...row }) => ({
      ...row,
      id: idOf(row.originId),
      roles: [...row.roles],
      createdAt: at,
    })),
  ]);
  const keys = new Map(
    (Object.keys(ownerOf) as CatalogKey[]).map((key): [CatalogId, PersonKey | undefined] => [
      catalogId(key),
      ownerOf[key],
    ]),
  );
  const owned = [
    ...[...known.values()].map((row) => ({ originId: row.originId, owner: keys.get(row.catalogId) })),
    ...unused,
  ];
  await tx
    .insert(directoryResourceOwners)
    .values(
      owned.flatMap(({ originId, owner }) =>
        owner ? [{ resourceId: idOf(originId), personId: personId(owner) }] : [],
      ),
    );
}
