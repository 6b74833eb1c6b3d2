import { describe, expect, test } from "vitest";
import type { GroupId } from "@/lib/engine/ids";
import {
  defaultSettings,
  type SettingName,
  settingDays,
  settingNames,
  type TenantSettings,
} from "@/lib/engine/settings";
import { auditors, finance, idOf, ledgerOwners } from "@/lib/engine/testing/cast";
import { start } from "@/lib/engine/testing/facts";
import { decideSettings, isDefault, type SettingEdit, type SettingFacts } from "./change";
import { settingValueText } from "./labels";
import { settingIssueText, settingRefusalText } from "./refusals";

const facts = (settings: Partial<TenantSettings> = {}, changedBy: [SettingName, string][] = []): SettingFacts => ({
  settings: { ...defaultSettings, ...settings },
  changedBy: new Map(changedBy),
  groups: new Map([
    [auditors, "Auditors"],
    [ledgerOwners, "Ledger owners"],
  ]),
});

const edit = (name: SettingName, value: unknown, read: unknown = defaultSettings[name]): SettingEdit => ({
  name,
  read,
  value,
});

const decide = (edits: readonly SettingEdit[], given: SettingFacts = facts()) => decideSettings(given, edits, start);

describe("a change of settings", () => {
  test("says of each setting what it was and what it is", () => {
    expect(decide([edit("allowApprovalDelegation", true), edit("maxStageDurationDays", 14)])).toEqual({
      ok: true,
      value: [
        { kind: "settingChanged", at: start, name: "allowApprovalDelegation", before: false, after: true },
        { kind: "settingChanged", at: start, name: "maxStageDurationDays", before: 30, after: 14 },
      ],
    });
  });

  test("is none where a setting was not touched or is as wanted already", () => {
    const given = facts({ sodOnExtension: "warn", delegateGroupIds: [auditors, ledgerOwners] });
    expect(decide(settingNames.map((name) => edit(name, defaultSettings[name])))).toEqual({ ok: true, value: [] });
    expect(decide([edit("sodOnExtension", "warn")], given)).toEqual({ ok: true, value: [] });
    const reordered = [ledgerOwners, auditors, auditors];
    expect(decide([edit("delegateGroupIds", reordered)], given)).toEqual({ ok: true, value: [] });
  });

  test("names the groups as they are called at the time", () => {
    const changed = decide([edit("delegateGroupIds", [auditors])]);
    expect(changed).toMatchObject({ value: [{ after: [auditors] }] });
    expect(changed.ok && changed.value[0]?.groups).toContainEqual({ groupId: auditors, displayName: "Auditors" });
  });

  test("ERR-50 is refused where somebody else changed the same meanwhile, and says to what and who", () => {
    const given = facts({ maxDelegationDays: 30 }, [["maxDelegationDays", "Elena Petrova"]]);
    const edits = [edit("maxDelegationDays", 10), edit("allowSubmitterToApprove", true)];
    const refused = decide(edits, given);
    expect(refused).toEqual({
      ok: false,
      error: {
        code: "staleVersion",
        settings: [{ name: "maxDelegationDays", now: "30 days", by: "Elena Petrova" }],
      },
    });
    expect(!refused.ok && settingRefusalText(refused.error).items).toEqual([
      "Longest delegation is now “30 days”, set by Elena Petrova",
    ]);
    expect(decide([edit("maxDelegationDays", 10, 30)], given)).toMatchObject({ ok: true, value: [{ before: 30 }] });
  });

  test("ERR-50 somebody else’s change of another setting is in nobody’s way", () => {
    const given = facts({ maxDelegationDays: 30 });
    const edits = [edit("maxDelegationDays", null), edit("allowSubmitterToApprove", true)];
    expect(decide(edits, given)).toMatchObject({ ok: true, value: [{ name: "allowSubmitterToApprove" }] });
  });

  const days = Object.keys(settingDays) as (keyof typeof settingDays)[];

  test.each(days)("%s keeps its bounds", (name) => {
    const { min, max } = settingDays[name];
    const wrong = [min - 1, max + 1, 1.5, Number.NaN, "", "7", true, undefined, {}];
    for (const value of wrong) {
      const refused = decide([edit(name, value, "as read")]);
      expect(refused).toEqual({
        ok: false,
        error: { code: "invalidSettings", issues: [{ name, problem: "outOfRange" }] },
      });
    }
    expect(settingIssueText({ name, problem: "outOfRange" })).toContain(`from ${min} to`);
    for (const value of [min, max]) expect(decide([edit(name, value)]).ok).toBe(true);
  });

  test("takes only choices there are and groups that are there", () => {
    const problems = (name: SettingName, value: unknown) => {
      const refused = decide([edit(name, value)]);
      return refused.ok || refused.error.code !== "invalidSettings"
        ? []
        : refused.error.issues.map((each) => each.problem);
    };
    expect(problems("forwardingRule", "never")).toEqual(["notAChoice"]);
    expect(problems("allowApprovalDelegation", "yes")).toEqual(["notAChoice"]);
    expect(problems("delegateGroupIds", [finance])).toEqual(["unknownGroup"]);
    expect(problems("delegateGroupIds", ["x"])).toEqual(["unknownGroup"]);
    const many = Array.from({ length: 51 }, (_, at) => idOf<GroupId>(at));
    expect(problems("delegateGroupIds", many)).toEqual(["tooManyGroups"]);
  });
});

test("every setting reads as something, and knows its default", () => {
  for (const name of settingNames) {
    expect(settingValueText(name, defaultSettings[name], () => "")).not.toBe("");
    expect(isDefault(name, defaultSettings[name])).toBe(true);
  }
  expect(settingValueText("delegateGroupIds", [auditors], () => "Auditors")).toBe("Auditors");
  expect(settingValueText("maxDelegationDays", 1, () => "")).toBe("1 day");
});
