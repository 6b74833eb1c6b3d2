import type { Transaction } from "@/db/client";
import { groupMembers, groupNestings, groups as groupsTable } from "@/db/schema";
import type { GroupId } from "@/lib/engine/ids";
import { rebuildGroupClosure } from "@/lib/services/group-closure";
import { type PersonKey, personId, staffOf } from "./people";
import { seedId } from "./seed-id";

type Row = {
  readonly name: string;
  readonly about: string;
  readonly owners: readonly PersonKey[];
  readonly members?: readonly PersonKey[];
  /** Groups inside this one. */
  readonly contains?: readonly string[];
};

const inNoTeam = (department: Parameters<typeof staffOf>[0], ...teams: readonly (readonly PersonKey[])[]) =>
  staffOf(department).filter((key) => !teams.flat().includes(key));

const planning: readonly PersonKey[] = ["priya", "maya", "jonas", "nora", "arjun"];
const payables: readonly PersonKey[] = ["mateo", "aisha"];
const platform: readonly PersonKey[] = ["kenji", "lucia", "oleksandr", "hannah", "dev", "fatima", "samuel"];
const firmware: readonly PersonKey[] = ["gregor", "linh"];
const brand: readonly PersonKey[] = ["sofia", "leo", "chidi"];
const west: readonly PersonKey[] = ["rachel", "jack", "mei"];
const east: readonly PersonKey[] = ["omar", "anton"];

const rows = {
  employees: {
    name: "All employees",
    about: "Everybody on the payroll, department by department.",
    owners: ["sunita"],
    members: [...staffOf("Executive"), ...staffOf("Legal and Audit")],
    contains: ["finance", "engineering", "it", "marketing", "sales", "hr"],
  },
  finance: {
    name: "Finance department",
    about: "Planning, control, treasury and accounts payable.",
    owners: ["tomasz"],
    members: inNoTeam("Finance", planning, payables),
    contains: ["planning", "payables"],
  },
  planning: {
    name: "Financial planning team",
    about: "Budget, forecast and reporting to the board.",
    owners: ["priya"],
    members: planning,
  },
  payables: {
    name: "Accounts payable team",
    about: "Receives vendor invoices and prepares payment runs.",
    owners: ["claire"],
    members: payables,
  },
  engineering: {
    name: "Engineering department",
    about: "Cloud services, data and firmware.",
    owners: ["amara"],
    members: inNoTeam("Engineering", platform, firmware),
    contains: ["platform", "firmware"],
  },
  platform: {
    name: "Platform engineering",
    about: "Builds and runs the cloud services behind the instruments.",
    owners: ["kenji"],
    members: platform,
  },
  firmware: {
    name: "Firmware team",
    about: "Software inside the instruments.",
    owners: ["amara"],
    members: firmware,
  },
  it: { name: "IT department", about: "Workplace, identity, security.", owners: ["marcus"], members: staffOf("IT") },
  marketing: {
    name: "Marketing department employees",
    about: "Everybody in marketing. They work with campaign material as part of their job.",
    owners: ["valentina"],
    members: inNoTeam("Marketing", brand),
    contains: ["brand"],
  },
  brand: {
    name: "Brand and campaigns team",
    about: "Campaigns, content and the look of the company.",
    owners: ["sofia"],
    members: brand,
  },
  sales: {
    name: "Sales department",
    about: "Both sales territories and sales operations.",
    owners: ["robert"],
    members: inNoTeam("Sales", west, east),
    contains: ["west", "east"],
  },
  west: { name: "Sales team West", about: "Accounts west of the river.", owners: ["rachel"], members: west },
  east: { name: "Sales team East", about: "Accounts east of the river.", owners: ["omar"], members: east },
  hr: {
    name: "Human Resources department",
    about: "People business partners and recruiting.",
    owners: ["sunita"],
    members: staffOf("Human Resources"),
  },
  agencies: {
    name: "Partner agencies",
    about: "Guests from agencies under contract with marketing.",
    owners: ["sofia"],
    members: ["luca"],
  },
  businessReview: {
    name: "Quarterly business review project",
    about: "Finance, sales and data people who prepare the quarterly review.",
    owners: ["emily"],
    members: ["maya", "naledi", "samuel", "emily"],
  },
  financeDataOwners: {
    name: "Finance data owners",
    about: "Answer for who sees the numbers. Asked to approve access to finance systems.",
    owners: ["tomasz"],
    members: ["grace", "claire"],
  },
  changeBoard: {
    name: "Change advisory board",
    about: "Decides on changes to production and on who may make them.",
    owners: ["kenji"],
    members: ["kenji", "lucia", "yusuf"],
  },
  securityReviewers: {
    name: "Security reviewers",
    about: "Second pair of eyes for privileged access.",
    owners: ["isabel"],
    members: ["isabel", "elena"],
  },
  serviceDesk: {
    name: "Service desk",
    about: "Helps with devices and accounts; stands in where somebody has no manager.",
    owners: ["chris"],
    members: ["chris", "yusuf"],
  },
  warehouseReaders: {
    name: "Data warehouse readers",
    about: "May query the reporting marts of the data warehouse.",
    owners: ["samuel"],
    members: ["samuel"],
  },
  closeTeam: { name: "Month-end close team", about: "Works on the open period.", owners: ["claire"] },
  campaignWorkspace: {
    name: "Campaign workspace contributors",
    about: "May read and comment on material of running campaigns.",
    owners: ["leo"],
    members: ["leo"],
  },
  productionOperators: { name: "Production operators", about: "May operate live services.", owners: ["kenji"] },
  developmentContributors: {
    name: "Development contributors",
    about: "May deploy to the development environment.",
    owners: ["lucia"],
  },
  signingCustodians: {
    name: "Firmware signing custodians",
    about: "May sign firmware releases.",
    owners: ["amara"],
  },
  vpnUsers: { name: "Remote access users", about: "May connect from outside the offices.", owners: ["yusuf"] },
  caseHandlers: { name: "HR case handlers", about: "Work on personnel cases.", owners: ["sunita"] },
} as const satisfies Record<string, Row>;

export type GroupKey = keyof typeof rows;

export const groupId = (key: GroupKey): GroupId => seedId<GroupId>("group", key);

export const groupName = (key: GroupKey): string => rows[key].name;

export async function seedGroups(tx: Transaction, at: Date): Promise<void> {
  const all = Object.entries(rows) as [GroupKey, Row][];
  await tx
    .insert(groupsTable)
    .values(
      all.map(([key, row]) => ({ id: groupId(key), displayName: row.name, description: row.about, createdAt: at })),
    );
  const memberships = (role: "owner" | "member", listed: (row: Row) => readonly PersonKey[]) =>
    all.flatMap(([key, row]) =>
      listed(row).map((person) => ({ groupId: groupId(key), personId: personId(person), role, since: at })),
    );
  await tx
    .insert(groupMembers)
    .values([...memberships("owner", (row) => row.owners), ...memberships("member", (row) => row.members ?? [])]);
  await tx
    .insert(groupNestings)
    .values(
      all.flatMap(([key, row]) =>
        (row.contains ?? []).map((child) => ({ parentId: groupId(key), childId: groupId(child as GroupKey) })),
      ),
    );
  await rebuildGroupClosure(tx);
}
