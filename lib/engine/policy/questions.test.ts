import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyAnswers, anyQuestions, checked } from "@/lib/engine/testing/arbitraries";
import { choiceQuestion, textQuestion } from "@/lib/engine/testing/facts";
import {
  type AnswerInput,
  answerIssues,
  answerMaxChars,
  localizedText,
  type Question,
  questionProblems,
  questionSchema,
  storedAnswers,
} from "./questions";

const answer = (questionId: string, value: AnswerInput["value"]): AnswerInput => ({ questionId, value });
const problemsOf = (question: Question, value?: AnswerInput["value"]): string[] =>
  answerIssues([question], value === undefined ? [] : [answer(question.id, value)]).map((each) => each.problem);
const codesOf = (question: Question, value?: AnswerInput["value"]): string[] =>
  answerIssues([question], value === undefined ? [] : [answer(question.id, value)]).map((each) => each.code);

describe("kinds of questions", () => {
  test("INF-1 a question is a short text, a long text or a multiple choice", () => {
    const short = textQuestion({ isSingleLineQuestion: true });
    const long = textQuestion({ isSingleLineQuestion: false });
    expect(problemsOf(short, "one line")).toEqual([]);
    expect(problemsOf(short, "two\nlines")).toEqual(["singleLine"]);
    expect(problemsOf(long, "two\nlines")).toEqual([]);
    expect(problemsOf(choiceQuestion(), "ber")).toEqual([]);
  });

  test("INF-2 several choices are accepted only where the question allows them", () => {
    expect(problemsOf(choiceQuestion({ isMultipleSelectionAllowed: true }), ["ber", "lis"])).toEqual([]);
    expect(problemsOf(choiceQuestion({ isMultipleSelectionAllowed: false }), ["ber", "lis"])).toEqual(["onlyOne"]);
  });

  test("INF-3 a question carries id, sequence, text, localizations and its flags, with the documented defaults", () => {
    const bare = { kind: "text", id: "q", sequence: 3, text: "Why?", isRequired: true, isSingleLineQuestion: true };
    expect(questionSchema.parse(bare)).toEqual({
      ...bare,
      localizations: [],
      isAnswerEditable: false,
      regexPattern: null,
    });
  });

  test("INF-3 problems are reported by sequence and not by the order of storing", () => {
    const second = textQuestion({ id: "second", sequence: 2, isRequired: true });
    const first = textQuestion({ id: "first", sequence: 1, isRequired: true });
    expect(answerIssues([second, first], []).map((each) => each.field)).toEqual(["answers.first", "answers.second"]);
  });
});

describe("answers", () => {
  test("INF-4 a required question without an answer, or with blanks only, is refused", () => {
    const required = textQuestion({ isRequired: true });
    expect(codesOf(required)).toEqual(["answerRequired"]);
    expect(codesOf(required, "")).toEqual(["answerRequired"]);
    expect(codesOf(required, " \t\n ")).toEqual(["answerRequired"]);
    expect(codesOf(choiceQuestion({ isRequired: true }), [])).toEqual(["answerRequired"]);
  });

  test("INF-4 an optional question may stay empty", () => {
    expect(codesOf(textQuestion())).toEqual([]);
    expect(codesOf(choiceQuestion(), [])).toEqual([]);
  });

  test("ERR-14 the missing answer is named by its question", () => {
    const [issue] = answerIssues([textQuestion({ isRequired: true })], []);
    expect(issue).toEqual({
      code: "answerRequired",
      field: "answers.why",
      problem: "required",
      subject: "Why do you need it?",
    });
  });

  test("INF-5 a text has to match its pattern as a whole; an empty optional answer is not checked", () => {
    const ticket = textQuestion({ regexPattern: "T-\\d+" });
    expect(codesOf(ticket, "T-12")).toEqual([]);
    expect(codesOf(ticket, "see T-12")).toEqual(["answerFormat"]);
    expect(codesOf(ticket, "   ")).toEqual([]);
  });

  test("ERR-15 a pattern mismatch is reported with the text of the question", () => {
    const [issue] = answerIssues([textQuestion({ regexPattern: "\\d+" })], [answer("why", "many")]);
    expect(issue).toMatchObject({ code: "answerFormat", problem: "pattern", subject: "Why do you need it?" });
  });

  test("ERR-15 an unknown choice is refused", () => {
    expect(codesOf(choiceQuestion(), "par")).toEqual(["answerFormat"]);
  });

  test("ERR-15 an answer to a question that does not exist is refused and not dropped", () => {
    expect(answerIssues([], [answer("ghost", "boo")])).toMatchObject([{ code: "answerFormat", subject: "ghost" }]);
  });

  test("LIM-27 a short answer has at most 256 characters and a long one 4000", () => {
    const short = textQuestion({ isSingleLineQuestion: true });
    const long = textQuestion({ isSingleLineQuestion: false });
    expect([answerMaxChars(short), answerMaxChars(long)]).toEqual([256, 4_000]);
    expect(codesOf(short, "x".repeat(256))).toEqual([]);
    expect(codesOf(short, "x".repeat(257))).toEqual(["answerFormat"]);
    expect(codesOf(long, "x".repeat(4_000))).toEqual([]);
    expect(codesOf(long, "x".repeat(4_001))).toEqual(["answerFormat"]);
  });

  test("INF-7 a choice is stored by its value, with the text as it was shown", () => {
    expect(storedAnswers([choiceQuestion()], [answer("site", "lis")], "fr-CA")).toEqual([
      { questionId: "site", questionText: "Which site?", value: "lis", displayValue: "Lisbonne" },
    ]);
    const several = choiceQuestion({ isMultipleSelectionAllowed: true });
    expect(storedAnswers([several], [answer("site", ["ber", "lis"])], "en")).toMatchObject([
      { value: ["ber", "lis"], displayValue: "Berlin, Lisbon" },
    ]);
  });

  test("INF-7 a value sent twice is stored once", () => {
    const several = choiceQuestion({ isMultipleSelectionAllowed: true });
    expect(storedAnswers([several], [answer("site", ["ber", "ber", "lis"])], "en")).toMatchObject([
      { value: ["ber", "lis"], displayValue: "Berlin, Lisbon" },
    ]);
  });

  test("INF-7 every choice that could be saved can also be chosen", () => {
    const saved = questionSchema.parse({
      ...choiceQuestion(),
      choices: [
        { actualValue: " north ", text: "North" },
        { actualValue: "south", text: "South" },
      ],
    });
    const value = saved.kind === "multipleChoice" ? (saved.choices[0]?.actualValue ?? "") : "";
    expect(problemsOf(saved, value)).toEqual([]);
  });

  test("INF-11 a stored answer keeps the question as it was asked, whatever becomes of the question", () => {
    const [stored] = storedAnswers([textQuestion()], [answer("why", "  audit  ")], "en");
    expect(stored).toEqual({
      questionId: "why",
      questionText: "Why do you need it?",
      value: "audit",
      displayValue: "audit",
    });
  });

  test("INF-11 an empty optional answer leaves nothing behind", () => {
    expect(storedAnswers([textQuestion(), choiceQuestion()], [answer("why", "  ")], "en")).toEqual([]);
  });

  test("INF-4 any answers to any questions are judged without a fault", () => {
    checked(
      fc.property(anyQuestions, anyAnswers, (questions, answers) => {
        const issues = answerIssues(questions, answers);
        for (const question of questions.filter((each) => each.isRequired)) {
          const isAnswered = answers.some((each) => each.questionId === question.id);
          if (!isAnswered) expect(issues.map((each) => each.field)).toContain(`answers.${question.id}`);
        }
      }),
    );
  });
});

describe("saving questions", () => {
  test("INF-6 an invalid pattern is refused when the policy is saved", () => {
    expect(questionProblems([textQuestion({ regexPattern: "[A-Z" })])).toEqual(["invalidPattern:why"]);
    expect(questionProblems([textQuestion({ regexPattern: "[A-Z]+" })])).toEqual([]);
  });

  test("INF-8 no choices, and two choices of one value, are refused", () => {
    const twice = { actualValue: "ber", text: "Berlin", localizations: [] };
    expect(questionProblems([choiceQuestion({ choices: [] })])).toEqual(["tooFewChoices:site"]);
    expect(questionProblems([choiceQuestion({ choices: [twice, twice] })])).toEqual(["duplicateChoice:site"]);
  });

  test("INF-9 a language may have one text only, for the question and for each choice", () => {
    const twice = [
      { languageCode: "fr", text: "Pourquoi ?" },
      { languageCode: "FR", text: "Pour quoi ?" },
    ];
    expect(questionProblems([textQuestion({ localizations: twice })])).toEqual(["duplicateLanguage:why"]);
    const choices = [
      { actualValue: "a", text: "A", localizations: twice },
      { actualValue: "b", text: "B", localizations: [] },
    ];
    expect(questionProblems([choiceQuestion({ choices })])).toEqual(["duplicateLanguage:site"]);
  });

  test("INF-9 the default text is mandatory and a localized text is never blank", () => {
    expect(questionSchema.safeParse(textQuestion({ text: "  " })).success).toBe(false);
    const blank = textQuestion({ localizations: [{ languageCode: "fr", text: "   " }] });
    expect(questionSchema.safeParse(blank).success).toBe(false);
  });

  test("ERR-45 a question of the same id twice is refused, and every problem is told at once", () => {
    const broken = textQuestion({ regexPattern: "(" });
    expect(questionProblems([broken, broken])).toEqual([
      "duplicateQuestion",
      "invalidPattern:why",
      "invalidPattern:why",
    ]);
  });

  test("LIM-25 a question has at most 500 characters and a choice 256, in every language", () => {
    const question = (chars: number) =>
      questionSchema.safeParse(
        textQuestion({ text: "x".repeat(chars), localizations: [{ languageCode: "de", text: "x".repeat(chars) }] }),
      ).success;
    expect([question(500), question(501)]).toEqual([true, false]);
    const choice = (chars: number, localizedChars: number) =>
      questionSchema.safeParse(
        choiceQuestion({
          choices: [
            {
              actualValue: "a",
              text: "x".repeat(chars),
              localizations: [{ languageCode: "de", text: "x".repeat(localizedChars) }],
            },
          ],
        }),
      ).success;
    expect([choice(256, 256), choice(257, 256), choice(256, 257)]).toEqual([true, false, false]);
  });

  test("LIM-26 a choice question has 2 to 50 choices", () => {
    const of = (count: number) =>
      choiceQuestion({
        choices: Array.from({ length: count }, (_, n) => ({ actualValue: `v${n}`, text: `V ${n}`, localizations: [] })),
      });
    expect(questionProblems([of(1)])).toEqual(["tooFewChoices:site"]);
    expect(questionProblems([of(2)])).toEqual([]);
    expect([questionSchema.safeParse(of(50)).success, questionSchema.safeParse(of(51)).success]).toEqual([true, false]);
  });

  test("LIM-28 a pattern has at most 1024 characters", () => {
    const of = (chars: number) => questionSchema.safeParse(textQuestion({ regexPattern: "x".repeat(chars) })).success;
    expect([of(1_024), of(1_025)]).toEqual([true, false]);
  });
});

describe("the reader's language", () => {
  const item = {
    text: "Why?",
    localizations: [
      { languageCode: "fr", text: "Pourquoi ?" },
      { languageCode: "pt-BR", text: "Por quê?" },
    ],
  };

  test("INF-9 a text is shown in the reader's language, in its base language, or in the default text", () => {
    expect(localizedText(item, "fr")).toBe("Pourquoi ?");
    expect(localizedText(item, "fr-CA")).toBe("Pourquoi ?");
    expect(localizedText(item, "PT-br")).toBe("Por quê?");
    expect(localizedText(item, "de")).toBe("Why?");
    expect(localizedText(item, "")).toBe("Why?");
  });

  test("INF-9 there is always some text to show, whatever the language", () => {
    checked(
      fc.property(anyQuestions, fc.string(), (questions, language) => {
        for (const question of questions) expect(localizedText(question, language).trim()).not.toBe("");
      }),
    );
  });
});
