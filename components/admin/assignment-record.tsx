import { ChevronRight } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { RequestStateChip } from "@/components/request/request-state-chip";
import { RequestTimeline } from "@/components/request/request-timeline";
import { RequestWords } from "@/components/request/request-words";
import { type Fact, Facts } from "@/components/ui/facts";
import { Panel } from "@/components/ui/panel";
import { Time } from "@/components/ui/time";
import { endReasonLabel } from "@/lib/engine/assignment/labels";
import { requestTypeLabel } from "@/lib/engine/request/labels";
import type { AdminAssignmentView } from "@/lib/views/assignment-record";
import { auditFact } from "./audit-link";
import { GivenBy } from "./given-by";
import { NamedLink } from "./named-link";
import { RoleDeliveries } from "./role-deliveries";

export type AssignmentRecordProps = {
  assignment: AdminAssignmentView;
  canOpenPeople: boolean;
  canReadAudit: boolean;
};

/** POR-61: one assignment: what it gives and whether it arrived, who let it pass, and all that happened to it. */
export function AssignmentRecord({ assignment, canOpenPeople, canReadAudit }: AssignmentRecordProps) {
  const { givenBy, requests, roles, answers, target, package: of } = assignment;
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="flex min-w-0 flex-col gap-5">
        <Panel title="What it gives">
          <RoleDeliveries roles={roles} />
        </Panel>
        <Panel title="History" description="Every request about this access, newest first.">
          {requests.length === 0 ? (
            <p className="text-sm text-muted">Its requests have been erased; the audit log still tells of them.</p>
          ) : (
            <ul className="divide-y divide-separator">
              {requests.map((request, index) => (
                <About key={request.id} request={request} isOpen={index === 0} />
              ))}
            </ul>
          )}
        </Panel>
      </div>
      <div className="flex min-w-0 flex-col gap-5">
        <Panel title="The assignment">
          <Facts
            items={[...factsOf(assignment, canOpenPeople), ...(canReadAudit ? [auditFact(target.id, of.id)] : [])]}
          />
        </Panel>
        {givenBy.length > 0 && (
          <Panel title="Given by">
            <div className="text-sm">
              <GivenBy givenBy={givenBy} />
            </div>
          </Panel>
        )}
        <Panel title="Answers">
          <RequestWords justification={null} answers={answers} nothing="Nothing was asked." />
        </Panel>
      </div>
    </div>
  );
}

type AboutProps = { request: AdminAssignmentView["requests"][number]; isOpen: boolean };

/** One request about it, told in full when opened. */
function About({ request, isOpen }: AboutProps) {
  const story = {
    ...request,
    packageName: request.package.displayName,
    targetName: request.target.displayName,
    isForReader: false,
  };
  const name = requestTypeLabel[request.type];
  return (
    <li className="py-3 first:pt-0 last:pb-0">
      <details open={isOpen} className="group/request">
        <summary className="flex cursor-pointer list-none flex-wrap items-center gap-x-3 gap-y-1 rounded-md text-sm pointer-coarse:min-h-11 [&::-webkit-details-marker]:hidden">
          <ChevronRight
            aria-hidden
            className="-me-1.5 size-3.5 shrink-0 text-muted transition-transform group-open/request:rotate-90"
          />
          <span className="font-medium">{name}</span>
          <RequestStateChip request={request} />
          <span className="text-muted">
            by {request.requestor.displayName}, <Time at={request.createdAt.toISOString()} format="dateTime" />
          </span>
        </summary>
        <div className="flex flex-col gap-4 pt-4">
          {request.justification && <RequestWords justification={request.justification} answers={[]} nothing="" />}
          <RequestTimeline story={story} />
          <Link href={`/admin/requests/${request.id}` as Route} className="self-start text-sm text-link">
            Open its request<span className="sr-only">: {name}</span>
          </Link>
        </div>
      </details>
    </li>
  );
}

function factsOf(assignment: AdminAssignmentView, canOpenPeople: boolean): Fact[] {
  const { target, package: of, catalog, policyName, startAt, endAt, expiredAt, endReason } = assignment;
  const facts: (Fact | false | null)[] = [
    {
      label: "Person",
      value: (
        <>
          <NamedLink href={`/admin/people/${target.id}` as Route} canOpen={canOpenPeople}>
            {target.displayName}
          </NamedLink>
          <span className="block text-muted">{target.email}</span>
        </>
      ),
    },
    {
      label: "Package",
      value: <NamedLink href={`/admin/packages/${of.id}` as Route}>{of.displayName}</NamedLink>,
    },
    {
      label: "Catalog",
      value: <NamedLink href={`/admin/catalogs/${catalog.id}` as Route}>{catalog.displayName}</NamedLink>,
    },
    { label: "Policy", value: policyName },
    { label: "Start", value: <Time at={startAt.toISOString()} format="dateTime" /> },
    { label: "End", value: endAt ? <Time at={endAt.toISOString()} format="dateTime" /> : "No end date" },
    expiredAt && { label: "Ended", value: <Time at={expiredAt.toISOString()} format="dateTime" /> },
    endReason && { label: "Why", value: endReasonLabel[endReason] },
  ];
  return facts.filter((fact) => fact !== false && fact !== null);
}
