import { Avatar } from "@/components/ui/person";
import type { PeopleView, PersonView } from "@/lib/views/people";

export type PeopleNamesProps = {
  people: PeopleView;
  /** How many are named at once; the others unfold. */
  shown?: number;
};

/** The people behind a stage by name; many of them fold away. */
export function PeopleNames({ people: { people, more }, shown = 4 }: PeopleNamesProps) {
  // Folding away a single name saves nothing.
  const cut = people.length + more <= shown + 1 ? people.length : shown;
  const rest = people.slice(cut);
  return (
    <div className="flex flex-col gap-2">
      <Names people={people.slice(0, cut)} />
      {rest.length + more > 0 && (
        <details className="group">
          <summary className="text-link w-max cursor-pointer list-none text-sm">
            <span className="group-open:hidden">and {rest.length + more} more</span>
            <span className="hidden group-open:inline">show fewer</span>
          </summary>
          <div className="mt-2 flex flex-col gap-2">
            <Names people={rest} />
            {more > 0 && <p className="text-sm text-muted">and {more} more</p>}
          </div>
        </details>
      )}
    </div>
  );
}

function Names({ people }: { people: readonly PersonView[] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-2">
      {people.map((person) => (
        <li key={person.id} title={person.email} className="inline-flex min-w-0 items-center gap-2 text-foreground">
          <Avatar name={person.displayName} size="sm" />
          <span className="truncate text-sm font-medium">{person.displayName}</span>
        </li>
      ))}
    </ul>
  );
}

/** "Ada Lovelace", "Ada Lovelace or Grace Hopper", "Ada Lovelace or 4 others": for one line of text. */
export function anyOf({ people, more }: PeopleView): string {
  const [first, second] = people;
  const others = people.length - 1 + more;
  if (!first) return "nobody";
  if (others <= 0) return first.displayName;
  if (others === 1 && second) return `${first.displayName} or ${second.displayName}`;
  return `${first.displayName} or ${others} others`;
}
