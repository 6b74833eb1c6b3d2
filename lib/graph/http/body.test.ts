import { describe, expect, it } from "vitest";
import { readBody } from "./body";

const bodyOf = (text: string, headers: Record<string, string> = {}) =>
  readBody(new Request("https://portal.test", { method: "POST", body: new TextEncoder().encode(text), headers }));

const nested = (depth: number, open: string, close: string) => `${open.repeat(depth)}1${close.repeat(depth)}`;

describe("a body", () => {
  it("is JSON, whether or not it says so, and nothing else", async () => {
    expect(await bodyOf('{"a":1}')).toEqual({ a: 1 });
    expect(await bodyOf('{"a":1}', { "content-type": "application/json; charset=utf-8" })).toEqual({ a: 1 });
    expect(await bodyOf(" ")).toBeUndefined();
    await expect(bodyOf("a=1")).rejects.toMatchObject({ status: 400 });
    await expect(bodyOf('{"a":1}', { "content-type": "text/plain" })).rejects.toMatchObject({ status: 415 });
  });

  it.each([
    ["[", "]"],
    ['{"a":', "}"],
  ])("is nested no deeper than anything of the contract: %s", async (open, close) => {
    expect(await bodyOf(nested(50, open, close))).toBeDefined();
    for (const depth of [51, 10_000, 150_000]) {
      await expect(bodyOf(nested(depth, open, close)), String(depth)).rejects.toMatchObject({ status: 400 });
    }
  });
});
