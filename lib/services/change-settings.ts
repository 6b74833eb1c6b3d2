import { eq, sql } from "drizzle-orm";
import { inTransaction, type Transaction } from "@/db/client";
import { auditEvents, tenantSettings } from "@/db/schema";
import { may } from "@/lib/auth/permissions";
import type { Account } from "@/lib/engine/directory";
import type { PersonId } from "@/lib/engine/ids";
import { actorOf } from "@/lib/engine/request/events";
import { err, ok, type Result } from "@/lib/engine/result";
import { decideSettings, isDefault, type SettingEdit } from "@/lib/engine/setting/change";
import { type SettingEvent, settingActivities } from "@/lib/engine/setting/events";
import { settingTitle } from "@/lib/engine/setting/labels";
import type { SettingRefusal } from "@/lib/engine/setting/refusals";
import { loadGroupNames } from "@/lib/facts/groups";
import { loadAccount } from "@/lib/facts/people";
import type { Reader } from "@/lib/facts/reader";
import { loadRoles } from "@/lib/facts/roles";
import { loadSettingChanges, loadSettings } from "@/lib/facts/settings";
import { isUuid } from "@/lib/platform/ids";
import type { Deps } from "./deps";
import { entryOf } from "./write-audit";
import { writeRefusedAttempt } from "./write-refused-attempt";

export type ChangeSettingsInput = { readonly personId: PersonId; readonly edits: readonly SettingEdit[] };

/** DEL-23: whoever may change settings. Those who may read them are told that they may not; the attempt is kept (AUD-6). */
async function loadEditor(tx: Transaction, personId: PersonId, now: Date): Promise<Result<Account, SettingRefusal>> {
  const person = await loadAccount(tx, personId);
  if (!person?.isEnabled) return err({ code: "settingsNotFound" });
  const roles = await loadRoles(tx, personId);
  if (may({ roles }, "changeSettings")) return ok(person);
  await writeRefusedAttempt(tx, person, "changeSettings", { at: now });
  return err({ code: may({ roles }, "viewEverything") ? "roleNotSufficient" : "settingsNotFound" });
}

async function loadFacts(reader: Reader, edits: readonly SettingEdit[]) {
  const settings = await loadSettings(reader);
  const wanted = edits.flatMap(({ value }) => (Array.isArray(value) ? value.filter(isUuid) : []));
  const changes = await loadSettingChanges(reader);
  return {
    settings,
    changedBy: new Map([...changes].map(([name, { by }]) => [name, by?.displayName ?? null])),
    groups: await loadGroupNames(reader, [...settings.delegateGroupIds, ...wanted]),
  };
}

/**
 * AUD-8, ERR-50: changes settings of the organization, all of those named or none. Gives back what happened, which is
 * nothing where everything is as wanted already.
 */
export async function changeSettings(
  deps: Deps,
  { personId, edits }: ChangeSettingsInput,
): Promise<Result<readonly SettingEvent[], SettingRefusal>> {
  const now = await deps.clock.now();
  return inTransaction(deps.db, async (tx) => {
    const editor = await loadEditor(tx, personId, now);
    if (!editor.ok) return editor;
    // Settings that have their default have no row to lock. Readers are not kept waiting by this one.
    await tx.execute(sql`lock table ${tenantSettings} in share row exclusive mode`);
    const decided = decideSettings(await loadFacts(tx, edits), edits, now);
    if (!decided.ok) return decided;
    await writeSettingEvents(tx, decided.value, editor.value);
    for (const event of decided.value) await writeSetting(tx, event, editor.value);
    return decided;
  });
}

/** AUD-8: an entry for every setting, with what it was and what it is. */
async function writeSettingEvents(tx: Transaction, events: readonly SettingEvent[], by: Account): Promise<void> {
  if (events.length === 0) return;
  const actor = actorOf(by);
  await tx.insert(auditEvents).values(
    events.map((event) => ({
      ...entryOf({ event, actor, recordedAt: event.at }, settingActivities[event.kind]),
      subjectId: event.name,
      subjectName: settingTitle[event.name],
    })),
  );
}

/** A setting that has its default again has no row. */
async function writeSetting(tx: Transaction, { name, after, at }: SettingEvent, by: Account): Promise<void> {
  if (isDefault(name, after)) {
    await tx.delete(tenantSettings).where(eq(tenantSettings.name, name));
    return;
  }
  const set = { value: after, changedAt: at, changedById: by.id };
  await tx
    .insert(tenantSettings)
    .values({ name, ...set })
    .onConflictDoUpdate({ target: tenantSettings.name, set });
}
