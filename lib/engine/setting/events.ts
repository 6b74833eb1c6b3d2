import type { GroupId } from "@/lib/engine/ids";
import type { SettingName } from "@/lib/engine/settings";

export type NamedGroup = { readonly groupId: GroupId; readonly displayName: string };

/** AUD-8: a setting of the organization is another than before. */
export type SettingEvent = {
  readonly kind: "settingChanged";
  readonly at: Date;
  readonly name: SettingName;
  readonly before: unknown;
  readonly after: unknown;
  /** The groups that are spoken of, by the names they had at the time. */
  readonly groups?: readonly NamedGroup[];
};

/** The name under which it stands in the audit log. */
export const settingActivities = {
  settingChanged: "Update tenant setting",
} as const satisfies Record<SettingEvent["kind"], string>;
