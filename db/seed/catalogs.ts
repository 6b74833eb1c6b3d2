import type { Transaction } from "@/db/client";
import { catalogs as catalogsTable, type OriginSystem, resourceRoles, resources as resourcesTable } from "@/db/schema";
import type { CatalogId, ResourceId, ResourceRoleId } from "@/lib/engine/ids";
import { type GroupKey, groupId, groupName } from "./groups";
import { seedId } from "./seed-id";

const catalogRows = {
  general: {
    displayName: "General",
    description: "Built-in catalog: what everybody at Brightwater and their partners may need.",
    state: "published",
    isExternallyVisible: true,
    catalogType: "serviceDefault",
  },
  finance: {
    displayName: "Finance",
    description: "Ledger, treasury, vendor payments and reporting. Kept by the owner of finance applications.",
    state: "published",
    isExternallyVisible: false,
    catalogType: "userManaged",
  },
  engineering: {
    displayName: "Engineering and Operations",
    description: "Environments, repositories, data and the keys that sign firmware.",
    state: "published",
    isExternallyVisible: false,
    catalogType: "userManaged",
  },
  market: {
    displayName: "Sales and Marketing",
    description: "Territories, campaigns and customer insight, open to partner agencies where a package says so.",
    state: "published",
    isExternallyVisible: true,
    catalogType: "userManaged",
  },
  harbour: {
    displayName: "Project Harbour",
    description: "Prepared for the planned acquisition. Unpublished until it is announced.",
    state: "unpublished",
    isExternallyVisible: false,
    catalogType: "userManaged",
  },
} as const satisfies Record<string, Omit<typeof catalogsTable.$inferInsert, "id" | "createdAt" | "modifiedAt">>;

export type CatalogKey = keyof typeof catalogRows;
export const catalogId = (key: CatalogKey): CatalogId => seedId<CatalogId>("catalog", key);

type ResourceRow = { readonly catalog: CatalogKey; readonly about: string } & (
  | { readonly group: GroupKey }
  | { readonly application: string; readonly roles: readonly string[] }
  | { readonly site: string; readonly path: string; readonly roles: readonly string[] }
);

const siteRoles = ["Visitors", "Members", "Owners"] as const;
const groupRoles = ["Member", "Owner"] as const;

const resourceRows = {
  warehouseFinance: { catalog: "finance", group: "warehouseReaders", about: "Reporting marts of the data warehouse." },
  closeTeam: { catalog: "finance", group: "closeTeam", about: "Those who work on the open period." },
  ledger: {
    catalog: "finance",
    application: "Ledgerline ERP",
    about: "General ledger, payables and payments.",
    roles: ["Reporting Analyst", "Period Close", "Payment Initiator", "Payment Approver"],
  },
  treasury: {
    catalog: "finance",
    application: "Harborstone Treasury",
    about: "Bank accounts, cash position and payment release.",
    roles: ["Viewer", "Payment Release"],
  },
  financeSite: {
    catalog: "finance",
    site: "Finance Reporting",
    path: "finance-reporting",
    about: "Workbooks, board packs and the close calendar.",
    roles: siteRoles,
  },
  warehouseData: { catalog: "engineering", group: "warehouseReaders", about: "Reporting marts of the data warehouse." },
  production: { catalog: "engineering", group: "productionOperators", about: "Operators of live services." },
  development: { catalog: "engineering", group: "developmentContributors", about: "Contributors to development." },
  signing: { catalog: "engineering", group: "signingCustodians", about: "Custodians of the signing keys." },
  deployer: {
    catalog: "engineering",
    application: "Slipway Deployments",
    about: "Releases to both environments.",
    roles: ["Development Deployer", "Production Deployer", "Emergency Operator"],
  },
  repositories: {
    catalog: "engineering",
    application: "Brightwater Git",
    about: "Source code of services and firmware.",
    roles: ["Reader", "Contributor", "Maintainer"],
  },
  keyVault: {
    catalog: "engineering",
    application: "Strongroom Keys",
    about: "Hardware-backed keys.",
    roles: ["Signer", "Administrator"],
  },
  campaign: { catalog: "market", group: "campaignWorkspace", about: "Contributors to running campaigns." },
  campaignSite: {
    catalog: "market",
    site: "Campaign Workspace",
    path: "campaigns",
    about: "Briefings, drafts and the media plan.",
    roles: siteRoles,
  },
  brandSite: {
    catalog: "market",
    site: "Brand Library",
    path: "brand-library",
    about: "Logos, photographs and templates.",
    roles: siteRoles,
  },
  crm: {
    catalog: "market",
    application: "Meridian CRM",
    about: "Accounts, opportunities and territories.",
    roles: ["Western Sales", "Eastern Sales", "Insights Viewer"],
  },
  warehouseMarket: { catalog: "market", group: "warehouseReaders", about: "Reporting marts of the data warehouse." },
  tradeShow: {
    catalog: "market",
    site: "Trade Show Planning",
    path: "trade-shows",
    about: "Booth plans, rota and travel.",
    roles: siteRoles,
  },
  vpn: { catalog: "general", group: "vpnUsers", about: "Those who may connect from outside." },
  caseHandlers: { catalog: "general", group: "caseHandlers", about: "Those who work on personnel cases." },
  expenses: {
    catalog: "general",
    application: "Tally Expenses",
    about: "Travel and expense reports.",
    roles: ["Employee", "Auditor"],
  },
  design: {
    catalog: "general",
    application: "Canvasworks Design",
    about: "Drawing, layout and prototypes.",
    roles: ["Editor", "Viewer"],
  },
  auditSite: {
    catalog: "general",
    site: "External Audit Workspace",
    path: "external-audit",
    about: "Documents shared with the auditors of the annual accounts.",
    roles: siteRoles,
  },
  directoryAdmin: {
    catalog: "general",
    application: "Brightwater Directory",
    about: "Accounts and groups of the company.",
    roles: ["Emergency Administrator"],
  },
  harbourSite: {
    catalog: "harbour",
    site: "Project Harbour",
    path: "project-harbour",
    about: "Data room of the planned acquisition.",
    roles: siteRoles,
  },
} as const satisfies Record<string, ResourceRow>;

export type ResourceKey = keyof typeof resourceRows;
type RoleNameOf<Row> = Row extends { roles: readonly (infer Name)[] } ? Name : (typeof groupRoles)[number];
/** A role of a resource, checked against what the resource offers. */
export type RoleRef = { [K in ResourceKey]: readonly [K, RoleNameOf<(typeof resourceRows)[K]>] }[ResourceKey];

export const resourceId = (key: ResourceKey): ResourceId => seedId<ResourceId>("resource", key);
export const roleId = ([resource, name]: RoleRef): ResourceRoleId =>
  seedId<ResourceRoleId>("resourceRole", `${resource}/${name}`);

function originOf(row: ResourceRow): { originSystem: OriginSystem; originId: string; displayName: string } {
  if ("group" in row) {
    return { originSystem: "AadGroup", originId: groupId(row.group), displayName: groupName(row.group) };
  }
  if ("application" in row) {
    return { originSystem: "AadApplication", originId: row.application, displayName: row.application };
  }
  const originId = `https://intranet.brightwater.example/sites/${row.path}`;
  return { originSystem: "SharePointOnline", originId, displayName: row.site };
}

export async function seedCatalogs(tx: Transaction, at: Date): Promise<void> {
  await tx.insert(catalogsTable).values(
    (Object.keys(catalogRows) as CatalogKey[]).map((key) => ({
      id: catalogId(key),
      ...catalogRows[key],
      createdAt: at,
      modifiedAt: at,
    })),
  );
  const all = Object.entries(resourceRows) as [ResourceKey, ResourceRow][];
  await tx.insert(resourcesTable).values(
    all.map(([key, row]) => ({
      id: resourceId(key),
      catalogId: catalogId(row.catalog),
      description: row.about,
      groupId: "group" in row ? groupId(row.group) : null,
      ...originOf(row),
    })),
  );
  await tx.insert(resourceRoles).values(
    all.flatMap(([key, row]) => {
      const names: readonly string[] = "group" in row ? groupRoles : row.roles;
      return names.map((displayName) => ({
        id: roleId([key, displayName] as RoleRef),
        resourceId: resourceId(key),
        displayName,
        groupRole: "group" in row ? (displayName === "Owner" ? ("owner" as const) : ("member" as const)) : null,
      }));
    }),
  );
}
