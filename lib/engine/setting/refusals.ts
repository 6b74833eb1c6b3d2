import { limits } from "@/lib/engine/limits";
import type { RefusalText } from "@/lib/engine/request/refusal-text";
import { type SettingName, settingDays } from "@/lib/engine/settings";
import { settingTitle } from "./labels";

/** What is wrong with the value that was wanted. */
export type SettingIssue = {
  readonly name: SettingName;
  readonly problem: "outOfRange" | "unknownGroup" | "tooManyGroups" | "notAChoice";
};

/** Somebody changed it since it was read. */
export type StaleSetting = {
  readonly name: SettingName;
  /** How it is set now, in words. */
  readonly now: string;
  /** Null where nobody knows. */
  readonly by: string | null;
};

/** Why settings could not be changed. */
export type SettingRefusal =
  /** For whoever may not even read them. */
  | { readonly code: "settingsNotFound" }
  | { readonly code: "roleNotSufficient" }
  | { readonly code: "invalidSettings"; readonly issues: readonly SettingIssue[] }
  /** ERR-50 */
  | { readonly code: "staleVersion"; readonly settings: readonly StaleSetting[] };

/** The stable rule id of each refusal and its HTTP status. */
export const settingRefusalRules = {
  settingsNotFound: { rule: "DEL-23", status: 404 },
  roleNotSufficient: { rule: "DEL-23", status: 403 },
  invalidSettings: { rule: "AUD-8", status: 422 },
  staleVersion: { rule: "ERR-50", status: 412 },
} as const satisfies Record<SettingRefusal["code"], { rule: string; status: number }>;

/** What is said at the field. */
export function settingIssueText({ name, problem }: SettingIssue): string {
  switch (problem) {
    case "outOfRange": {
      const { min, max } = settingDays[name as keyof typeof settingDays];
      return `Type a whole number of days from ${min} to ${max.toLocaleString("en")}.`;
    }
    case "unknownGroup":
      return "A group is not in the directory any more. Remove it and save again.";
    case "tooManyGroups":
      return `Choose ${limits.delegateGroupsMax} groups at most.`;
    case "notAChoice":
      return "Choose one of these.";
  }
}

/** What an administrator is told. */
export function settingRefusalText(refusal: SettingRefusal): RefusalText {
  switch (refusal.code) {
    case "settingsNotFound":
      return { title: "There is nothing here for you", detail: "Your roles do not cover the settings." };
    case "roleNotSufficient":
      return { title: "Your role does not cover this", detail: "Governance administrators change the settings." };
    case "invalidSettings":
      return { title: "Some values are not possible", detail: "What is wrong is said at each setting." };
    case "staleVersion":
      return {
        title: "Somebody changed this while you were editing",
        detail: "Nothing was saved, and what you chose is still here. Save again to put it in place of theirs.",
        items: refusal.settings.map(
          ({ name, now, by }) => `${settingTitle[name]} is now “${now}”${by ? `, set by ${by}` : ""}`,
        ),
      };
  }
}
