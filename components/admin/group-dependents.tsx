import type { Route } from "next";
import { Fragment } from "react";
import { plural } from "@/components/policy/policy-words";
import { type Fact, Facts } from "@/components/ui/facts";
import { Panel } from "@/components/ui/panel";
import { administrativeRoleLabel } from "@/lib/views/admin";
import type { GroupDependent, GroupDependentsView } from "@/lib/views/directory";
import { NamedLink } from "./named-link";

const SHOWN = 8;

const through = (name: string | null): string => (name === null ? "" : ` (as a part of ${name})`);

function Packages({ rows }: { rows: readonly GroupDependent[] }) {
  return (
    <ul className="flex flex-col gap-1">
      {rows.slice(0, SHOWN).map((row) => (
        <li key={`${row.id}/${row.displayName}`}>
          <NamedLink href={`/admin/packages/${row.id}` as Route}>{row.displayName}</NamedLink>
          {row.through !== null && <span className="text-muted">{through(row.through)}</span>}
        </li>
      ))}
      {rows.length > SHOWN && <li className="text-muted">and {rows.length - SHOWN} more</li>}
    </ul>
  );
}

const roleText = ({ role, catalog, through: name }: GroupDependentsView["roles"][number]): string =>
  `${administrativeRoleLabel[role]}${catalog === null ? " everywhere" : ` of ${catalog}`}${through(name)}`;

/** What counts on the members of a group, itself or as a part of another one. */
export function GroupDependents({ view }: { view: GroupDependentsView }) {
  const listed = [
    ["Members approve", view.approves],
    ["Members may ask for", view.requests],
    ["Members cannot get", view.excludes],
    ["Membership comes with", view.delivers],
  ] as const;
  const items: Fact[] = listed.flatMap(([label, rows]) =>
    rows.length === 0 ? [] : [{ label, value: <Packages rows={rows} /> }],
  );
  if (view.waiting > 0) items.push({ label: "Waits for members", value: plural(view.waiting, "running request") });
  if (view.roles.length > 0) {
    const value = view.roles.map((role, index) => (
      <Fragment key={roleText(role)}>
        {index > 0 && <br />}
        {roleText(role)}
      </Fragment>
    ));
    items.push({ label: "Administrative roles", value });
  }
  if (view.delegators.length > 0) {
    items.push({ label: "Members decide for", value: view.delegators.join(", ") });
  }
  return (
    <Panel
      title="What depends on this group"
      description="Whoever joins is in on all of it, and whoever leaves is out."
    >
      {items.length === 0 ? (
        <p className="text-sm text-muted">No policy, package, role or delegation names it or a group around it.</p>
      ) : (
        <Facts items={items} columns={items.length > 1 ? 2 : 1} />
      )}
    </Panel>
  );
}

/** The same in a few words, for the question before somebody is taken out. */
export function dependentsInWords(view: GroupDependentsView): readonly string[] {
  const counted = (count: number, text: string) => (count === 0 ? [] : [text]);
  return [
    ...counted(
      view.approves.length,
      `They no longer approve by it in ${plural(view.approves.length, "policy", "policies")}.`,
    ),
    ...counted(
      view.waiting,
      `${plural(view.waiting, "running request")} can no longer be decided by them as a member; where nobody is left, the fallbacks are asked.`,
    ),
    ...counted(
      view.requests.length,
      `They may no longer ask by it under ${plural(view.requests.length, "policy", "policies")}; access they have stays.`,
    ),
    ...counted(view.excludes.length, `It no longer keeps them from ${plural(view.excludes.length, "package")}.`),
    ...view.roles.map((role) => `They lose the role ${roleText(role)}, unless they hold it otherwise.`),
    ...counted(view.delegators.length, `They no longer decide in the place of ${view.delegators.join(", ")}.`),
  ];
}
