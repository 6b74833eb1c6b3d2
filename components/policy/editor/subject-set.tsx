"use client";
import { useQuery } from "@tanstack/react-query";
import { Plus, User, UserRoundCog, UsersRound, X } from "lucide-react";
import { useDeferredValue, useId, useRef, useState } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { describedBy, FieldError } from "@/components/ui/field-frame";
import { candidatesQuery } from "@/lib/client/candidates.query";
import type { GroupId, PersonId } from "@/lib/engine/ids";
import type { SubjectSet as Subject } from "@/lib/engine/policy/policy";
import type { Candidate } from "@/lib/views/candidates";
import type { SubjectName, SubjectNames } from "@/lib/views/policy-editor";
import { subjectKey, subjectText } from "./subject-words";

export type SubjectSetProps = {
  legend: string;
  description?: string;
  subjects: readonly Subject[];
  onChange: (subjects: Subject[]) => void;
  /** Relationships that can be chosen here. */
  relations?: readonly Subject[];
  names: SubjectNames;
  onNamed: (id: string, name: SubjectName) => void;
  /** The route that knows who may be chosen. */
  search: string;
  error: string | undefined;
};

const subjectOf = ({ kind, id }: Candidate): Subject =>
  kind === "group" ? { kind: "groupMembers", groupId: id as GroupId } : { kind: "singleUser", userId: id as PersonId };

/** People, groups and relationships: chosen by a tick or found by name, and taken off again. */
export function SubjectSet(props: SubjectSetProps) {
  const { legend, description, subjects, onChange, relations = [], names, onNamed, search, error } = props;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const offered = new Set(relations.map(subjectKey));
  const chosen = new Set(subjects.map(subjectKey));
  const listed = subjects.filter((subject) => !offered.has(subjectKey(subject)));
  const without = (subject: Subject) => subjects.filter((each) => subjectKey(each) !== subjectKey(subject));
  const add = (candidate: Candidate) => {
    onNamed(candidate.id, {
      kind: candidate.kind === "group" ? "group" : "person",
      displayName: candidate.displayName,
      isEnabled: true,
    });
    onChange([...subjects, subjectOf(candidate)]);
  };
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1.5 text-sm font-medium">{legend}</legend>
      {description && <p className="-mt-1.5 text-sm leading-5 text-muted">{description}</p>}
      {relations.map((relation) => (
        <label key={subjectKey(relation)} className="choice">
          <input
            type="checkbox"
            checked={chosen.has(subjectKey(relation))}
            onChange={(event) => onChange(event.currentTarget.checked ? [...subjects, relation] : without(relation))}
          />
          <span className="leading-5.5 font-medium">{subjectText(relation, names)}</span>
        </label>
      ))}
      {listed.length > 0 && (
        <ul aria-label={`${legend}: chosen`} className="flex flex-wrap gap-1.5">
          {listed.map((subject) => (
            <Chosen
              key={subjectKey(subject)}
              subject={subject}
              names={names}
              onRemove={() => {
                onChange(without(subject));
                input.current?.focus();
              }}
            />
          ))}
        </ul>
      )}
      <Finder id={id} input={input} legend={legend} search={search} error={error} chosen={chosen} onAdd={add} />
      {error && <FieldError id={id}>{error}</FieldError>}
    </fieldset>
  );
}

type ChosenProps = { subject: Subject; names: SubjectNames; onRemove: () => void };

function Chosen({ subject, names, onRemove }: ChosenProps) {
  const text = subjectText(subject, names);
  const Icon = { singleUser: User, groupMembers: UsersRound }[subject.kind as string] ?? UserRoundCog;
  const isDisabled = names[subjectKey(subject)]?.isEnabled === false;
  return (
    <li className="chip max-w-full gap-1.5 py-0.5 ps-2.5 pe-1">
      <Icon aria-hidden className="size-3.5 shrink-0 text-muted" />
      <span className="min-w-0 truncate">{text}</span>
      {isDisabled && <span className="text-warning-soft-foreground">account disabled</span>}
      <button
        type="button"
        aria-label={`Remove ${text}`}
        onClick={onRemove}
        className="flex size-6 shrink-0 cursor-pointer items-center justify-center rounded-full hover:bg-default"
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </li>
  );
}

type FinderProps = {
  id: string;
  input: React.RefObject<HTMLInputElement | null>;
  legend: string;
  search: string;
  error: string | undefined;
  chosen: ReadonlySet<string>;
  onAdd: (candidate: Candidate) => void;
};

function Finder({ id, input, legend, search, error, chosen, onAdd }: FinderProps) {
  const [typed, setTyped] = useState("");
  const [added, setAdded] = useState<string | null>(null);
  const text = useDeferredValue(typed.trim());
  const { data, isError, isFetching } = useQuery(candidatesQuery(search, text));
  const found = text === "" ? [] : (data?.rows ?? []).filter((each) => !chosen.has(each.id));
  const says = () => {
    if (isError) return "The search did not work. Check your connection and type again.";
    if (text === "") return added ?? "";
    if (isFetching && !data) return "Searching…";
    if (found.length === 0) return `Nobody else has “${text}” in the name.`;
    return `${found.length}${data?.isMore ? " or more found; type more of the name" : " found"}`;
  };
  return (
    <>
      <input
        {...describedBy(id, { error })}
        ref={input}
        type="search"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        // Enter would send the policy before anybody is chosen.
        onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
        aria-label={`${legend}: find people and groups`}
        placeholder="Find people and groups by name"
        autoComplete="off"
        maxLength={200}
        className="input input--full-width min-h-10"
      />
      <p role="status" className="text-sm leading-5 text-muted empty:-mt-2">
        {says()}
      </p>
      {found.length > 0 && (
        <ul className="flex max-h-72 flex-col gap-1 overflow-y-auto rounded-xl border border-border bg-surface p-1">
          {found.map((candidate) => (
            <li key={candidate.id}>
              <button
                type="button"
                onClick={() => {
                  onAdd(candidate);
                  setAdded(`${candidate.displayName} added.`);
                  setTyped("");
                  input.current?.focus();
                }}
                className={`${buttonClass({ variant: "ghost", size: "sm", wide: true })} h-auto min-h-10 justify-start gap-2.5 text-start`}
              >
                <Plus aria-hidden className="size-4 shrink-0" />
                <span className="flex min-w-0 flex-col">
                  <span className="truncate">{candidate.displayName}</span>
                  <span className="truncate text-xs font-normal text-muted">
                    {candidate.kind === "group" ? "Group: everybody in it, now or later" : candidate.detail}
                  </span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
