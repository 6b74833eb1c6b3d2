import { UsersRound } from "lucide-react";
import type { Route } from "next";
import { Panel } from "@/components/ui/panel";
import { Time } from "@/components/ui/time";
import type { AdminPersonDetail } from "@/lib/views/admin";
import { NamedLink } from "./named-link";

/** How a membership came about, in words. */
export function throughText(through: readonly string[]): string {
  return through.length === 0 ? "Not through a package" : `Through ${through.join(", ")}`;
}

/** The groups somebody is in, and why. */
export function MembershipList({ person }: { person: Pick<AdminPersonDetail, "groups" | "outerGroups"> }) {
  return (
    <Panel title="Groups" description="And how each membership came about.">
      {person.groups.length === 0 && person.outerGroups.length === 0 ? (
        <p className="text-sm text-muted">In no group.</p>
      ) : (
        <ul className="flex flex-col gap-3 text-sm">
          {person.groups.map((group) => (
            <Membership key={`${group.id}/${group.role}`} group={group}>
              {group.role === "owner" && "Owner. "}
              {throughText(group.through)}, since <Time at={group.since.toISOString()} format="date" />
            </Membership>
          ))}
          {person.outerGroups.map((group) => (
            <Membership key={group.id} group={group}>
              Because it contains {group.through.join(", ")}
            </Membership>
          ))}
        </ul>
      )}
    </Panel>
  );
}

type MembershipProps = { group: { id: string; displayName: string }; children: React.ReactNode };

function Membership({ group, children }: MembershipProps) {
  return (
    <li className="flex gap-2.5 leading-5">
      <UsersRound aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" strokeWidth={1.75} />
      <span className="min-w-0">
        <NamedLink href={`/admin/groups/${group.id}` as Route}>{group.displayName}</NamedLink>
        <span className="block text-xs leading-5 text-muted">{children}</span>
      </span>
    </li>
  );
}
