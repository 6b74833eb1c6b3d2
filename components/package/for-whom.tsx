"use client";
import { useQuery } from "@tanstack/react-query";
import { UserRound } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useDeferredValue, useId, useState } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { Avatar, Person } from "@/components/ui/person";
import { candidatesQuery } from "@/lib/client/candidates.query";
import type { Candidate } from "@/lib/views/candidates";
import type { TargetChoice, TargetView } from "@/lib/views/targets";

export type ForWhomProps = {
  /** Null for the reader. */
  target: TargetView | null;
  /** Null where the reader may ask for nobody else. */
  choice: TargetChoice | null;
  /** The page for the reader; with somebody in mind it gets `for` in its address. */
  path: string;
  /** The package it is about; any where none is named. */
  packageId?: string;
};

const hrefFor = (path: string, personId: string) => `${path}${path.includes("?") ? "&" : "?"}for=${personId}` as Route;

/** POR-27: for whom the page in hand is, and the way to somebody else; nothing where nobody else can be chosen. */
export function ForWhom({ target, choice, path, packageId }: ForWhomProps) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  if (!target && !choice) return null;
  return (
    <section aria-label="For whom" className="mb-5 rounded-2xl border border-border bg-surface px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2.5">
        <span className="text-sm text-muted">For</span>
        <span className={`flex min-w-0 grow ${target ? "basis-44" : ""}`}>
          {target ? <Person name={target.displayName} detail={target.detail} /> : <Yourself />}
        </span>
        <span className="flex flex-wrap gap-2">
          {choice && (
            <button
              type="button"
              aria-expanded={isOpen}
              aria-controls={id}
              onClick={() => setOpen(!isOpen)}
              className={buttonClass({ variant: "outline", size: "sm" })}
            >
              Somebody else
            </button>
          )}
          {target && (
            <Link href={path as Route} className={buttonClass({ variant: "outline", size: "sm" })}>
              Myself
            </Link>
          )}
        </span>
      </div>
      {choice && (
        <div id={id} hidden={!isOpen} className="mt-3 border-t border-separator pt-3">
          {isOpen && (
            <Choice
              choice={choice}
              hrefOf={(personId) => hrefFor(path, personId)}
              route={`/api/packages/targets${packageId ? `?package=${packageId}` : ""}`}
            />
          )}
        </div>
      )}
    </section>
  );
}

function Yourself() {
  return (
    <span className="inline-flex items-center gap-2.5 text-sm font-medium">
      <span className="flex size-8 items-center justify-center rounded-full bg-default text-muted">
        <UserRound aria-hidden className="size-4" />
      </span>
      Yourself
    </span>
  );
}

type ChoiceProps = { choice: TargetChoice; hrefOf: (personId: string) => Route; route: string };

function Choice({ choice: { reports, isSearchable }, hrefOf, route }: ChoiceProps) {
  const id = useId();
  const [typed, setTyped] = useState("");
  const text = useDeferredValue(typed.trim());
  const { data, isError, isFetching } = useQuery(candidatesQuery(route, text));
  const found = text === "" ? reports : (data?.rows ?? []);
  const says = isError
    ? "The search did not work. Check your connection and type again."
    : text === ""
      ? reports.length > 0
        ? "Your direct reports; type a name to find others."
        : "Colleagues are found by any part of their name."
      : isFetching && !data
        ? "Searching…"
        : found.length === 0
          ? `Nobody you may ask for has “${text}” in the name.`
          : `${found.length}${data?.isMore ? " or more found; type more of the name" : " found"}`;
  return (
    <div className="flex flex-col gap-2">
      {isSearchable ? (
        <>
          <input
            type="search"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            aria-label="Find by name"
            aria-describedby={id}
            placeholder="Type a name"
            autoComplete="off"
            maxLength={200}
            className="input input--full-width min-h-10 sm:max-w-sm"
          />
          <p id={id} role="status" className="text-sm leading-5 text-muted">
            {says}
          </p>
        </>
      ) : (
        <p className="text-sm leading-5 text-muted">Your direct reports.</p>
      )}
      {found.length > 0 && (
        <ul className="grid max-h-80 gap-1 overflow-y-auto p-0.5 sm:grid-cols-2 lg:grid-cols-3">
          {found.map((each) => (
            <li key={each.id}>
              <Somebody of={each} href={hrefOf(each.id)} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Somebody({ of: { displayName, detail }, href }: { of: Candidate; href: Route }) {
  return (
    <Link
      href={href}
      className="flex min-h-11 items-center gap-2.5 rounded-xl px-2 py-1.5 transition-colors hover:bg-default"
    >
      <Avatar name={displayName} />
      <span className="flex min-w-0 flex-col">
        <span className="truncate text-sm font-medium">{displayName}</span>
        <span className="truncate text-xs text-muted">{detail}</span>
      </span>
    </Link>
  );
}
