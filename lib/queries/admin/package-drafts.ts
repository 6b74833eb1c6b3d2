import { desc, eq } from "drizzle-orm";
import { packageDrafts } from "@/db/schema";
import { catalogsFor, may, mayIn } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/viewer";
import type { PackageDraftId } from "@/lib/engine/ids";
import {
  draftName,
  newPackageDraft,
  type PackageDraft,
  packageDraftSchema,
  rolesInCatalog,
} from "@/lib/engine/package/draft";
import { draftIssues } from "@/lib/engine/package/draft-issues";
import { sentOf } from "@/lib/engine/policy/draft-form";
import { readPolicyForm } from "@/lib/engine/policy/form-input";
import { loadCatalog } from "@/lib/facts/catalogs";
import { loadDraft, loadDraftFacts, type StoredDraft } from "@/lib/facts/package-drafts";
import type { Reader } from "@/lib/facts/reader";
import { loadSettings } from "@/lib/facts/settings";
import { isUuid } from "@/lib/platform/ids";
import { currentReading, type Reading } from "@/lib/queries/reading";
import type { NeededAttribute } from "@/lib/views/attributes";
import type { DraftReview, DraftRow, DraftView, GivenResource } from "@/lib/views/package-drafts";
import { listNeededAttributes } from "./attributes";
import { listOfferedRoles } from "./package-roles";
import { describePolicy } from "./policies";
import { loadNames } from "./policy-editor";

type Author = Pick<Viewer, "personId" | "roles">;

/** P20: whether somebody can make packages in a catalog, or make a catalog for one (CAT-22). */
export const mayMakePackages = (viewer: Pick<Viewer, "roles">): boolean =>
  catalogsFor(viewer, "editPackages").length > 0 || may(viewer, "createCatalog");

/** What somebody is still putting together, the last touched first. */
export async function listDrafts({ personId }: Author, reading?: Reading): Promise<DraftRow[]> {
  const { db } = reading ?? (await currentReading());
  const { id, content, modifiedAt } = packageDrafts;
  const rows = await db
    .select({ id, content, modifiedAt })
    .from(packageDrafts)
    .where(eq(packageDrafts.authorId, personId))
    .orderBy(desc(modifiedAt), desc(id));
  return rows.map((row) => ({
    id: row.id,
    displayName: draftName(packageDraftSchema.parse(row.content)),
    modifiedAt: row.modifiedAt,
  }));
}

const loadNamesOf = (reader: Reader, { policy }: PackageDraft) =>
  loadNames(reader, {
    specificAllowedTargets: policy.specificAllowedTargets,
    requestApprovalSettings: { stages: policy.stages },
  });

/** P20: what a new package begins with, in the catalog one comes from where one may make packages there. */
export async function beginDraft(viewer: Author, wanted: string | undefined, reading?: Reading): Promise<DraftView> {
  const { db } = reading ?? (await currentReading());
  const { forwardingRule, maxStageDurationDays } = await loadSettings(db);
  const theirs = catalogsFor(viewer, "editPackages");
  const isTheirs = isUuid(wanted) && mayIn(viewer, "editPackages", wanted);
  const [only, another] = theirs === "all" ? [] : theirs;
  const begun = newPackageDraft(isTheirs ? wanted : (another === undefined && only) || null, maxStageDurationDays);
  // Whoever can choose no catalog makes one.
  const draft = { ...begun, catalog: { ...begun.catalog, isNew: theirs.length === 0 } };
  return { id: null, version: null, draft, names: {}, issues: [], forwardingRule, maxStageDurationDays };
}

async function findDraft(reader: Reader, { personId }: Author, id: string): Promise<StoredDraft | null> {
  return isUuid(id) ? loadDraft(reader, personId, id as PackageDraftId) : null;
}

/** A draft of the viewer as the wizard goes on with it; null where there is none of theirs. */
export async function getDraft(viewer: Author, id: string, reading?: Reading): Promise<DraftView | null> {
  const { db, now } = reading ?? (await currentReading());
  const stored = await findDraft(db, viewer, id);
  if (!stored) return null;
  const facts = await loadDraftFacts(db, viewer.personId, stored.draft);
  const { forwardingRule, maxStageDurationDays } = facts.settings;
  return {
    ...stored,
    names: await loadNamesOf(db, stored.draft),
    issues: draftIssues(stored.draft, facts, now),
    forwardingRule,
    maxStageDurationDays,
  };
}

/** CAT-56: what the resources a draft takes roles of need of whoever asks; only those the viewer may give (DEL-23). */
export async function getDraftAttributes(
  viewer: Author,
  draft: PackageDraft,
  reading?: Reading,
): Promise<NeededAttribute[]> {
  const now = reading ?? (await currentReading());
  const { isNew, catalogId } = draft.catalog;
  if (isNew || !catalogId) return [];
  const offered = new Set(
    (await listOfferedRoles(viewer, catalogId, now)).flatMap(({ roles }) => roles.map((role) => role.id)),
  );
  return listNeededAttributes(
    now.db,
    rolesInCatalog(draft).filter((id) => offered.has(id)),
  );
}

/** What the package would give, of the catalog and of the directory. */
async function listGiven(viewer: Author, draft: PackageDraft, reading: Reading): Promise<GivenResource[]> {
  const { isNew, catalogId } = draft.catalog;
  const chosen = new Set<string>(rolesInCatalog(draft));
  const offered = isNew || !catalogId ? [] : await listOfferedRoles(viewer, catalogId, reading);
  const ofCatalog = offered.map(({ displayName, originSystem, roles }) => {
    const names = roles.filter((role) => chosen.has(role.id)).map((role) => role.displayName);
    return { displayName, originSystem, roles: names, isNew: false };
  });
  const added = draft.resources.map(({ displayName, originSystem, roles }) => ({
    displayName,
    originSystem,
    roles,
    isNew: true,
  }));
  return [...ofCatalog.filter(({ roles }) => roles.length > 0), ...added];
}

async function nameCatalog(
  reader: Reader,
  viewer: Author,
  { isNew, catalogId, displayName }: PackageDraft["catalog"],
): Promise<DraftReview["catalog"]> {
  if (isNew) return { displayName: displayName.trim() || "A catalog without a name", isNew };
  if (!catalogId || !mayIn(viewer, "viewCatalog", catalogId)) return null;
  const found = await loadCatalog(reader, catalogId);
  return found && { displayName: found.displayName, isNew };
}

/** P20: a draft of the viewer in words, with everything that keeps it from becoming a package; null where it is not theirs. */
export async function getDraftReview(viewer: Author, id: string, reading?: Reading): Promise<DraftReview | null> {
  const now = reading ?? (await currentReading());
  const stored = await findDraft(now.db, viewer, id);
  if (!stored) return null;
  const { draft, version } = stored;
  const form = readPolicyForm(sentOf(draft.policy));
  return {
    id,
    version,
    displayName: draft.displayName.trim(),
    description: draft.description.trim(),
    isHidden: draft.isHidden,
    catalog: await nameCatalog(now.db, viewer, draft.catalog),
    gives: await listGiven(viewer, draft, now),
    policy: form.ok ? await describePolicy(now.db, form.value) : null,
    issues: draftIssues(draft, await loadDraftFacts(now.db, viewer.personId, draft), now.now),
  };
}
