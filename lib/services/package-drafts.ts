import { and, eq } from "drizzle-orm";
import { packageDrafts } from "@/db/schema";
import { catalogsFor, may } from "@/lib/auth/permissions";
import type { PackageDraftId, PersonId } from "@/lib/engine/ids";
import type { PackageDraft } from "@/lib/engine/package/draft";
import { type DraftIssue, draftIssues } from "@/lib/engine/package/draft-issues";
import { DRAFTS_MAX, type DraftRefusal } from "@/lib/engine/package/draft-refusals";
import { err, ok, type Result } from "@/lib/engine/result";
import { loadDraftFacts } from "@/lib/facts/package-drafts";
import { loadPerson } from "@/lib/facts/people";
import type { Reader } from "@/lib/facts/reader";
import { loadRoles } from "@/lib/facts/roles";
import type { Deps } from "./deps";

export type DraftInput = { readonly personId: PersonId; readonly draftId: PackageDraftId };

export type SaveDraftInput = DraftInput & {
  /** ERR-50: the one it was read with; null for a draft that is not there yet. */
  readonly version: number | null;
  readonly draft: PackageDraft;
};

/** A kept draft, with everything that is wrong with it still. */
export type SavedDraft = { readonly version: number; readonly issues: readonly DraftIssue[] };

/** DEL-11, CAT-20: whoever may make packages somewhere, or make a catalog to put them in. */
async function mayDraft(reader: Reader, personId: PersonId): Promise<boolean> {
  const person = await loadPerson(reader, personId);
  const roles = await loadRoles(reader, personId);
  const somewhere = catalogsFor({ roles }, "editPackages").length > 0 || may({ roles }, "createCatalog");
  return Boolean(person?.isEnabled) && somewhere;
}

const isDraftOf = ({ personId, draftId }: DraftInput) =>
  and(eq(packageDrafts.id, draftId), eq(packageDrafts.authorId, personId));

/**
 * P20: keeps what somebody has put together of a package so far. Nobody else sees it and nothing else knows of it, so it
 * is no change of the system and the audit log does not tell of it; one statement writes it.
 */
export async function saveDraft(deps: Deps, input: SaveDraftInput): Promise<Result<SavedDraft, DraftRefusal>> {
  if (!(await mayDraft(deps.db, input.personId))) return err({ code: "roleNotSufficient" });
  const now = await deps.clock.now();
  const saved = input.version === null ? await insertDraft(deps, input, now) : await updateDraft(deps, input, now);
  if (!saved.ok) return saved;
  const facts = await loadDraftFacts(deps.db, input.personId, input.draft);
  return ok({ version: saved.value, issues: draftIssues(input.draft, facts, now) });
}

async function insertDraft(deps: Deps, input: SaveDraftInput, now: Date): Promise<Result<number, DraftRefusal>> {
  const { personId: authorId, draftId: id, draft: content } = input;
  const count = await deps.db.$count(packageDrafts, eq(packageDrafts.authorId, authorId));
  if (count >= DRAFTS_MAX) return err({ code: "tooManyDrafts", max: DRAFTS_MAX });
  const [row] = await deps.db
    .insert(packageDrafts)
    .values({ id, authorId, content, createdAt: now, modifiedAt: now })
    .onConflictDoNothing({ target: packageDrafts.id })
    .returning({ version: packageDrafts.version });
  return row ? ok(row.version) : err(await whyNotWritten(deps, input));
}

async function updateDraft(deps: Deps, input: SaveDraftInput, now: Date): Promise<Result<number, DraftRefusal>> {
  const version = input.version ?? 0;
  const [row] = await deps.db
    .update(packageDrafts)
    .set({ content: input.draft, version: version + 1, modifiedAt: now })
    .where(and(isDraftOf(input), eq(packageDrafts.version, version)))
    .returning({ version: packageDrafts.version });
  return row ? ok(row.version) : err(await whyNotWritten(deps, input));
}

async function whyNotWritten({ db }: Deps, input: DraftInput): Promise<DraftRefusal> {
  const [theirs] = await db.select({ version: packageDrafts.version }).from(packageDrafts).where(isDraftOf(input));
  return theirs ? { code: "staleVersion", version: theirs.version } : { code: "draftNotFound" };
}

/** Throws a draft away; as with keeping it, nothing of the system changes. */
export async function deleteDraft(deps: Deps, input: DraftInput): Promise<Result<null, DraftRefusal>> {
  const gone = await deps.db.delete(packageDrafts).where(isDraftOf(input)).returning({ id: packageDrafts.id });
  return gone.length > 0 ? ok(null) : err({ code: "draftNotFound" });
}
