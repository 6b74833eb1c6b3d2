import type { Route } from "next";
import { deliveryProblemText } from "@/components/assignment/delivery-words";
import { plural } from "@/components/policy/policy-words";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Notice } from "@/components/ui/notice";
import { Time } from "@/components/ui/time";
import type { RoleFailure, RoleFollowing as View } from "@/lib/views/role-following";
import { NamedLink } from "./named-link";

export type RoleFollowingProps = { view: View; canOpenPeople: boolean };

/** ASN-28, ASN-29: how far the holders of a package have followed what it gives now; nothing once all have. */
export function RoleFollowing({ view, canOpenPeople }: RoleFollowingProps) {
  const { holders, reached, waiting, failed, failures } = view;
  if (waiting + failed === 0) return null;
  return (
    <div className="flex flex-col gap-4">
      <Notice tone={failed > 0 ? "warning" : "info"} title={`${reached} of ${plural(holders, "holder")} reached`}>
        {waiting > 0 && `${waiting} still to come; the worker reaches them one after the other. `}
        {failed > 0 && `${failed} could not be reached; most are tried again on their own.`}
      </Notice>
      {failures.length > 0 && (
        <DataTable
          caption="Holders who could not be reached"
          columns={columns(canOpenPeople)}
          rows={failures}
          rowKey={(row) => `${row.person.id}/${row.role}`}
          empty={null}
        />
      )}
    </div>
  );
}

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const columns = (canOpen: boolean): readonly Column<RoleFailure>[] => [
  {
    key: "who",
    header: "Who",
    onCard: "title",
    cell: ({ person }) => (
      <NamedLink href={`/admin/people/${person.id}` as Route} canOpen={canOpen}>
        {person.displayName}
      </NamedLink>
    ),
  },
  { key: "role", header: "Role", cell: (row) => row.role },
  { key: "why", header: "Why", cell: (row) => capitalized(deliveryProblemText(row.problem)) },
  {
    key: "next",
    header: "Tried again",
    cell: (row) => (row.nextAttemptAt ? <Time at={row.nextAttemptAt.toISOString()} /> : "Not on its own"),
  },
];
