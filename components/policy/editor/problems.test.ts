import { describe, expect, it } from "vitest";
import type { ActionState } from "@/lib/client/action-state";
import { problemsOf } from "./problems";

const sent = { stages: [{ key: "a" }, { key: "b" }], questions: [{ key: "q", choices: [{ key: "c" }] }] };
const invalid = (errors: Readonly<Record<string, string>>, policy = JSON.stringify(sent)): ActionState => ({
  status: "invalid",
  values: { policy },
  errors,
});

describe("messages of the policy editor", () => {
  it("stay with the part they are about, wherever that stands now", () => {
    const problem = problemsOf(invalid({ "stages.1.days": "Too many.", "questions.0.choices.0.text": "Too long." }), {
      ...sent,
      stages: sent.stages.toReversed(),
    });
    expect(problem("stages", { key: "b" }, "days")).toBe("Too many.");
    expect(problem("stages", { key: "a" }, "days")).toBeUndefined();
    expect(problem("questions", { key: "q" }, "choices", { key: "c" }, "text")).toBe("Too long.");
  });

  it("go away when their part is changed, and come back with it", () => {
    const state = invalid({ "stages.0.days": "Too many.", displayName: "Taken." });
    const problem = problemsOf(state, { ...sent, displayName: "Other", stages: [{ key: "a", days: 3 }, { key: "b" }] });
    expect(problem("stages", { key: "a" }, "days")).toBeUndefined();
    expect(problem("displayName")).toBeUndefined();
    expect(problemsOf(state, sent)("stages", { key: "a" }, "days")).toBe("Too many.");
  });

  it("say nothing of what was added since", () => {
    expect(
      problemsOf(invalid({ "stages.2.days": "Too many." }), sent)("stages", { key: "new" }, "days"),
    ).toBeUndefined();
  });

  it("are none while nothing is wrong, or where what was sent cannot be read", () => {
    expect(problemsOf({ status: "idle" }, sent)("displayName")).toBeUndefined();
    expect(problemsOf(invalid({ displayName: "Give it a name." }, "{"), {})("displayName")).toBe("Give it a name.");
    expect(problemsOf(invalid({ displayName: "Give it a name." }, "{"), {})("stages", { key: "a" })).toBeUndefined();
  });
});
