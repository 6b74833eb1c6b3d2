"use client";
import { questionFormat } from "@/components/policy/policy-words";
import { limits } from "@/lib/engine/limits";
import { isChoice, type QuestionDraft, questionFormats } from "@/lib/engine/policy/draft";
import { ChoiceFields } from "./choice-fields";
import { useEditor } from "./editor-context";
import { SelectOne, Switch, TextInput, TextLines } from "./fields";
import { ListItem } from "./list-item";
import { useProblems } from "./problems";
import { Translations } from "./translations";

const NEW_CHOICES = 2;

const formatOptions = questionFormats.map((value) => ({ value, label: questionFormat[value] }));

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
      <SelectOne
        label="Answered with"
        value={question.format}
        options={formatOptions}
        onChange={(format) => {
          const isEmpty = isChoice(format) && question.choices.length === 0;
          const blank = () => ({ key: crypto.randomUUID(), value: "", text: "" });
          set({ format, ...(isEmpty && { choices: Array.from({ length: NEW_CHOICES }, blank) }) });
        }}
      />
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
