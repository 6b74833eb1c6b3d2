import type { GroupId } from "@/lib/engine/ids";
import { limits } from "@/lib/engine/limits";
import { err, ok, type Result } from "@/lib/engine/result";
import {
  defaultSettings,
  type SettingName,
  settingDays,
  type TenantSettings,
  tenantSettingsSchema,
} from "@/lib/engine/settings";
import type { SettingEvent } from "./events";
import { settingValueText } from "./labels";
import type { SettingIssue, SettingRefusal } from "./refusals";

export type SettingFacts = {
  readonly settings: TenantSettings;
  /** Who set a setting last, by name. */
  readonly changedBy: ReadonlyMap<SettingName, string | null>;
  /** The names of those groups that are spoken of and in the directory. */
  readonly groups: ReadonlyMap<GroupId, string>;
};

/** What somebody wants: a setting as they read it, and as it is to be. */
export type SettingEdit = { readonly name: SettingName; readonly read: unknown; readonly value: unknown };

/** Lists are sets: neither order nor repetition makes a difference. */
const normalized = (value: unknown): unknown => (Array.isArray(value) ? [...new Set(value)].sort() : value);

const isSame = (one: unknown, other: unknown): boolean =>
  Array.isArray(one) && Array.isArray(other)
    ? JSON.stringify(normalized(one)) === JSON.stringify(normalized(other))
    : Object.is(one, other);

export const isDefault = (name: SettingName, value: unknown): boolean => isSame(value, defaultSettings[name]);

function issueOf({ groups }: SettingFacts, { name, value }: SettingEdit): SettingIssue | null {
  if (value === undefined || !tenantSettingsSchema.shape[name].safeParse(value).success) {
    if (name in settingDays) return { name, problem: "outOfRange" };
    const isTooLong = Array.isArray(value) && value.length > limits.delegateGroupsMax;
    return { name, problem: isTooLong ? "tooManyGroups" : name === "delegateGroupIds" ? "unknownGroup" : "notAChoice" };
  }
  const isUnknown = Array.isArray(value) && value.some((id) => !groups.has(id));
  return isUnknown ? { name, problem: "unknownGroup" } : null;
}

function eventOf({ settings, groups }: SettingFacts, { name, value }: SettingEdit, at: Date): SettingEvent {
  const event = { kind: "settingChanged", at, name, before: settings[name], after: normalized(value) } as const;
  if (name !== "delegateGroupIds") return event;
  return { ...event, groups: [...groups].map(([groupId, displayName]) => ({ groupId, displayName })) };
}

/**
 * AUD-8, ERR-50: settings are changed by whoever read them as they are; what was not touched, or is as wanted already,
 * is no change. One that somebody else changed meanwhile keeps all the others from being saved too.
 */
export function decideSettings(
  facts: SettingFacts,
  edits: readonly SettingEdit[],
  now: Date,
): Result<readonly SettingEvent[], SettingRefusal> {
  const { settings, changedBy, groups } = facts;
  const changes = edits.filter(({ name, read, value }) => !isSame(value, read) && !isSame(value, settings[name]));
  const issues = changes.flatMap((edit) => issueOf(facts, edit) ?? []);
  if (issues.length > 0) return err({ code: "invalidSettings", issues });
  const stale = changes.filter(({ name, read }) => !isSame(read, settings[name]));
  if (stale.length > 0) {
    const nameOf = (id: string) => groups.get(id as GroupId) ?? "a group that is gone";
    return err({
      code: "staleVersion",
      settings: stale.map(({ name }) => ({
        name,
        now: settingValueText(name, settings[name], nameOf),
        by: changedBy.get(name) ?? null,
      })),
    });
  }
  return ok(changes.map((edit) => eventOf(facts, edit, now)));
}
