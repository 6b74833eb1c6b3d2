import { and, eq, isNull } from "drizzle-orm";
import { inTransaction, type Transaction, uniqueViolation } from "@/db/client";
import { catalogs, packageDrafts, resourceRoles, resources } from "@/db/schema";
import type { CatalogEvent } from "@/lib/engine/catalog/events";
import { decideResourceAddition } from "@/lib/engine/catalog/resources";
import type { AccessPackageId, CatalogId, PersonId, ResourceId, ResourceRoleId } from "@/lib/engine/ids";
import { type DraftResource, type PackageDraft, rolesInCatalog } from "@/lib/engine/package/draft";
import { catalogNameTaken, draftIssues, packageNameTaken } from "@/lib/engine/package/draft-issues";
import {
  catalogRefusalIssue,
  type DraftRefusal,
  packageRefusalIssues,
  resourceRefusalIssue,
} from "@/lib/engine/package/draft-refusals";
import { packageFormSchema } from "@/lib/engine/package/package";
import type { PackageRefusal } from "@/lib/engine/package/refusals";
import { sentOf } from "@/lib/engine/policy/draft-form";
import { policyFormSchema } from "@/lib/engine/policy/form";
import { actorOf } from "@/lib/engine/request/events";
import { err, ok, type Result } from "@/lib/engine/result";
import { loadDraft, loadDraftFacts } from "@/lib/facts/package-drafts";
import { loadPerson } from "@/lib/facts/people";
import { loadPackageRights } from "@/lib/facts/roles";
import { newId } from "@/lib/platform/ids";
import { makeCatalog } from "./change-catalog";
import { insertResource, loadAdditionFacts } from "./change-resources";
import type { Deps } from "./deps";
import { loadMaker, makePackage } from "./make-package";
import type { DraftInput } from "./package-drafts";
import { allOrNothing, type OrUndo } from "./undo";
import { writeCatalogEvent } from "./write-catalog-event";
import { writePackageEvent } from "./write-package-event";
import { writeRefusedAttempt } from "./write-refused-attempt";

type Created = Result<AccessPackageId, DraftRefusal>;

/**
 * P20, POL-1, CAT-22, CAT-43: makes of a draft what it says, all or nothing: its catalog where that is new, the resources
 * it adds to it, the package with its roles and its first policy. The draft is gone then. The package has the id of the
 * draft, so that a form that is sent again finds what it made.
 */
export async function createFromDraft(deps: Deps, input: DraftInput & { readonly version: number }): Promise<Created> {
  const now = await deps.clock.now();
  const packageId: string = input.draftId;
  try {
    return await allOrNothing<AccessPackageId, DraftRefusal>((orUndo) =>
      inTransaction(deps.db, async (tx) => {
        const draft = await lockDraft(tx, input);
        if (!draft.ok) return findMade(tx, input, draft);
        const work = { ...input, draft: draft.value, now };
        const facts = await loadDraftFacts(tx, input.personId, draft.value);
        const issues = draftIssues(draft.value, facts, now);
        if (facts.catalog !== "allowed") await keepAttempt(tx, work);
        if (issues.length > 0) return err({ code: "draftIncomplete", issues });
        const made = await makeAll(tx, work, orUndo);
        const { actor } = made;
        for (const event of made.catalogEvents) await writeCatalogEvent(tx, { event, actor, recordedAt: now });
        for (const event of made.packageEvents) await writePackageEvent(tx, { event, actor, recordedAt: now });
        await tx.delete(packageDrafts).where(eq(packageDrafts.id, input.draftId));
        return ok(packageId as AccessPackageId);
      }),
    );
  } catch (error) {
    return nameRefusal(error);
  }
}

/** CAT-8, LIM-30: of two who take one name at once, the index decides. */
function nameRefusal(error: unknown): Created {
  const index = uniqueViolation(error);
  if (index === "catalogs_display_name_key") {
    const path = ["catalog", "displayName"];
    return err({ code: "draftIncomplete", issues: [{ step: "basics", path, message: catalogNameTaken }] });
  }
  // An id that no browser made up: it is a package's already, and not one its sender may see.
  if (index === "access_packages_pkey") return err({ code: "draftNotFound" });
  if (index !== "access_packages_name_key") throw error;
  const path = ["displayName"];
  return err({ code: "draftIncomplete", issues: [{ step: "basics", path, message: packageNameTaken }] });
}

/** The draft as its author reviewed it; of two who create it at once, the second waits and finds it gone. */
async function lockDraft(
  tx: Transaction,
  input: DraftInput & { readonly version: number },
): Promise<Result<PackageDraft, DraftRefusal>> {
  await tx
    .select({ id: packageDrafts.id })
    .from(packageDrafts)
    .where(eq(packageDrafts.id, input.draftId))
    .for("update");
  const stored = await loadDraft(tx, input.personId, input.draftId);
  if (!stored) return err({ code: "draftNotFound" });
  const { version, draft } = stored;
  return version === input.version ? ok(draft) : err({ code: "staleVersion", version });
}

/** What an earlier sending of the same form has made. */
async function findMade(
  tx: Transaction,
  { personId, draftId }: DraftInput,
  refused: Extract<Result<PackageDraft, DraftRefusal>, { ok: false }>,
): Promise<Created> {
  const packageId = draftId as string as AccessPackageId;
  const rights = await loadPackageRights(tx, personId, packageId);
  return rights?.may("viewCatalog") ? ok(packageId) : refused;
}

type Work = {
  readonly personId: PersonId;
  readonly draftId: DraftInput["draftId"];
  readonly draft: PackageDraft;
  readonly now: Date;
};

/** AUD-6: that somebody wants to make what they have no right to, since they began with the draft or ever. */
async function keepAttempt(tx: Transaction, { personId, draft: { catalog }, now }: Work): Promise<void> {
  if (catalog.isNew) {
    const person = await loadPerson(tx, personId);
    if (person?.isEnabled) await writeRefusedAttempt(tx, person, "createCatalog", { at: now });
  } else if (catalog.catalogId) {
    await loadMaker(tx, { personId, catalogId: catalog.catalogId }, now);
  }
}

async function makeAll(tx: Transaction, work: Work, orUndo: OrUndo<DraftRefusal>) {
  const { personId, draft, now } = work;
  const { catalogId, events } = await makeOrFindCatalog(tx, work, orUndo);
  const added = await addResources(tx, catalogId, work, orUndo);
  const maker = orPackageIssues(orUndo)(await loadMaker(tx, { personId, catalogId }, now));
  const made = await makePackage(
    tx,
    work.draftId as string as AccessPackageId,
    {
      catalogId,
      form: packageFormSchema.parse(draft),
      roleIds: [...rolesInCatalog(draft), ...added.roleIds],
      policies: [policyFormSchema.parse(sentOf(draft.policy))],
    },
    now,
  );
  const packageEvents = orPackageIssues(orUndo)(made);
  return { actor: actorOf(maker), packageEvents, catalogEvents: [...events, ...added.events] };
}

/** What is refused of the package, as issues of the draft. */
const orPackageIssues =
  (orUndo: OrUndo<DraftRefusal>) =>
  <Value>(made: Result<Value, PackageRefusal>): Value =>
    orUndo(made.ok ? made : err({ code: "draftIncomplete", issues: packageRefusalIssues(made.error) }));

/** CAT-22: the new catalog, or the chosen one, which nobody changes while something is added to it. */
async function makeOrFindCatalog(
  tx: Transaction,
  { personId, draft: { catalog, resources: added }, now }: Work,
  orUndo: OrUndo<DraftRefusal>,
): Promise<{ readonly catalogId: CatalogId; readonly events: readonly CatalogEvent[] }> {
  const { isNew, catalogId: chosen, displayName, description } = catalog;
  if (!isNew && chosen) {
    const lock = added.length > 0 ? "no key update" : "share";
    await tx.select({ id: catalogs.id }).from(catalogs).where(eq(catalogs.id, chosen)).for(lock);
    return { catalogId: chosen, events: [] };
  }
  const catalogId = newId(now) as CatalogId;
  const form = {
    displayName: displayName.trim(),
    description: description.trim(),
    isPublished: true,
    isExternallyVisible: false,
  };
  const made = await makeCatalog(tx, catalogId, { personId, form }, now);
  const { events } = orUndo(
    made.ok ? made : err({ code: "draftIncomplete", issues: [catalogRefusalIssue(made.error)] }),
  );
  return { catalogId, events };
}

/** CAT-43, P24, DEL-30: puts what was chosen of the directory into the catalog; its roles are what the package gives. */
async function addResources(tx: Transaction, catalogId: CatalogId, work: Work, orUndo: OrUndo<DraftRefusal>) {
  const { personId, draft, now } = work;
  const events: CatalogEvent[] = [];
  const roleIds: ResourceRoleId[] = [];
  for (const [index, resource] of draft.resources.entries()) {
    const facts = await loadAdditionFacts(tx, { personId, catalogId, origin: resource });
    const resourceId = newId(now) as ResourceId;
    const decided = decideResourceAddition(facts, resourceId, now);
    const event = orUndo(
      decided.ok ? decided : err({ code: "draftIncomplete", issues: [resourceRefusalIssue(decided.error, index)] }),
    );
    if (event && facts.resource) {
      await insertResource(tx, catalogId, resourceId, facts.resource, now);
      events.push(event);
    }
    roleIds.push(...(await findRoleIds(tx, catalogId, resource)));
  }
  return { events, roleIds };
}

async function findRoleIds(tx: Transaction, catalogId: CatalogId, resource: DraftResource): Promise<ResourceRoleId[]> {
  const rows = await tx
    .select({ id: resourceRoles.id, displayName: resourceRoles.displayName })
    .from(resourceRoles)
    .innerJoin(resources, eq(resources.id, resourceRoles.resourceId))
    .where(
      and(
        eq(resources.catalogId, catalogId),
        eq(resources.originSystem, resource.originSystem),
        eq(resources.originId, resource.originId),
        isNull(resources.deletedAt),
      ),
    );
  return rows.filter(({ displayName }) => resource.roles.includes(displayName)).map(({ id }) => id);
}
