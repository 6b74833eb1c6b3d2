import { expect, test } from "vitest";
import { told } from "@/lib/engine/testing/told";
import { settingValueText } from "./labels";
import {
  type SettingIssue,
  type SettingRefusal,
  settingIssueText,
  settingRefusalRules,
  settingRefusalText,
} from "./refusals";

const refusals: readonly SettingRefusal[] = [
  { code: "settingsNotFound" },
  { code: "roleNotSufficient" },
  { code: "invalidSettings", issues: [] },
  {
    code: "staleVersion",
    settings: [
      { name: "maxDelegationDays", now: "30 days", by: "Dora" },
      { name: "allowApprovalDelegation", now: "On", by: null },
    ],
  },
];

const issues: readonly SettingIssue[] = [
  { name: "requestRetentionDays", problem: "outOfRange" },
  { name: "delegateGroupIds", problem: "unknownGroup" },
  { name: "delegateGroupIds", problem: "tooManyGroups" },
  { name: "forwardingRule", problem: "notAChoice" },
];

test("ERR-52 every refusal about a setting says why, and what can be done", () => {
  expect(told(refusals.map(settingRefusalText))).toMatchInlineSnapshot(`
    "There is nothing here for you | Your roles do not cover the settings.
    Your role does not cover this | Governance administrators change the settings.
    Some values are not possible | What is wrong is said at each setting.
    Somebody changed this while you were editing | Nothing was saved, and what you chose is still here. Save again to put it in place of theirs. | • Longest delegation is now “30 days”, set by Dora | • Approvers may name a delegate is now “On”"
  `);
  expect(issues.map(settingIssueText).join("\n")).toMatchInlineSnapshot(`
    "Type a whole number of days from 90 to 3,660.
    A group is not in the directory any more. Remove it and save again.
    Choose 50 groups at most.
    Choose one of these."
  `);
  expect(new Set(refusals.map(({ code }) => code))).toEqual(new Set(Object.keys(settingRefusalRules)));
});

test("a value of a setting is told in words", () => {
  const text = (...[name, value]: [Parameters<typeof settingValueText>[0], unknown]) =>
    settingValueText(name, value, (id) => `group ${id}`);
  expect([
    text("allowApprovalDelegation", true),
    text("allowApprovalDelegation", false),
    text("requestRetentionDays", 1),
    text("requestRetentionDays", 3_660),
    text("delegateGroupIds", []),
    text("delegateGroupIds", ["a", "b"]),
    text("maxDelegationDays", null),
    text("forwardingRule", "halfLife"),
    text("sodOnExtension", "warn"),
    text("forwardingRule", "a rule of a later release"),
  ]).toMatchInlineSnapshot(`
    [
      "On",
      "Off",
      "1 day",
      "3,660 days",
      "None",
      "group a, group b",
      "No limit",
      "The day after half of its days are over",
      "Warn, and extend it",
      "a rule of a later release",
    ]
  `);
});
