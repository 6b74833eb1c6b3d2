"use client";
import type { Route } from "next";
import Link from "next/link";
import { useState } from "react";
import { plural } from "@/components/policy/policy-words";
import { PeriodFields } from "@/components/request/period-fields";
import { QuestionField } from "@/components/request/question-field";
import { ActionForm, useActionForm } from "@/components/ui/action-form";
import { buttonClass } from "@/components/ui/button-class";
import { Checkbox, RadioGroup } from "@/components/ui/choice-group";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextArea } from "@/components/ui/text-area";
import { type ActionState, formValues, idle } from "@/lib/client/action-state";
import {
  type AssignAnswer,
  type AssignIntent,
  type ListOutcome,
  linesLeft,
  listProblem,
  sendInParts,
  stateAfter,
} from "@/lib/client/assign-lines";
import { limits } from "@/lib/engine/limits";
import type { AssignFormView, AssignPolicy } from "@/lib/views/assign";
import { LineResults } from "./line-results";
import { PeopleField } from "./people-field";

type Progress = { readonly done: number; readonly total: number };

type Report = { readonly serial: number; readonly intent: AssignIntent; readonly outcome: ListOutcome };

export type AssignFormProps = {
  view: AssignFormView;
  /** Answers for a part of the list. */
  action: (state: AssignAnswer, form: FormData) => Promise<AssignAnswer>;
  back: Route;
  canOpenPeople: boolean;
};

const approval = ({ stageCount }: AssignPolicy): string =>
  stageCount === 0 ? "No approval" : `${plural(stageCount, "stage")} of approval`;

/** The form with some lines of its list. */
function part(form: FormData, people: string): FormData {
  const copy = new FormData();
  for (const [name, value] of form) copy.append(name, value);
  copy.set("people", people);
  copy.set("staysOnPage", "yes");
  return copy;
}

/**
 * WHO-44 to WHO-49, ASG-30: assigns a package to one person or to many, each line with a result of its own; or says what
 * that would do. A long list is sent in parts.
 */
export function AssignForm({ view, action, back, canOpenPeople }: AssignFormProps) {
  const { policies } = view;
  const [policyId, setPolicyId] = useState(policies.length === 1 ? (policies[0]?.id ?? "") : "");
  const [people, setPeople] = useState("");
  const [report, setReport] = useState<Report | null>(null);
  const [progress, setProgress] = useState<Progress | null>(null);
  const policy = policies.find((each) => each.id === policyId);
  const isForOne = policy !== undefined && policy.questions.length > 0;
  const send = async (_state: ActionState, form: FormData): Promise<ActionState> => {
    const values = formValues(form);
    const text = String(form.get("people") ?? "");
    const problem = listProblem(text);
    if (problem) return { status: "invalid", values, errors: { people: problem } };
    const intent = form.get("intent") === "check" ? "check" : "assign";
    const none = { state: idle, results: [], warnings: [] };
    const outcome = await sendInParts(
      text,
      (lines) => action(none, part(form, lines)),
      (done, total) => setProgress({ done, total }),
    );
    setProgress(null);
    const isAnswered = outcome.report.some((each) => each.outcome !== "repeated");
    setReport((before) => (isAnswered ? { serial: (before?.serial ?? 0) + 1, intent, outcome } : null));
    if (isAnswered && intent === "assign") setPeople(linesLeft(outcome).join("\n"));
    return stateAfter(intent, outcome, values);
  };
  return (
    <div className="flex flex-col gap-8">
      <ActionForm action={send} label={`Assign ${view.package.displayName}`} className="flex max-w-2xl flex-col gap-6">
        <input type="hidden" name="packageId" value={view.package.id} />
        <RadioGroup
          name="policyId"
          label="Policy"
          description="It says who has to approve, how long access lasts and whether it can be extended."
          required
          options={policies.map((each) => ({
            value: each.id,
            label: each.displayName,
            description: approval(each),
          }))}
          defaultValue={policyId}
          onChange={(id) => {
            setPolicyId(id);
            // What assigning would do was said of the other policy.
            setReport((before) => (before?.intent === "check" ? null : before));
          }}
        />
        <PeopleField text={people} onChange={setPeople} isForOne={isForOne} />
        {policy && <PolicyFields key={policy.id} policy={policy} />}
        <TextArea
          name="justification"
          label="Justification"
          description="Kept with every request, and read by whoever has to approve."
          limit={limits.justificationChars}
        />
        <div className="flex flex-wrap items-center gap-2">
          <SubmitButton name="intent" value="assign" pendingLabel="Assigning…">
            Assign
          </SubmitButton>
          <SubmitButton variant="outline" name="intent" value="check" pendingLabel="Checking…">
            Check first
          </SubmitButton>
          <Link href={back} className={buttonClass({ variant: "ghost" })}>
            Back to the assignments
          </Link>
          <HowFar progress={progress} />
        </div>
      </ActionForm>
      {report && (
        <LineResults
          key={report.serial}
          intent={report.intent}
          outcome={report.outcome}
          fileName={view.package.displayName}
          canOpenPeople={canOpenPeople}
        />
      )}
    </div>
  );
}

/** How much of a long list is done. */
function HowFar({ progress }: { progress: Progress | null }) {
  const { pending } = useActionForm();
  return (
    <p role="status" className="w-full text-sm text-muted tabular-nums">
      {pending && progress
        ? `${progress.done.toLocaleString("en")} of ${progress.total.toLocaleString("en")} lines`
        : "Checking changes nothing, and says what assigning would do."}
    </p>
  );
}

/** What depends on the policy: its questions, the period, and whether the approval may be left out. */
function PolicyFields({ policy }: { policy: AssignPolicy }) {
  const [isSkipped, setSkipped] = useState(false);
  return (
    <>
      {policy.questions.map((question) => (
        <QuestionField key={question.id} question={question} />
      ))}
      <PeriodFields expiration={policy.expiration} />
      {policy.mayBypass && policy.stageCount > 0 && (
        <div className="flex flex-col gap-4">
          <Checkbox
            name="bypass"
            label="Leave out the approval"
            description="Access starts without asking anybody. Separation of duties is checked all the same."
            onChange={setSkipped}
          />
          {isSkipped && (
            <TextArea
              name="bypassReason"
              label="Why is nobody asked?"
              description="Kept with the request and in the audit log."
              required
              limit={limits.justificationChars}
            />
          )}
        </div>
      )}
    </>
  );
}
