import type { Transaction } from "@/db/client";
import { resourceAttributes } from "@/db/schema";
import { type ResourceKey, resourceId } from "./catalogs";

type Definition = (typeof resourceAttributes.$inferInsert)["definition"];

const rows: readonly { readonly resource: ResourceKey; readonly attributes: readonly Definition[] }[] = [
  {
    resource: "repositories",
    attributes: [
      {
        name: "jobTitle",
        text: "Job title",
        localizations: [{ languageCode: "de", text: "Stellenbezeichnung" }],
        format: { kind: "text", isSingleLine: true },
        isEditable: false,
      },
      {
        name: "extension_5f0c_gitUserName",
        text: "Your user name for commits",
        localizations: [{ languageCode: "de", text: "Ihr Benutzername für Commits" }],
        format: { kind: "text", isSingleLine: true },
        isEditable: false,
      },
      {
        name: "officeLocation",
        text: "Where shall the security key be sent?",
        localizations: [{ languageCode: "de", text: "Wohin soll der Sicherheitsschlüssel gehen?" }],
        format: {
          kind: "multipleChoice",
          choices: [
            { actualValue: "Rotterdam", text: "Rotterdam office" },
            { actualValue: "Aarhus", text: "Aarhus office" },
            { actualValue: "Home", text: "Home address" },
          ],
        },
        isEditable: true,
        isPersistedOnAssignmentRemoval: true,
      },
    ],
  },
];

/** INF-14: what resources need of a profile from now on; who has them already was never asked (CAT-57). */
export async function seedAttributes(tx: Transaction): Promise<void> {
  const all = rows.flatMap(({ resource, attributes }) =>
    attributes.map((definition) => ({ resourceId: resourceId(resource), name: definition.name, definition })),
  );
  await tx.insert(resourceAttributes).values(all);
}
