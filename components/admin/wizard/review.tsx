"use client";
import type { ReactNode } from "react";
import { HowLong, WhatIsAsked, WhoAsks, WhoDecides } from "@/components/policy/policy-parts";
import { ActionForm, type ActionFormProps } from "@/components/ui/action-form";
import { buttonClass } from "@/components/ui/button-class";
import { Facts } from "@/components/ui/facts";
import { Panel } from "@/components/ui/panel";
import { SubmitButton } from "@/components/ui/submit-button";
import type { DraftStep } from "@/lib/engine/package/draft";
import type { DraftReview } from "@/lib/views/package-drafts";
import { originSystemLabel } from "@/lib/views/resources";
import { StepHeading } from "./step-heading";
import { StepLink } from "./step-link";
import { stepLabel } from "./steps";

export type ReviewProps = { review: DraftReview; action: ActionFormProps["action"] };

/** P20, POL-1: everything in words, what is wrong at its step, and the button that makes it. */
export function Review({ review, action }: ReviewProps) {
  const { policy } = review;
  const missing = <p className="text-sm text-muted">This can be told once what is wrong above is corrected.</p>;
  return (
    <div className="flex max-w-3xl flex-col gap-6">
      <StepHeading step="review" />
      <Part step="basics" review={review}>
        <Basics review={review} />
      </Part>
      <Part step="roles" review={review}>
        <Gives review={review} />
      </Part>
      <Part step="requests" review={review}>
        {policy ? (
          <div className="flex flex-col gap-5">
            <Facts
              items={[
                { label: "Policy", value: policy.displayName },
                { label: "State", value: policy.isEnabled ? "Enabled" : "Disabled: nobody can ask yet" },
              ]}
            />
            <WhoAsks policy={policy} canOpen={false} />
            <WhoDecides policy={policy} canOpen={false} />
          </div>
        ) : (
          missing
        )}
      </Part>
      <Part step="information" review={review}>
        {policy ? <WhatIsAsked policy={policy} /> : missing}
      </Part>
      <Part step="lifecycle" review={review}>
        {policy ? <HowLong policy={policy} /> : missing}
      </Part>
      <ActionForm action={action} label="Create the package" className="flex flex-col gap-4">
        <input type="hidden" name="draftId" value={review.id} />
        <input type="hidden" name="version" value={review.version} />
        {review.issues.length > 0 && (
          <p className="text-sm font-medium text-danger-soft-foreground">
            The package can be created once everything above is corrected.
          </p>
        )}
        <div className="flex flex-wrap items-center gap-2">
          <SubmitButton pendingLabel="Creating…" disabled={review.issues.length > 0}>
            Create the package
          </SubmitButton>
          <StepLink to="lifecycle" from="review" className={buttonClass({ variant: "outline" })}>
            Back
          </StepLink>
        </div>
      </ActionForm>
    </div>
  );
}

type PartProps = { step: DraftStep; review: DraftReview; children: ReactNode };

function Part({ step, review, children }: PartProps) {
  const messages = review.issues.filter((issue) => issue.step === step).map((issue) => issue.message);
  return (
    <Panel
      level={3}
      title={stepLabel[step]}
      actions={
        <StepLink to={step} from="review" className={buttonClass({ variant: "outline", size: "sm" })}>
          {messages.length > 0 ? "Correct" : "Change"}
          <span className="sr-only"> {stepLabel[step]}</span>
        </StepLink>
      }
    >
      <div className="flex flex-col gap-4">
        {messages.length > 0 && (
          <ul className="list-disc ps-5 text-sm leading-6 font-medium text-danger-soft-foreground">
            {[...new Set(messages)].map((message) => (
              <li key={message}>{message}</li>
            ))}
          </ul>
        )}
        {children}
      </div>
    </Panel>
  );
}

const nothing = <span className="text-muted">Nothing yet</span>;

function Basics({ review: { displayName, description, isHidden, catalog } }: { review: DraftReview }) {
  const where = catalog && (catalog.isNew ? `${catalog.displayName}, a new catalog` : catalog.displayName);
  return (
    <Facts
      items={[
        { label: "Name", value: displayName || nothing },
        { label: "Description", value: description || nothing },
        { label: "Catalog", value: where ?? nothing },
        { label: "Listed", value: isHidden ? "No: only whoever has its link finds it" : "Yes" },
      ]}
    />
  );
}

function Gives({ review: { gives } }: { review: DraftReview }) {
  if (gives.length === 0) {
    return <p className="text-sm">Nothing. Whoever holds the package gets no access by it until roles are added.</p>;
  }
  return (
    <ul className="flex flex-col gap-2 text-sm">
      {gives.map(({ displayName, originSystem, roles, isNew }) => (
        <li key={`${originSystem} ${displayName} ${isNew}`}>
          <span className="font-medium">{displayName}</span>
          <span className="text-muted">{`, ${originSystemLabel[originSystem].toLowerCase()}`}</span>
          {`: ${roles.join(", ")}`}
          {isNew && <span className="text-muted">. It comes into the catalog with the package.</span>}
        </li>
      ))}
    </ul>
  );
}
