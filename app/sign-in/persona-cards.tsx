"use client";
import { useState } from "react";
import { Notice } from "@/components/ui/notice";
import { Avatar } from "@/components/ui/person";
import { signInAsPersona } from "@/lib/client/auth";

export type PersonaCard = { id: string; name: string; title: string; guest: boolean; shows: string | null };

/** One press on a card and the demo goes on as that person. */
export function PersonaCards({ people, next }: { people: readonly PersonaCard[]; next: string }) {
  const [entering, setEntering] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);

  async function enter(id: string) {
    if (entering) return;
    setEntering(id);
    setFailed(false);
    const entered = await signInAsPersona(id, next).catch(() => false);
    if (entered) return;
    setEntering(null);
    setFailed(true);
  }

  return (
    <>
      {failed && (
        <Notice tone="danger" title="That did not work" urgent>
          The person may have been switched off meanwhile. Choose somebody else.
        </Notice>
      )}
      <ul className="grid gap-3 sm:grid-cols-2">
        {people.map((person) => (
          <li key={person.id} className="flex">
            <button
              type="button"
              onClick={() => enter(person.id)}
              aria-disabled={entering !== null}
              className="card card--default w-full cursor-pointer flex-row items-start gap-3.5 p-4 text-start transition-colors hover:bg-surface-secondary aria-disabled:opacity-60"
            >
              <Avatar name={person.name} size="lg" />
              <span className="flex min-w-0 flex-col">
                <span className="flex items-center gap-2 text-sm font-semibold">
                  {person.name}
                  {person.guest && <span className="chip chip--sm text-muted">Guest</span>}
                </span>
                <span className="text-xs leading-5 text-muted">{person.title || "No title"}</span>
                {(person.shows || entering === person.id) && (
                  <span className="mt-1.5 block text-sm leading-5 text-pretty first-letter:uppercase">
                    {entering === person.id ? "Signing in…" : person.shows}
                  </span>
                )}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
