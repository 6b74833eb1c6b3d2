import { UsersRound } from "lucide-react";
import type { Route } from "next";
import type { ReactNode } from "react";
import { plural } from "@/components/policy/policy-words";
import type { ActionFormProps } from "@/components/ui/action-form";
import { Panel } from "@/components/ui/panel";
import type { GroupDetail } from "@/lib/views/admin";
import { LeaveGroup } from "./leave-group";
import { NamedLink } from "./named-link";

type Inner = { readonly id: string; readonly displayName: string; readonly memberCount?: number };

export type GroupNestingProps = {
  group: GroupDetail;
  /** Where the reader may take groups out. */
  remove?: { readonly effects: readonly string[]; readonly action: ActionFormProps["action"] };
};

/** WHO-20: the groups inside a group, whose members count as its own, and the groups around it. */
export function GroupNesting({ group, remove }: GroupNestingProps) {
  if (group.nested.length === 0 && group.parents.length === 0) return null;
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      {group.nested.length > 0 && (
        <Panel title="Groups inside" description="Their members count as members of this group.">
          <Groups
            groups={group.nested}
            actionOf={
              remove &&
              ((inner) => (
                <LeaveGroup
                  name={inner.displayName}
                  groupName={group.displayName}
                  effects={remove.effects}
                  action={remove.action}
                  values={{ groupId: group.id, innerId: inner.id }}
                />
              ))
            }
          />
        </Panel>
      )}
      {group.parents.length > 0 && (
        <Panel title="Part of" description="Members of this group count as members of these.">
          <Groups groups={group.parents} />
        </Panel>
      )}
    </div>
  );
}

type GroupsProps = { groups: readonly Inner[]; actionOf?: ((group: Inner) => ReactNode) | undefined };

function Groups({ groups, actionOf }: GroupsProps) {
  return (
    <ul className="flex flex-col gap-2 text-sm">
      {groups.map((group) => (
        <li key={group.id} className="flex items-center gap-2">
          <UsersRound aria-hidden className="size-4 shrink-0 text-muted" strokeWidth={1.75} />
          <NamedLink href={`/admin/groups/${group.id}` as Route}>{group.displayName}</NamedLink>
          {group.memberCount !== undefined && (
            <span className="ms-auto text-xs text-muted tabular-nums">{plural(group.memberCount, "member")}</span>
          )}
          {actionOf?.(group)}
        </li>
      ))}
    </ul>
  );
}
