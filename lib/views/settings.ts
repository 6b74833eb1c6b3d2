import type { SettingName } from "@/lib/engine/settings";

/** A setting of the organization as administrators read it. */
export type SettingView = {
  name: SettingName;
  value: unknown;
  defaultValue: unknown;
  /** Both in words. */
  valueText: string;
  defaultText: string;
  /** Null where nobody ever changed it; `by` is null where it was set before there were people. */
  lastChange: { at: Date; by: { id: string; displayName: string } | null } | null;
};

export type SettingsPage = {
  settings: Readonly<Record<SettingName, SettingView>>;
  /** Those a setting names, as they are called now. */
  groups: readonly { id: string; displayName: string }[];
};
