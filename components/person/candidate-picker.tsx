"use client";
import { useQuery } from "@tanstack/react-query";
import { Bot, Package, Users } from "lucide-react";
import { useDeferredValue, useId, useState } from "react";
import { useField } from "@/components/ui/action-form";
import { describedBy, FieldError } from "@/components/ui/field-frame";
import { Avatar } from "@/components/ui/person";
import { candidatesQuery } from "@/lib/client/candidates.query";
import type { Candidate } from "@/lib/views/candidates";

export type CandidatePickerProps = {
  /** The field that is sent: "person:", "group:", "service:" or "package:" and the id. */
  name: string;
  legend: string;
  /** Before anything is typed: who can be found. */
  hint: string;
  /** When nobody is found; the name that was typed follows. */
  nobody: string;
  /** What choosing a group means, where there are any. */
  groupDetail?: string;
  /** The route that knows who may be chosen. */
  search: string;
  chosen: Candidate | null;
  onChoose: (candidate: Candidate) => void;
};

const keyOf = ({ kind, id }: Candidate) => `${kind}:${id}`;

/** Finds a person, a group, a service or a package by name on the server and lets one be chosen. */
export function CandidatePicker(props: CandidatePickerProps) {
  const { name, legend, hint, nobody, groupDetail, search, chosen, onChoose } = props;
  const id = useId();
  const { error } = useField(name);
  const [typed, setTyped] = useState("");
  const text = useDeferredValue(typed.trim());
  const { data, isError, isFetching } = useQuery(candidatesQuery(search, text));
  const found = text === "" ? [] : (data?.rows ?? []);
  const shown = chosen ? [chosen, ...found.filter((each) => keyOf(each) !== keyOf(chosen))] : found;
  const says = isError
    ? "The search did not work. Check your connection and type again."
    : text === ""
      ? hint
      : isFetching && !data
        ? "Searching…"
        : found.length === 0
          ? `${nobody} “${text}” in the name.`
          : `${found.length}${data?.isMore ? " or more found; type more of the name" : " found"}`;
  return (
    <fieldset className="flex min-w-0 flex-col gap-1.5">
      <legend className="mb-1.5 text-sm font-medium">{legend}</legend>
      <input
        {...describedBy(id, { description: true, error })}
        type="search"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        // Enter would send the form before anybody is chosen.
        onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
        aria-label="Find by name"
        placeholder="Type a name"
        autoComplete="off"
        maxLength={200}
        className="input input--full-width min-h-10"
      />
      <p id={`${id}-description`} role="status" className="text-sm leading-5 text-muted">
        {says}
      </p>
      {error && <FieldError id={id}>{error}</FieldError>}
      {shown.length > 0 && (
        <div className="flex max-h-80 flex-col gap-2 overflow-y-auto p-0.5 *:shrink-0">
          {shown.map((candidate) => (
            <label key={keyOf(candidate)} className="choice items-center [&>input]:mt-0">
              <input
                type="radio"
                name={name}
                value={keyOf(candidate)}
                checked={chosen !== null && keyOf(chosen) === keyOf(candidate)}
                onChange={() => onChoose(candidate)}
              />
              <Described candidate={candidate} groupDetail={groupDetail} />
            </label>
          ))}
        </div>
      )}
    </fieldset>
  );
}

const icons = { group: Users, service: Bot, package: Package } as const;

type DescribedProps = { candidate: Candidate; groupDetail: string | undefined };

function Described({ candidate: { kind, displayName, detail }, groupDetail }: DescribedProps) {
  const Icon = kind === "person" ? null : icons[kind];
  return (
    <span className="flex min-w-0 items-center gap-2.5">
      {Icon ? (
        <span className="flex size-8 shrink-0 items-center justify-center rounded-full bg-default text-muted">
          <Icon aria-hidden className="size-4" />
        </span>
      ) : (
        <Avatar name={displayName} />
      )}
      <span className="flex min-w-0 flex-col">
        <span className="truncate leading-5.5 font-medium">{displayName}</span>
        <span className="truncate text-xs text-muted">
          {kind === "group"
            ? groupDetail
            : kind === "service"
              ? "Service: an application that acts for itself"
              : detail}
        </span>
      </span>
    </span>
  );
}
