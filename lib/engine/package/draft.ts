import { z } from "zod";
import { originSystems } from "@/lib/engine/catalog/resources";
import type { CatalogId, ResourceRoleId } from "@/lib/engine/ids";
import { newDraft } from "@/lib/engine/policy/draft";
import { draftText, policyDraftSchema } from "@/lib/engine/policy/draft-schema";

/** The steps of the wizard before its review, in their order. */
export const draftSteps = ["basics", "roles", "requests", "information", "lifecycle"] as const;
export type DraftStep = (typeof draftSteps)[number];

/** More than a package ever gives; a draft with more was made by hand. */
const ROLES_MAX = 500;
const RESOURCES_MAX = 100;

const catalogId = z.uuid().transform((id) => id as CatalogId);
const roleId = z.uuid().transform((id) => id as ResourceRoleId);

/** CAT-22: an existing catalog, or what is said of a new one. What one choice hides is kept, so that choosing back brings it back. */
const draftCatalogSchema = z.object({
  isNew: z.boolean(),
  catalogId: catalogId.nullable(),
  displayName: draftText,
  description: draftText,
});

/** CAT-43: something of the directory that is not in the catalog yet, and which of its roles the package gives. */
const draftResourceSchema = z.object({
  originSystem: z.enum(originSystems),
  originId: draftText,
  /** As they were called when it was chosen. */
  displayName: draftText,
  offered: z.array(draftText).max(RESOURCES_MAX),
  roles: z.array(draftText).max(RESOURCES_MAX),
});
export type DraftResource = z.infer<typeof draftResourceSchema>;

/** A package as it is put together, however unfinished; what is missing or wrong is said by `draftIssues`. */
export const packageDraftSchema = z.object({
  catalog: draftCatalogSchema,
  displayName: draftText,
  description: draftText,
  isHidden: z.boolean(),
  /** With the catalog they were chosen in: those of another one than the present do not count. */
  roles: z.array(z.object({ catalogId, roleId })).max(ROLES_MAX),
  resources: z.array(draftResourceSchema).max(RESOURCES_MAX),
  /** POL-1: the policy it starts with. */
  policy: policyDraftSchema,
  /** Steps somebody has been through; nothing is said against the others yet. */
  visited: z.array(z.enum(draftSteps)).max(draftSteps.length),
});
export type PackageDraft = z.infer<typeof packageDraftSchema>;

/** POL-1: the policy of a new package is called this until somebody says otherwise. */
const FIRST_POLICY = "Initial policy";

/** What a new package begins with, in this catalog or in none yet. `maxDays`: the longest a stage may take. */
export const newPackageDraft = (inCatalog: string | null, maxDays: number): PackageDraft =>
  packageDraftSchema.parse({
    catalog: { isNew: false, catalogId: inCatalog, displayName: "", description: "" },
    displayName: "",
    description: "",
    isHidden: false,
    roles: [],
    resources: [],
    policy: { ...newDraft(maxDays), displayName: FIRST_POLICY },
    visited: [],
  });

/** RES-2: those of the chosen roles that belong to the catalog that is chosen now. */
export const rolesInCatalog = ({ catalog, roles }: PackageDraft): ResourceRoleId[] =>
  catalog.isNew ? [] : roles.filter((role) => role.catalogId === catalog.catalogId).map((role) => role.roleId);

/** What a draft is called in a list. */
export const draftName = ({ displayName }: PackageDraft): string => displayName.trim() || "Package without a name";
