import { describe, expect, it } from "vitest";
import { sentOf } from "@/lib/engine/policy/draft-form";
import { type PolicyForm, policyFormSchema } from "@/lib/engine/policy/form";
import type { PolicyEditorView } from "@/lib/views/policy-editor";
import { begin, editorReducer, isOutdated, withMoved } from "./editor-reducer";

const form: PolicyForm = policyFormSchema.parse({
  displayName: "Employees",
  description: "",
  isEnabled: true,
  allowedTargetScope: "allMemberUsers",
  specificAllowedTargets: [],
  requestorSettings: {},
  requestApprovalSettings: { isApprovalRequiredForAdd: false, stages: [] },
  questions: [],
  expiration: { type: "noExpiration" },
  notificationSettings: {},
});

describe("changes of a draft", () => {
  const view: PolicyEditorView = {
    package: { id: "p", displayName: "Payments", catalog: { id: "c", displayName: "Finance" } },
    forwardingRule: "halfLife",
    maxStageDurationDays: 30,
    needed: [],
    names: {},
    policy: null,
  };
  const state = begin(view);
  const after = (...changes: Parameters<typeof editorReducer>[1][]) => changes.reduce(editorReducer, state).draft;

  it("APP-2 adds, moves and removes stages by their keys", () => {
    const draft = after(
      { kind: "stageAdded", key: "second", maxDays: 30 },
      { kind: "stageAdded", key: "third", maxDays: 30 },
      { kind: "stageSet", key: "third", set: { durationDays: "5" } },
      { kind: "moved", in: "stages", key: "third", by: -1 },
      { kind: "removed", from: "stages", key: "second" },
    );
    expect(draft.stages.map(({ key, durationDays }) => [key, durationDays])).toEqual([
      ["stage 1", "14"],
      ["third", "5"],
    ]);
  });

  it("INF-3 sends questions in the order in which they stand", () => {
    const draft = after(
      { kind: "questionAdded", key: "one" },
      { kind: "questionAdded", key: "two" },
      { kind: "moved", in: "questions", key: "two", by: -1 },
    );
    expect(sentOf(draft).questions).toMatchObject([
      { id: "two", sequence: 0 },
      { id: "one", sequence: 1 },
    ]);
  });

  it("ERR-50 shows a newer version only while nothing was changed, and names the version it was read with", () => {
    const read = { ...view, policy: { id: "e", version: 3, form } };
    const newer = { ...view, policy: { id: "e", version: 4, form: { ...form, displayName: "Everybody" } } };
    const begun = begin(read);
    expect(begun.version).toBe(3);
    expect(isOutdated(begun, read)).toBe(false);
    expect(isOutdated(begun, newer)).toBe(true);
    expect(editorReducer(begun, { kind: "begun", view: newer })).toMatchObject({
      version: 4,
      draft: { displayName: "Everybody" },
    });
    const edited = editorReducer(begun, { kind: "set", set: { description: "Mine" } });
    expect(isOutdated(edited, newer)).toBe(false);
    expect(edited.version).toBe(3);
    expect(editorReducer(edited, { kind: "versionTold", version: 4 })).toMatchObject({
      version: 4,
      draft: { description: "Mine" },
    });
  });

  it("moves nothing past the ends", () => {
    const items = [{ key: "a" }, { key: "b" }];
    expect(withMoved(items, "a", -1)).toEqual(items);
    expect(withMoved(items, "b", 1)).toEqual(items);
    expect(withMoved(items, "nobody", 1)).toEqual(items);
  });
});
