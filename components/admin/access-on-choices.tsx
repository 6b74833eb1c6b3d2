import type { Route } from "next";
import Link from "next/link";
import { Panel } from "@/components/ui/panel";
import type { AccessOnChoice } from "@/lib/views/access-on";

export type AccessOnChoicesProps = {
  title: string;
  typed: string;
  choices: readonly AccessOnChoice[];
  hrefOf: (choice: AccessOnChoice) => Route;
};

/** Several of one name, or none. */
export function AccessOnChoices({ title, typed, choices, hrefOf }: AccessOnChoicesProps) {
  return (
    <Panel title={title}>
      {choices.length === 0 ? (
        <p className="text-sm text-muted">Nothing has “{typed}” in the name. Check the spelling, or type less of it.</p>
      ) : (
        <ul className="flex flex-col divide-y divide-separator">
          {choices.map((choice) => (
            <li key={choice.id} className="flex flex-wrap items-baseline gap-x-3 py-2 text-sm first:pt-0 last:pb-0">
              <Link href={hrefOf(choice)} className="text-link">
                {choice.displayName}
              </Link>
              {choice.detail && <span className="text-muted">{choice.detail}</span>}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
