"use client";
import type { Route } from "next";
import Link from "next/link";
import { useState } from "react";
import { plural } from "@/components/policy/policy-words";
import { PeriodFields } from "@/components/request/period-fields";
import { QuestionField } from "@/components/request/question-field";
import { ActionForm, type ActionFormProps } from "@/components/ui/action-form";
import { buttonClass } from "@/components/ui/button-class";
import { Checkbox, RadioGroup } from "@/components/ui/choice-group";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextArea } from "@/components/ui/text-area";
import { type ActionState, idle } from "@/lib/client/action-state";
import { limits } from "@/lib/engine/limits";
import type { AssignFormView, AssignPolicy, LineResult } from "@/lib/views/assign";
import { LineResults } from "./line-results";
import { PeopleUpload } from "./people-upload";

type Outcome = { readonly state: ActionState; readonly results: readonly LineResult[] };

export type AssignFormProps = {
  view: AssignFormView;
  action: (state: Outcome, form: FormData) => Promise<Outcome>;
  back: Route;
  canOpenPeople: boolean;
};

const approval = ({ stageCount }: AssignPolicy): string =>
  stageCount === 0 ? "No approval" : `${plural(stageCount, "stage")} of approval`;

/** WHO-44 to WHO-49: assigns a package to one person or to many, each line with a result of its own. */
export function AssignForm({ view, action, back, canOpenPeople }: AssignFormProps) {
  const { policies } = view;
  const [policyId, setPolicyId] = useState(policies.length === 1 ? (policies[0]?.id ?? "") : "");
  const [results, setResults] = useState<readonly LineResult[]>([]);
  const policy = policies.find((each) => each.id === policyId);
  const send: ActionFormProps["action"] = async (_state, form) => {
    const outcome = await action({ state: idle, results: [] }, form);
    setResults(outcome.results);
    return outcome.state;
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
          onChange={setPolicyId}
        />
        <TextArea
          name="people"
          label="Who gets it?"
          description={
            policy && policy.questions.length > 0
              ? "One person, by address or whole name: this policy asks questions, and its answers are for one."
              : `A person a line, by address or whole name; up to ${limits.directTargetsMax}.`
          }
          required
          rows={policy && policy.questions.length > 0 ? 2 : 8}
        />
        {(policy?.questions.length ?? 0) === 0 && <PeopleUpload into="people" />}
        {policy && <PolicyFields key={policy.id} policy={policy} />}
        <TextArea
          name="justification"
          label="Justification"
          description="Kept with every request, and read by whoever has to approve."
          limit={limits.justificationChars}
        />
        <div className="flex flex-wrap gap-2">
          <SubmitButton pendingLabel="Assigning…">Assign</SubmitButton>
          <Link href={back} className={buttonClass({ variant: "ghost" })}>
            Back to the assignments
          </Link>
        </div>
      </ActionForm>
      {results.length > 0 && <LineResults results={results} canOpenPeople={canOpenPeople} />}
    </div>
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
