import { describe, expect, test } from "vitest";
import { limits } from "@/lib/engine/limits";
import type { LineOutcome } from "@/lib/engine/request/line-outcome";
import type { LineResult } from "@/lib/views/assign";
import { idle } from "./action-state";
import { type AssignAnswer, linesLeft, listProblem, sendInParts, stateAfter } from "./assign-lines";

const result = (line: string, outcome: LineOutcome = "assigned", name = line): LineResult => ({
  line,
  person: outcome === "unknown" ? null : { id: `id of ${name.toLowerCase()}`, displayName: name },
  outcome,
  words: "",
  requestId: null,
});

const answer = (results: readonly LineResult[]): AssignAnswer => ({ state: idle, results, warnings: [] });

const list = (count: number): string => Array.from({ length: count }, (_, index) => `person ${index + 1}`).join("\n");

/** Answers every part, and keeps what it was asked. */
function portal(answerTo: (lines: readonly string[], turn: number) => AssignAnswer | Promise<AssignAnswer>) {
  const asked: string[][] = [];
  const told: string[] = [];
  const send = async (people: string) => {
    const lines = people.split("\n");
    asked.push(lines);
    return answerTo(lines, asked.length);
  };
  const run = (text: string) => sendInParts(text, send, (done, total) => told.push(`${done} of ${total}`));
  return { asked, told, run };
}

const all = (lines: readonly string[]) => answer(lines.map((line) => result(line)));

describe("sending a list", () => {
  test("ASG-30 goes in parts of as many lines as one assignment takes, and tells how far it is", async () => {
    const { asked, told, run } = portal(all);
    const outcome = await run(list(250));
    expect(asked.map((lines) => lines.length)).toEqual([limits.directTargetsMax, limits.directTargetsMax, 50]);
    expect(told).toEqual(["100 of 250", "200 of 250", "250 of 250"]);
    expect(outcome.report.map(({ number, line }) => [number, line])).toEqual(
      Array.from({ length: 250 }, (_, index) => [index + 1, `person ${index + 1}`]),
    );
    expect(outcome).toMatchObject({ unsent: [], stopped: null });
    expect(stateAfter("assign", outcome, {})).toEqual({ status: "done", message: "It is assigned to all 250." });
    expect(stateAfter("check", outcome, {})).toEqual(idle);
  });

  test("ASG-30 a line that stands there twice is told and sent once, and so is a person by two names", async () => {
    const { asked, run } = portal((lines) =>
      answer(lines.map((line) => result(line, "assigned", line.startsWith("ada@") ? "Ada" : line))),
    );
    const outcome = await run("Ada\nben\n\nADA\nada@example.test");
    expect(asked).toEqual([["Ada", "ben", "ada@example.test"]]);
    expect(outcome.report.map(({ number, outcome: kind, words }) => [number, kind, words])).toEqual([
      [1, "assigned", ""],
      [2, "assigned", ""],
      [3, "repeated", "The same as line 1."],
      [4, "repeated", "The same as line 1."],
    ]);
    expect(outcome.report.map(({ person }) => person?.displayName)).toEqual(["Ada", "ben", "Ada", "Ada"]);
    expect(linesLeft(outcome)).toEqual([]);
  });

  test("ASG-30 where the portal answers no more, what was done is told and the rest stays", async () => {
    const { run } = portal((lines, turn) => {
      if (turn === 2) throw new Error("the network is gone");
      return answer(lines.map((line, index) => result(line, index === 4 ? "unknown" : "assigned")));
    });
    const outcome = await run(list(250));
    expect(outcome.report).toHaveLength(100);
    const left = linesLeft(outcome);
    expect(left).toHaveLength(151);
    expect(left.slice(0, 2)).toEqual(["person 5", "person 101"]);
    const values = { people: "typed" };
    expect(stateAfter("assign", outcome, values)).toEqual({
      status: "invalid",
      values,
      errors: {
        people:
          "The portal answered for 100 lines, then no more. What became of those is said below. The other 150 lines are still in the field: send them again, nobody is assigned twice.",
      },
    });
    const nothing = await portal(() => Promise.reject(new Error("the network is gone"))).run(list(3));
    expect(nothing).toEqual({ report: [], warnings: [], unsent: list(3).split("\n"), stopped: "noAnswer" });
    expect(stateAfter("assign", nothing, {})).toMatchObject({
      errors: {
        people:
          "The portal did not answer. All of the list is still in the field: send it again, nobody is assigned twice.",
      },
    });
    expect(stateAfter("check", nothing, {})).toMatchObject({
      errors: { people: "The portal did not answer. Nothing was changed. Check again once it can be reached." },
    });
  });

  test("ASG-30 one line that is left is spoken of as one", async () => {
    const { run } = portal((lines, turn) =>
      turn === 1 ? all(lines) : Promise.reject(new Error("the network is gone")),
    );
    expect(stateAfter("assign", await run(list(limits.directTargetsMax + 1)), {})).toMatchObject({
      errors: { people: expect.stringContaining("The other line is still in the field: send it again, nobody") },
    });
  });

  test("ASG-30 where the form is refused, by its right or its session, nothing more is sent", async () => {
    const refusal = { code: "signedOut", title: "You are signed out" };
    const signedOut = { status: "refused", values: {}, refusal } as const;
    const { asked, run } = portal((lines, turn) =>
      turn === 1 ? all(lines) : { state: signedOut, results: [], warnings: [] },
    );
    const outcome = await run(list(350));
    expect(asked).toHaveLength(2);
    expect(outcome.unsent).toHaveLength(250);
    expect(stateAfter("assign", outcome, { people: "typed" })).toEqual({ ...signedOut, values: { people: "typed" } });
  });

  test("ASG-30 what is wrong with the form for everybody stops it after the first part", async () => {
    const wrong = { status: "invalid", values: {}, errors: { endAt: "The end is in the past." } } as const;
    const { asked, run } = portal((lines) => ({
      ...answer(lines.map((line) => result(line, "refused"))),
      state: wrong,
    }));
    const outcome = await run(list(150));
    expect(asked).toHaveLength(1);
    expect(stateAfter("assign", outcome, {})).toMatchObject({
      status: "invalid",
      errors: { endAt: "The end is in the past.", people: "150 lines could not be assigned." },
    });
    expect(stateAfter("check", outcome, {}), "nothing was tried").toEqual(wrong);
    const unread = await portal(() => ({ ...answer([]), state: wrong })).run("Ada\nADA");
    expect(stateAfter("assign", unread, {})).toEqual(wrong);
  });
});

describe("what the form says in the end", () => {
  const after = async (kinds: readonly LineOutcome[]) => {
    const { run } = portal((lines) => answer(lines.map((line, index) => result(line, kinds[index] ?? "assigned"))));
    return stateAfter("assign", await run(list(kinds.length)), {});
  };

  test.each([
    [["assigned"], "It is assigned."],
    [["assigned", "assigned"], "It is assigned to all 2."],
    [["assigned", "alreadyAssigned"], "It is assigned to 1; 1 had it already, or had asked for it."],
    [["alreadyAssigned"], "Nobody new was assigned; 1 had it already, or had asked for it."],
  ] as const)("ASG-30 %j: %s", async (kinds, message) => {
    expect(await after(kinds)).toEqual({ status: "done", message });
  });

  test("ASG-30 what needs another look is counted, and stays in the field", async () => {
    expect(await after(["assigned", "unknown", "incompatible", "alreadyAssigned"])).toMatchObject({
      errors: {
        people: "2 of 4 lines could not be assigned; they are still in the field. What became of each is said below.",
      },
    });
    expect(await after(["assigned", "unknown"])).toMatchObject({
      errors: { people: expect.stringMatching(/^1 of 2 lines could not be assigned; it is still in the field\./) },
    });
  });

  test("ASG-30 of a list that is too long nothing is sent, and nothing is cut off", () => {
    expect(listProblem(list(limits.directLinesMax))).toBeNull();
    expect(listProblem(list(2_310))).toBe(
      "At most 2,000 lines at once; these are 2,310. Take out 310 and send them afterwards.",
    );
    expect(listProblem(" \n ")).toBe("Say who gets the package, a person a line.");
  });
});
