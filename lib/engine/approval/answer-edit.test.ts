import { describe, expect, test } from "vitest";
import type { AnswerInput } from "@/lib/engine/policy/questions";
import { storedAnswers } from "@/lib/engine/policy/questions";
import { startStage } from "@/lib/engine/request/advance";
import { decider, dora, hana } from "@/lib/engine/testing/cast";
import {
  accepted,
  advanceFacts,
  after,
  afterEvents,
  choiceQuestion,
  person,
  policy,
  refusalOf,
  stage,
  start,
  submitted,
  textQuestion,
} from "@/lib/engine/testing/facts";
import { decideAnswerEdit, editableQuestions } from "./answer-edit";

const questions = [
  textQuestion({ id: "why", sequence: 0 }),
  choiceQuestion({ id: "site", sequence: 1, isAnswerEditable: true, isRequired: true }),
  textQuestion({ id: "note", sequence: 2, isAnswerEditable: true }),
];
const given = storedAnswers(
  questions,
  [
    { questionId: "why", value: "month end" },
    { questionId: "site", value: "ber" },
  ],
  "en",
);
const terms = policy({ stages: [stage({ primaryApprovers: [person(dora)] })], questions });
const request = submitted(terms, { answers: given });
const pending = afterEvents(request, startStage(request, 0, advanceFacts(), start));
const edit = (answers: AnswerInput[], { isAllowed = true, who = dora, on = pending } = {}) =>
  decideAnswerEdit(
    on,
    { allowApproversToEditAnswers: isAllowed },
    decider(who),
    { stage: 0, answers, language: "fr" },
    after(1),
  );

describe("INF-13 answers that approvers correct", () => {
  test("INF-13 change where the question permits it; the others stay as they were given", () => {
    const edited = afterEvents(
      pending,
      accepted(
        edit([
          { questionId: "note", value: "until May" },
          { questionId: "site", value: "lis" },
        ]),
      ).events,
    );
    expect(edited.answers.map((each) => [each.questionId, each.displayValue])).toEqual([
      ["why", "month end"],
      ["site", "Lisbonne"],
      ["note", "until May"],
    ]);
    expect(edited.answers[0]).toEqual(given[0]);
  });

  test("INF-13 keep what they said before, and which edit changed it", () => {
    const once = afterEvents(
      pending,
      accepted(
        edit([
          { questionId: "site", value: "lis" },
          { questionId: "note", value: "until May" },
        ]),
      ).events,
    );
    const twice = afterEvents(once, accepted(edit([{ questionId: "note", value: " " }], { on: once })).events);
    expect(twice.answers.map((each) => [each.questionId, each.displayValue, each.corrections])).toEqual([
      ["why", "month end", undefined],
      ["site", "Lisbonne", [{ edit: 1, before: "Berlin", after: "Lisbonne" }]],
      [
        "note",
        "",
        [
          { edit: 1, before: "", after: "until May" },
          { edit: 2, before: "until May", after: "" },
        ],
      ],
    ]);
    expect(twice.answers[1]).toMatchObject({ value: "lis", questionText: given[1]?.questionText });
  });

  test("INF-13 leave alone what was asked for the profile", () => {
    const [why] = given;
    if (!why) throw new Error("no answer was given");
    const ofProfile = { ...why, questionId: "attribute.department", value: "Sales", displayValue: "Sales" };
    const asked = { ...pending, answers: [...given, ofProfile] };
    const edited = afterEvents(asked, accepted(edit([{ questionId: "site", value: "lis" }], { on: asked })).events);
    expect(edited.answers.at(-1)).toEqual(ofProfile);
    expect(refusalOf(edit([{ questionId: ofProfile.questionId, value: "IT" }], { on: asked }))).toBe("invalidForm");
  });

  test("INF-13 are offered for correction where the engine would take one", () => {
    const offered = (isAllowed: boolean, who = dora, now = after(1)) =>
      editableQuestions(pending, { allowApproversToEditAnswers: isAllowed }, decider(who), now).map(({ id }) => id);
    expect(offered(true)).toEqual(["site", "note"]);
    expect(offered(false)).toEqual([]);
    expect(offered(true, hana)).toEqual([]);
    expect(offered(true, dora, after(14))).toEqual([]);
    expect(editableQuestions(request, { allowApproversToEditAnswers: true }, decider(dora), start)).toEqual([]);
  });

  test("INF-13 are refused where the organization or the question does not permit it", () => {
    expect(edit([{ questionId: "site", value: "lis" }], { isAllowed: false })).toMatchObject({
      error: { problem: "switchedOff" },
    });
    expect(edit([{ questionId: "why", value: "other" }])).toMatchObject({ error: { problem: "question" } });
  });

  test("INF-13 are checked like those of the requestor", () => {
    expect(edit([{ questionId: "site", value: "" }])).toMatchObject({ error: { issues: [{ problem: "required" }] } });
    expect(edit([{ questionId: "site", value: "rom" }])).toMatchObject({
      error: { issues: [{ problem: "unknownChoice" }] },
    });
    expect(edit([{ questionId: "none", value: "x" }])).toMatchObject({
      error: { issues: [{ problem: "unknownQuestion" }] },
    });
  });

  test("INF-13 take somebody who may decide, and change nothing where nothing differs", () => {
    expect(refusalOf(edit([{ questionId: "site", value: "lis" }], { who: hana }))).toBe("notAnApprover");
    expect(accepted(edit([])).events).toEqual([]);
    expect(accepted(edit([{ questionId: "site", value: "ber" }])).events).toEqual([]);
    expect(accepted(edit([{ questionId: "note", value: " " }])).events).toEqual([]);
  });
});
