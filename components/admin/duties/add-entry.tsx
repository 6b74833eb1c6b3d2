"use client";
import { Plus } from "lucide-react";
import Form from "next/form";
import { useState } from "react";
import { CandidatePicker } from "@/components/person/candidate-picker";
import { buttonClass } from "@/components/ui/button-class";
import type { Candidate } from "@/lib/views/candidates";
import type { CounterpartKind } from "@/lib/views/separation-of-duties";
import { pairPath } from "./pair-href";

const words = {
  package: {
    open: "Add a package",
    legend: "Which package?",
    hint: "Found by any part of the name, in the catalogs you have a role in.",
    nobody: "No package you could add has",
  },
  group: {
    open: "Add a group",
    legend: "Which group?",
    hint: "Found by any part of the name, in the whole directory.",
    nobody: "No group you could add has",
  },
} as const satisfies Record<CounterpartKind, unknown>;

export type AddEntryProps = { packageId: string; kind: CounterpartKind };

/** SOD-31: chooses what to exclude and leads to who would be concerned, where it is declared. */
export function AddEntry({ packageId, kind }: AddEntryProps) {
  const [chosen, setChosen] = useState<Candidate | null>(null);
  const { open, legend, hint, nobody } = words[kind];
  return (
    <details className="mt-4">
      <summary className={`w-fit cursor-pointer list-none ${buttonClass({ variant: "outline", size: "sm" })}`}>
        <Plus aria-hidden className="size-4" />
        {open}
      </summary>
      <Form action={pairPath(packageId)} className="mt-4 flex max-w-xl flex-col gap-4" aria-label={open}>
        <CandidatePicker
          name="with"
          legend={legend}
          hint={hint}
          nobody={nobody}
          groupDetail="Everybody in it, directly or through another group"
          search={`/api/admin/counterparts?package=${packageId}&for=${kind}`}
          chosen={chosen}
          onChoose={setChosen}
        />
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <button type="submit" disabled={chosen === null} className={buttonClass({ variant: "outline" })}>
            See who would be concerned
          </button>
          <p className="min-w-0 flex-1 basis-56 text-xs leading-5 text-muted">
            Nothing changes yet. You decide on the next page.
          </p>
        </div>
      </Form>
    </details>
  );
}
