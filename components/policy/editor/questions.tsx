"use client";
import { Eye, Plus } from "lucide-react";
import { useState } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { Panel } from "@/components/ui/panel";
import { limits } from "@/lib/engine/limits";
import { useEditor } from "./editor-context";
import { useProblems } from "./problems";
import { QuestionFields } from "./question-fields";
import { QuestionsPreview } from "./questions-preview";

/** INF-1 to INF-3: what is asked of whoever asks, in order. */
export function Questions() {
  const { draft, dispatch } = useEditor();
  const problem = useProblems();
  const [isPreviewed, setPreviewed] = useState(false);
  const { questions } = draft;
  const error = problem("questions");
  return (
    <Panel title="Questions" description="Asked of whoever asks; approvers see the answers.">
      <div className="flex flex-col gap-4">
        {questions.length > 0 && (
          <ol className="flex flex-col gap-4">
            {questions.map((question, index) => (
              <QuestionFields key={question.key} question={question} index={index} count={questions.length} />
            ))}
          </ol>
        )}
        {error && (
          <p role="alert" className="text-sm font-medium text-danger-soft-foreground">
            {error}
          </p>
        )}
        <div className="flex flex-wrap gap-2">
          {questions.length < limits.questionsMax && (
            <button
              type="button"
              onClick={() => dispatch({ kind: "questionAdded", key: crypto.randomUUID() })}
              className={buttonClass({ variant: "outline", size: "sm" })}
            >
              <Plus aria-hidden className="size-4" />
              Add a question
            </button>
          )}
          {questions.length > 0 && (
            <button
              type="button"
              aria-haspopup="dialog"
              onClick={() => setPreviewed(true)}
              className={buttonClass({ variant: "ghost", size: "sm" })}
            >
              <Eye aria-hidden className="size-4" />
              See them as they are asked
            </button>
          )}
        </div>
        {isPreviewed && <QuestionsPreview questions={questions} onClose={() => setPreviewed(false)} />}
      </div>
    </Panel>
  );
}
