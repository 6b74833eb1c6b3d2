"use client";
import { limits } from "@/lib/engine/limits";
import { isChoice, type QuestionDraft, questionFormats } from "@/lib/engine/policy/draft";
import { AnswerFormat } from "./answer-format";
import { ChoiceFields } from "./choice-fields";
import { useEditor } from "./editor-context";
import { Switch, TextInput, TextLines } from "./fields";
import { ListItem } from "./list-item";
import { useProblems } from "./problems";
import { Translations } from "./translations";

export type QuestionFieldsProps = { question: QuestionDraft; index: number; count: number };

/** INF-1 to INF-9: one question. */
export function QuestionFields({ question, index, count }: QuestionFieldsProps) {
  const { dispatch } = useEditor();
  const problem = useProblems();
  const set = (change: Partial<QuestionDraft>) => dispatch({ kind: "questionSet", key: question.key, set: change });
  return (
    <ListItem
      title={`Question ${index + 1}`}
      isFirst={index === 0}
      isLast={index === count - 1}
      onMove={(by) => dispatch({ kind: "moved", in: "questions", key: question.key, by })}
      onRemove={() => dispatch({ kind: "removed", from: "questions", key: question.key })}
    >
      <TextLines
        label="Question"
        required
        limit={limits.questionTextChars}
        value={question.text}
        error={problem("questions", question, "text")}
        onChange={(text) => set({ text })}
      />
      <AnswerFormat question={question} formats={questionFormats} />
      {isChoice(question.format) ? (
        <ChoiceFields question={question} />
      ) : (
        <TextInput
          label="Pattern"
          description={
            <>
              A regular expression that the whole answer has to match, e.g. <code>[A-Z]{"{2}"}-\d+</code>.
            </>
          }
          limit={limits.patternChars}
          value={question.pattern}
          error={problem("questions", question, "regexPattern")}
          onChange={(pattern) => set({ pattern })}
        />
      )}
      <div className="flex flex-col gap-2">
        <Switch
          label="An answer is required"
          checked={question.isRequired}
          onChange={(isRequired) => set({ isRequired })}
        />
        <Switch
          label="Approvers may correct the answer"
          checked={question.isAnswerEditable}
          onChange={(isAnswerEditable) => set({ isAnswerEditable })}
        />
      </div>
      <Translations question={question} />
    </ListItem>
  );
}
