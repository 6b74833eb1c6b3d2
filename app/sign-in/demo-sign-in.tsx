import { Search } from "lucide-react";
import Form from "next/form";
import { type DemoPerson, searchDemoPeople, suggestedDemoPeople } from "@/lib/queries/demo-people";
import { type PersonaCard, PersonaCards } from "./persona-cards";

const toCard = (person: DemoPerson): PersonaCard => ({
  id: person.id,
  name: person.displayName,
  title: [person.jobTitle, person.department].filter(Boolean).join(", "),
  guest: person.kind === "guest",
  shows: person.shows,
});

/** The demo's front door: be anybody. */
export async function DemoSignIn({ next, query }: { next: string; query: string }) {
  const searching = query.trim() !== "";
  const people = searching ? await searchDemoPeople(query, 30) : await suggestedDemoPeople();
  return (
    <section className="flex flex-col gap-5">
      <div className="text-center">
        <h2 className="text-xl font-semibold tracking-tight">Whose day would you like to see?</h2>
        <p className="mt-1 text-sm text-muted">
          This is a demo with invented people. Choose one and you are signed in; switch whenever you like.
        </p>
      </div>
      <Form action="/sign-in" role="search" className="relative mx-auto w-full max-w-sm">
        {next !== "/" && <input type="hidden" name="next" value={next} />}
        <Search
          aria-hidden
          className="pointer-events-none absolute start-3 top-1/2 size-4 -translate-y-1/2 text-muted"
        />
        <input
          type="search"
          name="q"
          aria-label="Search all people"
          placeholder="Search all people"
          defaultValue={query}
          maxLength={100}
          autoComplete="off"
          className="input input--full-width min-h-10 ps-9"
        />
      </Form>
      {people.length === 0 ? (
        <p role="status" className="py-6 text-center text-sm text-muted">
          Nobody's name, title or department contains “{query}”. Clear the search to see the suggestions again.
        </p>
      ) : (
        <PersonaCards people={people.map(toCard)} next={next} />
      )}
    </section>
  );
}
