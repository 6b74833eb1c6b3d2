import { settingValueText } from "@/lib/engine/setting/labels";
import { defaultSettings, type SettingName, settingNames } from "@/lib/engine/settings";
import { loadGroupNames } from "@/lib/facts/groups";
import { loadSettingChanges, loadSettings } from "@/lib/facts/settings";
import { findGroups, noCandidates, shownCandidates } from "@/lib/queries/candidates";
import { searchText } from "@/lib/queries/membership";
import { currentReading, type Reading } from "@/lib/queries/reading";
import type { Candidates } from "@/lib/views/candidates";
import type { SettingsPage, SettingView } from "@/lib/views/settings";

/** What is set for the organization, and who set it last. The page asks for the right to see everything. */
export async function getSettings(reading?: Reading): Promise<SettingsPage> {
  const { db } = reading ?? (await currentReading());
  const settings = await loadSettings(db);
  const changes = await loadSettingChanges(db);
  const names = await loadGroupNames(db, settings.delegateGroupIds);
  const text = (name: SettingName, value: unknown) =>
    settingValueText(name, value, (id) => new Map<string, string>(names).get(id) ?? "a group that is gone");
  const views = settingNames.map((name): [SettingName, SettingView] => {
    const [value, defaultValue] = [settings[name], defaultSettings[name]];
    const lastChange = changes.get(name) ?? null;
    return [
      name,
      { name, value, defaultValue, valueText: text(name, value), defaultText: text(name, defaultValue), lastChange },
    ];
  });
  return {
    settings: Object.fromEntries(views) as SettingsPage["settings"],
    groups: settings.delegateGroupIds.map((id) => ({ id, displayName: names.get(id) ?? "A group that is gone" })),
  };
}

/** Groups of the directory by a part of the name, for whoever may see everything. */
export async function findDirectoryGroups(search: string, reading?: Reading): Promise<Candidates> {
  const { db } = reading ?? (await currentReading());
  const text = searchText(search);
  return text === "" ? noCandidates : shownCandidates(await findGroups(db, text, undefined));
}
