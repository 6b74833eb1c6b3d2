import { catalogId, roleId } from "@/db/seed/catalogs";
import type { CatalogId, ResourceRoleId } from "@/lib/engine/ids";
import { newPackageDraft, type PackageDraft } from "@/lib/engine/package/draft";
import type { App } from "./app";
import { oneValue } from "./database";

/** A draft of the Finance catalog that could become a package at once. */
export function finishedDraft(displayName: string): PackageDraft {
  const finance = catalogId("finance") as CatalogId;
  const begun = newPackageDraft(finance, 14);
  const role = roleId(["financeSite", "Visitors"]) as ResourceRoleId;
  return {
    ...begun,
    displayName,
    description: "What it gives.",
    roles: [{ catalogId: finance, roleId: role }],
    policy: { ...begun.policy, isApprovalRequired: false },
  };
}

/** The one draft of somebody that tests look at, made where it is not there; its id. */
export async function draftOf(app: App, who: string): Promise<string> {
  const displayName = `A draft of ${who}`;
  await app.handle.pool.query(
    `insert into package_drafts (id, author_id, content, created_at, modified_at)
     select gen_random_uuid(), p.id, $2, now(), now() from people p where p.display_name = $1
     and not exists (select 1 from package_drafts d where d.author_id = p.id and d.content ->> 'displayName' = $3)`,
    [who, finishedDraft(displayName), displayName],
  );
  const found =
    "select d.id from package_drafts d join people p on p.id = d.author_id where p.display_name = $1 and d.content ->> 'displayName' = $2";
  return oneValue<string>(app, found, [who, displayName]);
}
