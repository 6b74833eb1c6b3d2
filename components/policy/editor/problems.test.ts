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
    const problem = problemsOf(invalid({ "stages.1.days": "Too many.", "questions.0.choices.0.text": "Too long." }));
    expect(problem("stages", { key: "b" }, "days")).toBe("Too many.");
    expect(problem("stages", { key: "a" }, "days")).toBeUndefined();
    expect(problem("questions", { key: "q" }, "choices", { key: "c" }, "text")).toBe("Too long.");
  });

  it("say nothing of what was added since", () => {
    expect(problemsOf(invalid({ "stages.2.days": "Too many." }))("stages", { key: "new" }, "days")).toBeUndefined();
  });

  it("are none while nothing is wrong, or where what was sent cannot be read", () => {
    expect(problemsOf({ status: "idle" })("displayName")).toBeUndefined();
    expect(problemsOf(invalid({ displayName: "Give it a name." }, "{"))("displayName")).toBe("Give it a name.");
    expect(problemsOf(invalid({ displayName: "Give it a name." }, "{"))("stages", { key: "a" })).toBeUndefined();
  });
});
