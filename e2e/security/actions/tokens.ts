import { personId } from "@/db/seed/people";
import type { App } from "@/e2e/support/app";
import type { Entry } from "./entry";

const file = "app/(portal)/api-access/actions.ts";
const at = "/api-access";
const tokenId = "0195b1e0-7a3c-7c11-9d3a-7c9b1f0e2a44";

/** A token of Chidi's, made once. */
async function insertToken(app: App): Promise<void> {
  await app.handle.pool.query(
    `insert into api_tokens (id, person_id, display_name, hash, scopes, created_at, expires_at)
     values ($1, $2, 'Script', repeat('0', 64), '{EntitlementManagement.Read.All}', '2026-01-01', '2100-01-01')
     on conflict do nothing`,
    [tokenId, personId("chidi")],
  );
}

export const tokens: readonly Entry[] = [
  {
    action: `${file} createTokenAction`,
    by: "Chidi Nwosu",
    call: async () => ({
      file,
      name: "createTokenAction",
      at,
      sent: { form: { displayName: "Nightly report", scopes: "EntitlementManagement.Read.All", days: "30" } },
    }),
    strangers: {},
    // Of a name there is one token; the message stands at the field.
    again: null,
  },
  {
    action: `${file} revokeTokenAction`,
    by: "Chidi Nwosu",
    call: async (app, id = tokenId) => {
      await insertToken(app);
      return { file, name: "revokeTokenAction", at, sent: { form: { tokenId: id } } };
    },
    strangers: {
      "Maya Lindqvist": "tokenNotFound",
      "Grace Kim": "tokenNotFound",
      "Victoria Sinclair": "roleNotSufficient",
    },
    unknown: "tokenNotFound",
    again: null,
  },
];
