import type { Route } from "next";
import { Fragment } from "react";
import { Facts } from "@/components/ui/facts";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import type { AdminPersonDetail } from "@/lib/views/admin";
import { NamedLink } from "./named-link";

type Named = { readonly id: string; readonly displayName: string };

/** Names of people, each leading to their page. */
export function PeopleLinks({ people }: { people: readonly Named[] }) {
  if (people.length === 0) return <span className="text-muted">None</span>;
  return people.map((person, index) => (
    <Fragment key={person.id}>
      {index > 0 && ", "}
      <NamedLink href={`/admin/people/${person.id}` as Route}>{person.displayName}</NamedLink>
    </Fragment>
  ));
}

/** Who somebody is in the directory. */
export function PersonProfile({ person }: { person: AdminPersonDetail }) {
  const unknown = <span className="text-muted">Not in the directory</span>;
  return (
    <div className="flex flex-col gap-4">
      {!person.isEnabled && (
        <Notice tone="warning" title="This account is disabled">
          {person.displayName} cannot sign in, ask or decide. Stages that name only them have nobody left.
        </Notice>
      )}
      <Panel>
        <Facts
          columns={2}
          items={[
            { label: "E-mail", value: person.email },
            { label: "Sign-in name", value: person.userPrincipalName },
            { label: "Kind", value: person.isGuest ? "Guest of another organization" : "Works here" },
            { label: "Job title", value: person.jobTitle ?? unknown },
            { label: "Department", value: person.department ?? unknown },
            {
              label: "Manager",
              value: person.manager ? (
                <PeopleLinks people={[person.manager]} />
              ) : (
                <span className="text-muted">None: stages that ask the manager go to the fallbacks</span>
              ),
            },
            { label: "Language", value: person.preferredLanguage ?? unknown },
            { label: "Sponsors", value: <PeopleLinks people={person.sponsors} /> },
            { label: "Direct reports", value: <PeopleLinks people={person.reports} /> },
          ]}
        />
      </Panel>
    </div>
  );
}
