import { describe, expect, it } from "vitest";
import { z } from "zod";
import { formValues, invalid, refused } from "./action-state";

function form(...pairs: [string, string | Blob][]): FormData {
  const data = new FormData();
  for (const [name, value] of pairs) data.append(name, value);
  return data;
}

describe("what goes back to a form", () => {
  it("keeps every typed value, repeated names as lists, and drops files and the framework's own fields", () => {
    const typed = form(
      ["why", "on call"],
      ["tool", "a"],
      ["tool", "b"],
      ["file", new Blob(["x"])],
      ["$ACTION_ID", "1"],
    );
    expect(formValues(typed)).toEqual({ why: "on call", tool: ["a", "b"] });
  });

  it("takes no field for what every object has", () => {
    expect(formValues(form(["constructor", "a"], ["__proto__", "b"], ["toString", "c"], ["why", "d"]))).toEqual({
      why: "d",
    });
  });

  it("puts the first message of each field at the field", () => {
    const parsed = z
      .object({
        why: z.string().min(5, "Too short").regex(/x/, "No x"),
        answers: z.array(z.string().min(1, "Missing")),
      })
      .safeParse({ why: "a", answers: ["ok", ""] });
    expect(parsed.success).toBe(false);
    if (parsed.success) return;
    expect(invalid(form(["why", "a"]), parsed.error)).toEqual({
      status: "invalid",
      values: { why: "a" },
      errors: { why: "Too short", "answers.1": "Missing" },
    });
  });

  it("carries a refusal with what was typed", () => {
    const refusal = { code: "tooLate", title: "Too late" };
    expect(refused(form(["why", "a"]), refusal)).toEqual({ status: "refused", values: { why: "a" }, refusal });
  });
});
