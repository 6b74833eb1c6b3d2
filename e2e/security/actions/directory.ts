import { personId } from "@/db/seed/people";
import type { ActionCall } from "@/e2e/support/action-calls";
import { type Entry, submissionKey } from "./entry";

const peopleActions = "app/(admin)/admin/people/actions.ts";

const sent = (file: string, name: string, form: Record<string, string | readonly string[]>): ActionCall => ({
  file,
  name,
  at: "/admin/people",
  sent: { form: { ...form, submissionKey } },
});

/** What those are told who may only look, and those who may not even do that. */
const strangers = (missing: string) => ({
  "Victoria Sinclair": "roleNotSufficient",
  "Marcus Feldmann": missing,
  "Grace Kim": missing,
  "Maya Lindqvist": missing,
});

export const directory: readonly Entry[] = [
  {
    action: `${peopleActions} disablePersonAction`,
    by: "Elena Petrova",
    call: async (_app, id = personId("william")) =>
      sent(peopleActions, "disablePersonAction", { personId: id, reason: "Left the company." }),
    strangers: strangers("personNotFound"),
    unknown: "personNotFound",
    again: /^\/admin\/people\//,
  },
  {
    action: `${peopleActions} enablePersonAction`,
    by: "Elena Petrova",
    call: async (app, id) => {
      const away = personId("gregor");
      await app.handle.pool.query("update people set is_enabled = false where id = $1", [id ? null : away]);
      return sent(peopleActions, "enablePersonAction", { personId: id ?? away, reason: "Came back." });
    },
    strangers: strangers("personNotFound"),
    unknown: "personNotFound",
    again: null,
  },
];
