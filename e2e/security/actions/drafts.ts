import type { ActionCall } from "@/e2e/support/action-calls";
import { draftOf, finishedDraft } from "@/e2e/support/drafts";
import { type Entry, submissionKey } from "./entry";

const file = "app/(admin)/admin/packages/new/actions.ts";
const at = "/admin/packages/new";

const draftForm = (name: string, form: Record<string, string>): ActionCall => ({
  file,
  name,
  at,
  sent: { form: { ...form, submissionKey } },
});

/** A draft is its author's alone: to everybody else, the administrator of everything included, there is none. */
const draftStrangers = {
  "Elena Petrova": "draftNotFound",
  "Kenji Watanabe": "draftNotFound",
  "Maya Lindqvist": "draftNotFound",
};

export const drafts: readonly Entry[] = [
  {
    action: `${file} saveDraftAction`,
    by: "Grace Kim",
    call: async (app, id) => ({
      file,
      name: "saveDraftAction",
      at,
      sent: {
        values: [
          {
            draftId: id ?? (await draftOf(app, "Grace Kim")),
            version: 1,
            draft: JSON.stringify(finishedDraft("A draft of Grace Kim")),
          },
        ],
      },
    }),
    strangers: { ...draftStrangers, "Maya Lindqvist": "roleNotSufficient", "Victoria Sinclair": "roleNotSufficient" },
    unknown: "draftNotFound",
    again: "staleVersion",
  },
  {
    action: `${file} deleteDraftAction`,
    by: "Helen Abara",
    call: async (app, id) => draftForm("deleteDraftAction", { draftId: id ?? (await draftOf(app, "Helen Abara")) }),
    strangers: draftStrangers,
    unknown: "draftNotFound",
    again: "draftNotFound",
  },
  {
    action: `${file} createFromDraftAction`,
    by: "Elena Petrova",
    call: async (app, id) =>
      draftForm("createFromDraftAction", { draftId: id ?? (await draftOf(app, "Elena Petrova")), version: "1" }),
    strangers: { "Grace Kim": "draftNotFound", "Kenji Watanabe": "draftNotFound", "Maya Lindqvist": "draftNotFound" },
    unknown: "draftNotFound",
    // The same form leads to what it has made.
    again: /^\/admin\/packages\/[0-9a-f-]{36}/,
  },
];
