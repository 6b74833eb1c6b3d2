import { catalogId, resourceId } from "@/db/seed/catalogs";
import { groupId } from "@/db/seed/groups";
import { packageId, policyId } from "@/db/seed/packages/packages";
import { personId } from "@/db/seed/people";
import type { App } from "./app";
import { oneValue } from "./database";
import { draftOf } from "./drafts";
import { serviceOf } from "./services";

/** A page of the portal and who gets to see what on it. */
export type Screen = {
  /** The page's folder below app/, groups left out. */
  readonly pattern: string;
  /** Somebody for whom it is there. */
  readonly reader: string;
  /** Its address as that person may open it; `id` stands in for the id in it. */
  readonly path: (app: App, id?: string) => Promise<string>;
  /** The heading by which to know that it is there. */
  readonly heading: string | RegExp;
  /** What only those may read for whom the page is there; nothing for a page that shows everybody their own. */
  readonly content?: string;
  /** Signed-in people whose roles do not cover the page. */
  readonly forbiddenTo?: readonly string[];
  /** Signed-in people who can open such pages and for whom this very one is not there. */
  readonly hiddenFrom?: readonly string[];
};

const fixed = (path: string) => async () => path;

const requestOf = (app: App, who: keyof typeof people, wanted: Parameters<typeof packageId>[0]) =>
  oneValue<string>(
    app,
    "select id from requests where target_id = $1 and package_id = $2 and state = 'pendingApproval'",
    [people[who], packageId(wanted)],
  );

const heldBy = (app: App, who: keyof typeof people, wanted: Parameters<typeof packageId>[0]) =>
  oneValue<string>(app, "select id from assignments where target_id = $1 and package_id = $2 and state = 'delivered'", [
    people[who],
    packageId(wanted),
  ]);

const people = {
  maya: personId("maya"),
  nora: personId("nora"),
  dev: personId("dev"),
  amelie: personId("amelie"),
};

const employees = ["Maya Lindqvist", "Priya Raman", "Luca Bianchi"] as const;
/** Whose roles are in single catalogs. */
const owners = ["Grace Kim", "Kenji Watanabe"] as const;

export const screens: readonly Screen[] = [
  {
    pattern: "/",
    reader: "Maya Lindqvist",
    path: fixed("/"),
    heading: "Hello, Maya Lindqvist",
    content: "Maya Lindqvist",
  },
  { pattern: "/packages", reader: "Maya Lindqvist", path: fixed("/packages"), heading: "Access packages" },
  {
    pattern: "/packages/[packageId]",
    reader: "Linh Tran",
    path: async (_, id = packageId("firmwareSigning")) => `/packages/${id}`,
    heading: "Firmware Signing Keys",
    content: "Firmware Signing Keys",
    hiddenFrom: ["Maya Lindqvist", "Luca Bianchi", "Elena Petrova"],
  },
  {
    pattern: "/packages/[packageId]/request",
    reader: "Linh Tran",
    path: async (_, id = packageId("firmwareSigning")) => `/packages/${id}/request`,
    heading: "Request Firmware Signing Keys",
    content: "Firmware Signing Keys",
    hiddenFrom: ["Maya Lindqvist", "Luca Bianchi", "Elena Petrova"],
  },
  {
    pattern: "/packages/extend/[assignmentId]",
    reader: "Maya Lindqvist",
    path: async (app, id) => `/packages/extend/${id ?? (await heldBy(app, "maya", "warehouse"))}`,
    heading: "Extend Data Warehouse Reader",
    content: "Extend Data Warehouse Reader",
    hiddenFrom: ["Nora Quinn", "Priya Raman", "Elena Petrova"],
  },
  {
    pattern: "/requests",
    reader: "Maya Lindqvist",
    path: fixed("/requests"),
    heading: "Requests",
    content: "Treasury Payment Release",
  },
  {
    pattern: "/requests/[requestId]",
    reader: "Maya Lindqvist",
    path: async (app, id) => `/requests/${id ?? (await requestOf(app, "maya", "campaign"))}`,
    heading: "Marketing Campaign",
    content: "need the media plan",
    hiddenFrom: ["Nora Quinn", "Priya Raman", "Luca Bianchi", "Elena Petrova"],
  },
  {
    pattern: "/team",
    reader: "Priya Raman",
    path: fixed("/team"),
    heading: "My team",
    content: "Arjun Mehta",
  },
  {
    pattern: "/team/[personId]",
    reader: "Priya Raman",
    path: async (_, id = personId("nora")) => `/team/${id}`,
    heading: "Nora Quinn",
    content: "Financial Analyst – Standard",
    hiddenFrom: ["Nora Quinn", "Tomasz Nowicki", "Elena Petrova"],
  },
  {
    pattern: "/approvals",
    reader: "Priya Raman",
    path: fixed("/approvals"),
    heading: "Approvals",
    content: "Maya Lindqvist",
  },
  {
    pattern: "/approvals/delegation",
    reader: "Claire Dubois",
    path: fixed("/approvals/delegation"),
    heading: "Approvals",
    content: "Grace Kim decides in your place",
  },
  {
    pattern: "/approvals/[requestId]",
    reader: "Priya Raman",
    path: async (app, id) => `/approvals/${id ?? (await requestOf(app, "nora", "insights"))}`,
    heading: "Approvals",
    content: "Churn and returns per product line",
    hiddenFrom: ["Nora Quinn", "Sofia Marchetti", "Elena Petrova"],
  },
  { pattern: "/api-access", reader: "Maya Lindqvist", path: fixed("/api-access"), heading: "API access" },
  {
    pattern: "/admin",
    reader: "Elena Petrova",
    path: fixed("/admin"),
    heading: "Administration",
    content: "access held right now",
    forbiddenTo: employees,
  },
  {
    pattern: "/admin/catalogs",
    reader: "Elena Petrova",
    path: fixed("/admin/catalogs"),
    heading: "Catalogs",
    content: "Engineering and Operations",
    forbiddenTo: employees,
  },
  {
    pattern: "/admin/catalogs/new",
    reader: "Elena Petrova",
    path: fixed("/admin/catalogs/new"),
    heading: "New catalog",
    forbiddenTo: [...employees, "Grace Kim", "Victoria Sinclair"],
  },
  {
    pattern: "/admin/catalogs/[catalogId]/resources/add",
    reader: "Grace Kim",
    path: async (_, id = catalogId("finance")) => `/admin/catalogs/${id}/resources/add`,
    heading: "Add resources to Finance",
    content: "Payday Payroll",
    forbiddenTo: [...employees, "Victoria Sinclair"],
    hiddenFrom: ["Kenji Watanabe", "Sofia Marchetti"],
  },
  {
    pattern: "/admin/catalogs/[catalogId]/resources/[resourceId]/attributes",
    reader: "Kenji Watanabe",
    path: async (_, id = resourceId("repositories")) =>
      `/admin/catalogs/${catalogId("engineering")}/resources/${id}/attributes`,
    heading: "What Brightwater Git needs of a profile",
    content: "Your user name for commits",
    forbiddenTo: [...employees, "Victoria Sinclair"],
    hiddenFrom: ["Grace Kim", "Sofia Marchetti"],
  },
  {
    pattern: "/admin/catalogs/[catalogId]/edit",
    reader: "Grace Kim",
    path: async (_, id = catalogId("finance")) => `/admin/catalogs/${id}/edit`,
    heading: "Edit Finance",
    content: "Edit Finance",
    forbiddenTo: [...employees, "Victoria Sinclair"],
    hiddenFrom: ["Kenji Watanabe", "Sofia Marchetti"],
  },
  {
    pattern: "/admin/catalogs/[catalogId]",
    reader: "Grace Kim",
    path: async (_, id = catalogId("finance")) => `/admin/catalogs/${id}`,
    heading: "Finance",
    content: "Ledger, treasury, vendor payments",
    forbiddenTo: employees,
    hiddenFrom: ["Kenji Watanabe", "Sofia Marchetti"],
  },
  {
    pattern: "/admin/packages/new",
    reader: "Grace Kim",
    path: fixed("/admin/packages/new"),
    heading: "New package",
    content: "Save and continue",
    forbiddenTo: [...employees, "Victoria Sinclair", "Naledi Dlamini"],
  },
  {
    pattern: "/admin/packages/new/[draftId]/[step]",
    reader: "Grace Kim",
    path: async (app, id) => `/admin/packages/new/${id ?? (await draftOf(app, "Grace Kim"))}/review`,
    heading: "New package",
    content: "A draft of Grace Kim",
    forbiddenTo: employees,
    hiddenFrom: ["Elena Petrova", "Kenji Watanabe", "Victoria Sinclair"],
  },
  {
    pattern: "/admin/packages/[packageId]/edit",
    reader: "Grace Kim",
    path: async (_, id = packageId("treasuryRelease")) => `/admin/packages/${id}/edit`,
    heading: "Edit Treasury Payment Release",
    content: "Edit Treasury Payment Release",
    forbiddenTo: [...employees, "Victoria Sinclair"],
    hiddenFrom: ["Kenji Watanabe", "Sofia Marchetti"],
  },
  {
    pattern: "/admin/packages/[packageId]/assign",
    reader: "Naledi Dlamini",
    path: async (_, id = packageId("campaign")) => `/admin/packages/${id}/assign`,
    heading: /^Assign /,
    content: "Who gets it?",
    forbiddenTo: [...employees, "Victoria Sinclair"],
    hiddenFrom: ["Kenji Watanabe", "Grace Kim"],
  },
  {
    pattern: "/admin/packages/[packageId]/duplicate",
    reader: "Grace Kim",
    path: async (_, id = packageId("treasuryRelease")) => `/admin/packages/${id}/duplicate`,
    heading: "Copy Treasury Payment Release",
    content: "Copy Treasury Payment Release",
    forbiddenTo: [...employees, "Victoria Sinclair"],
    hiddenFrom: ["Kenji Watanabe", "Sofia Marchetti"],
  },
  {
    pattern: "/admin/packages",
    reader: "Grace Kim",
    path: fixed("/admin/packages"),
    heading: "Packages",
    content: "Treasury Payment Release",
    forbiddenTo: employees,
  },
  {
    pattern: "/admin/packages/[packageId]",
    reader: "Grace Kim",
    path: async (_, id = packageId("treasuryRelease")) => `/admin/packages/${id}`,
    heading: "Treasury Payment Release",
    content: "Release bank transfers",
    forbiddenTo: employees,
    hiddenFrom: ["Kenji Watanabe", "Sofia Marchetti"],
  },
  {
    pattern: "/admin/packages/[packageId]/policies/new",
    reader: "Grace Kim",
    path: async (_, id = packageId("treasuryRelease")) => `/admin/packages/${id}/policies/new`,
    heading: "New policy for Treasury Payment Release",
    content: "New policy for Treasury Payment Release",
    forbiddenTo: [...employees, "Victoria Sinclair"],
    hiddenFrom: ["Kenji Watanabe", "Sofia Marchetti"],
  },
  {
    pattern: "/admin/packages/[packageId]/policies/[policyId]/edit",
    reader: "Grace Kim",
    path: async (_, id = policyId("treasuryRelease", "finance")) =>
      `/admin/packages/${packageId("treasuryRelease")}/policies/${id}/edit`,
    heading: "Edit Finance employees",
    content: "Edit Finance employees",
    forbiddenTo: [...employees, "Victoria Sinclair"],
    hiddenFrom: ["Kenji Watanabe", "Sofia Marchetti"],
  },
  {
    pattern: "/admin/packages/[packageId]/additional-access",
    reader: "Grace Kim",
    path: async (_, id = packageId("vendorApprover")) =>
      `/admin/packages/${id}/additional-access?with=package%3A${packageId("monthEnd")}`,
    heading: "Vendor Payment – Approver and Month-End Close",
    content: "Claire Dubois",
    forbiddenTo: employees,
    hiddenFrom: ["Kenji Watanabe", "Sofia Marchetti"],
  },
  {
    pattern: "/admin/requests",
    reader: "Grace Kim",
    path: fixed("/admin/requests"),
    heading: "All requests",
    content: "Arjun Mehta",
    forbiddenTo: employees,
  },
  {
    pattern: "/admin/requests/[requestId]",
    reader: "Kenji Watanabe",
    path: async (app, id) => `/admin/requests/${id ?? (await requestOf(app, "dev", "production"))}`,
    heading: "Production environment for Dev Patel",
    content: "I take over the ingest service",
    forbiddenTo: employees,
    hiddenFrom: ["Grace Kim", "Sofia Marchetti"],
  },
  {
    pattern: "/admin/assignments",
    reader: "Grace Kim",
    path: fixed("/admin/assignments"),
    heading: "Assignments",
    content: "Nora Quinn",
    forbiddenTo: employees,
  },
  {
    pattern: "/admin/assignments/[assignmentId]",
    reader: "Grace Kim",
    path: async (app, id) => `/admin/assignments/${id ?? (await heldBy(app, "amelie", "treasuryRelease"))}`,
    heading: "Treasury Payment Release of Amélie Laurent",
    content: "Treasury Payment Release of Amélie Laurent",
    forbiddenTo: employees,
    hiddenFrom: ["Kenji Watanabe", "Sofia Marchetti"],
  },
  {
    pattern: "/admin/assignments/[assignmentId]/edit",
    reader: "Grace Kim",
    path: async (app, id) => `/admin/assignments/${id ?? (await heldBy(app, "amelie", "treasuryRelease"))}/edit`,
    heading: "Change Treasury Payment Release of Amélie Laurent",
    content: "Change Treasury Payment Release of Amélie Laurent",
    forbiddenTo: [...employees, "Victoria Sinclair"],
    hiddenFrom: ["Kenji Watanabe", "Sofia Marchetti"],
  },
  {
    pattern: "/admin/coverage",
    reader: "Grace Kim",
    path: fixed("/admin/coverage"),
    heading: "Coverage",
    content: "cannot decide on a request of their own",
    forbiddenTo: employees,
  },
  {
    pattern: "/admin/people",
    reader: "Victoria Sinclair",
    path: fixed("/admin/people"),
    heading: "People",
    content: "aisha.bello@brightwater.example",
    forbiddenTo: [...employees, ...owners],
  },
  {
    pattern: "/admin/people/[personId]",
    reader: "Victoria Sinclair",
    path: async (_, id = personId("jonas")) => `/admin/people/${id}`,
    heading: "Jonas Keller",
    content: "jonas.keller@brightwater.example",
    forbiddenTo: [...employees, ...owners],
  },
  {
    pattern: "/admin/people/import",
    reader: "Elena Petrova",
    path: fixed("/admin/people/import"),
    heading: "Import people",
    forbiddenTo: [...employees, ...owners, "Victoria Sinclair"],
  },
  {
    pattern: "/admin/people/new",
    reader: "Elena Petrova",
    path: fixed("/admin/people/new"),
    heading: "New person",
    forbiddenTo: [...employees, ...owners, "Victoria Sinclair"],
  },
  {
    pattern: "/admin/people/[personId]/edit",
    reader: "Elena Petrova",
    path: async (_, id = personId("jonas")) => `/admin/people/${id}/edit`,
    heading: "Edit Jonas Keller",
    content: "jonas.keller@brightwater.example",
    forbiddenTo: [...employees, ...owners, "Victoria Sinclair"],
  },
  {
    pattern: "/admin/people/[personId]/disable",
    reader: "Elena Petrova",
    path: async (_, id = personId("claire")) => `/admin/people/${id}/disable`,
    heading: "Disable Claire Dubois",
    content: "Grace Kim decides in their place",
    forbiddenTo: [...employees, ...owners, "Victoria Sinclair"],
  },
  {
    pattern: "/admin/groups",
    reader: "Victoria Sinclair",
    path: fixed("/admin/groups"),
    heading: "Groups",
    content: "Accounts payable team",
    forbiddenTo: [...employees, ...owners],
  },
  {
    pattern: "/admin/groups/import",
    reader: "Elena Petrova",
    path: fixed("/admin/groups/import"),
    heading: "Import groups",
    forbiddenTo: [...employees, ...owners, "Victoria Sinclair"],
  },
  {
    pattern: "/admin/groups/new",
    reader: "Elena Petrova",
    path: fixed("/admin/groups/new"),
    heading: "New group",
    forbiddenTo: [...employees, ...owners, "Victoria Sinclair"],
  },
  {
    pattern: "/admin/groups/[groupId]/edit",
    reader: "Elena Petrova",
    path: async (_, id = groupId("payables")) => `/admin/groups/${id}/edit`,
    heading: "Edit Accounts payable team",
    content: "Receives vendor invoices and prepares payment runs.",
    forbiddenTo: [...employees, ...owners, "Victoria Sinclair"],
  },
  {
    pattern: "/admin/groups/[groupId]",
    reader: "Victoria Sinclair",
    path: async (_, id = groupId("payables")) => `/admin/groups/${id}`,
    heading: "Accounts payable team",
    content: "Mateo Álvarez",
    forbiddenTo: [...employees, ...owners],
  },
  {
    pattern: "/admin/access-on",
    reader: "Grace Kim",
    path: fixed(`/admin/access-on?date=2026-06-01&package=${packageId("treasuryRelease")}`),
    heading: "Access on a day",
    content: "Treasury Payment Release",
    forbiddenTo: employees,
  },
  {
    pattern: "/admin/audit",
    reader: "Victoria Sinclair",
    path: fixed("/admin/audit"),
    heading: "Audit log",
    content: "Approve access package assignment request",
    forbiddenTo: [...employees, ...owners],
  },
  {
    pattern: "/admin/settings/roles",
    reader: "Victoria Sinclair",
    path: fixed("/admin/settings/roles"),
    heading: "Roles in the whole portal",
    content: "Creates catalogs and owns what they create",
    forbiddenTo: [...employees, ...owners],
  },
  {
    pattern: "/admin/settings/services",
    reader: "Elena Petrova",
    path: async (app) => {
      await serviceOf(app);
      return "/admin/settings/services";
    },
    heading: "Services",
    content: "Payroll export",
    forbiddenTo: [...employees, ...owners, "Victoria Sinclair"],
  },
  {
    pattern: "/admin/settings/services/new",
    reader: "Elena Petrova",
    path: fixed("/admin/settings/services/new"),
    heading: "New service",
    forbiddenTo: [...employees, ...owners, "Victoria Sinclair"],
  },
  {
    pattern: "/admin/settings/services/[serviceId]",
    reader: "Elena Petrova",
    path: async (app, id) => `/admin/settings/services/${id ?? (await serviceOf(app))}`,
    heading: "Payroll export",
    content: "Payroll export",
    forbiddenTo: [...employees, ...owners, "Victoria Sinclair"],
  },
  {
    pattern: "/admin/settings/tokens",
    reader: "Elena Petrova",
    path: fixed("/admin/settings/tokens"),
    heading: "API tokens",
    forbiddenTo: [...employees, ...owners, "Victoria Sinclair"],
  },
  {
    pattern: "/admin/settings",
    reader: "Victoria Sinclair",
    path: fixed("/admin/settings"),
    heading: "Settings",
    content: "Approvers may name a delegate",
    forbiddenTo: [...employees, ...owners],
  },
];
