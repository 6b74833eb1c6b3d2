import type { Route } from "next";
import Link from "next/link";
import { RequestNow } from "@/components/request/request-now";
import type { RequestStory } from "@/components/request/request-story";
import { RequestTimeline } from "@/components/request/request-timeline";
import { RequestWords } from "@/components/request/request-words";
import { RoleDelivery } from "@/components/request/role-delivery";
import { StagePlan } from "@/components/request/stage-plan";
import { buttonClass } from "@/components/ui/button-class";
import { type Fact, Facts } from "@/components/ui/facts";
import { Notice, type NoticeProps } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { Time } from "@/components/ui/time";
import { requestTypeLabel } from "@/lib/engine/request/labels";
import { intentOf, isOpen, type RequestIntent } from "@/lib/engine/request/states";
import type { AdminRequestView } from "@/lib/views/admin";
import type { RequestView } from "@/lib/views/requests";
import { AddApprover, type AddApproverProps } from "./add-approver";
import { auditFact } from "./audit-link";
import { NamedLink } from "./named-link";

export type RequestRecordProps = {
  request: AdminRequestView;
  canOpenPeople: boolean;
  canOpenServices: boolean;
  canReadAudit: boolean;
  addApprover: AddApproverProps["action"];
};

/** POR-60: one request as those who look after its catalog see it, with every decision and every role. */
export function RequestRecord({ request, canReadAudit, addApprover, ...canOpen }: RequestRecordProps) {
  const story: RequestStory = {
    ...request,
    packageName: request.package.displayName,
    targetName: request.target.displayName,
    isForReader: false,
  };
  const isStuck = story.stages.some((stage) => stage.state === "active" && !stage.isSomebodyAble);
  return (
    <div className="flex flex-col gap-5">
      <Now
        story={story}
        isStuck={isStuck}
        mayAddApprover={request.mayAddApprover}
        policies={`/admin/packages/${request.package.id}?tab=policies` as Route}
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-5">
          {story.stages.length > 0 && (
            <Panel title={isOpen(request.state) ? "Who decides" : "Who decided"}>
              <StagePlan stages={story.stages} />
              {request.mayAddApprover && <AddApprover requestId={request.id} isNeeded={isStuck} action={addApprover} />}
            </Panel>
          )}
          {story.roles.length > 0 && (
            <Panel title={rolesTitles[intentOf(request.type)]}>
              <RoleDelivery roles={story.roles} />
            </Panel>
          )}
          <Panel title="What happened so far">
            <RequestTimeline story={story} />
          </Panel>
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <Panel title="The request">
            <Facts
              items={[
                ...factsOf(request, canOpen),
                ...(canReadAudit ? [auditFact(request.target.id, request.package.id)] : []),
              ]}
            />
          </Panel>
          {intentOf(request.type) !== "remove" && (
            <Panel title="What was written">
              <RequestWords
                justification={request.justification}
                answers={request.answers}
                nothing="No justification was given and nothing was asked."
              />
            </Panel>
          )}
        </div>
      </div>
    </div>
  );
}

const rolesTitles = {
  add: "What is delivered",
  update: "What the access gives",
  remove: "What is taken back",
} as const satisfies Record<RequestIntent, string>;

const tones: Partial<Record<RequestStory["state"], NonNullable<NoticeProps["tone"]>>> = {
  delivered: "success",
  partiallyDelivered: "warning",
  deliveryFailed: "danger",
  denied: "danger",
};

type NowProps = { story: RequestStory; isStuck: boolean; mayAddApprover: boolean; policies: Route };

function Now({ story, isStuck, mayAddApprover, policies }: NowProps) {
  if (isStuck) {
    return (
      <Notice
        tone="warning"
        title="Nobody is able to decide this"
        action={
          <Link href={policies} className={`${buttonClass({ variant: "outline", size: "sm" })} bg-surface`}>
            See whom the policy asks
          </Link>
        }
      >
        The groups this stage asks are empty, or everybody it asks is disabled, gone, or a party to the request. Unless
        that changes{mayAddApprover && " or you add an approver below"}, the request expires at its deadline.
      </Notice>
    );
  }
  return (
    <Notice
      tone={story.subStatus === "timedOut" ? "warning" : (tones[story.state] ?? "info")}
      title={isOpen(story.state) ? "What happens next" : "How it ended"}
    >
      <RequestNow story={story} />
    </Notice>
  );
}

/** Whether there is access that it gave, changed or ended. */
const hasAccess = ({ type, state }: RequestView): boolean =>
  intentOf(type) !== "add" || ["delivering", "delivered", "partiallyDelivered", "deliveryFailed"].includes(state);

const day = (at: Date) => <Time at={at.toISOString()} format="date" />;

type Openable = Pick<RequestRecordProps, "canOpenPeople" | "canOpenServices">;

function factsOf(request: RequestView, { canOpenPeople, canOpenServices }: Openable): Fact[] {
  const person = ({ id, displayName }: RequestView["target"]) => (
    <NamedLink href={`/admin/people/${id}` as Route} canOpen={canOpenPeople}>
      {displayName}
    </NamedLink>
  );
  const service = ({ id, displayName }: RequestView["requestor"]) => (
    <>
      <NamedLink href={`/admin/settings/services/${id}` as Route} canOpen={canOpenServices}>
        {displayName}
      </NamedLink>
      , a service
    </>
  );
  const { requestedStartAt, requestedEndAt, startAt, endAt, completedAt, deletedAt } = request;
  const facts: (Fact | false | null)[] = [
    { label: "Kind", value: requestTypeLabel[request.type] },
    {
      label: "Package",
      value: (
        <NamedLink href={`/admin/packages/${request.package.id}` as Route}>{request.package.displayName}</NamedLink>
      ),
    },
    { label: "Policy", value: request.policyName },
    hasAccess(request) && {
      label: "Access",
      value: <NamedLink href={`/admin/assignments/${request.assignmentId}` as Route}>Open the assignment</NamedLink>,
    },
    { label: "For", value: person(request.target) },
    { label: "Asked by", value: (request.requestor.isService ? service : person)(request.requestor) },
    { label: "Submitted", value: <Time at={request.createdAt.toISOString()} format="dateTime" /> },
    completedAt && { label: "Closed", value: <Time at={completedAt.toISOString()} format="dateTime" /> },
    deletedAt && { label: "Deleted from the lists", value: <Time at={deletedAt.toISOString()} format="dateTime" /> },
    requestedStartAt && { label: "Start asked for", value: day(requestedStartAt) },
    requestedEndAt && { label: "End asked for", value: day(requestedEndAt) },
    startAt && { label: "Starts", value: day(startAt) },
    startAt && { label: "Ends", value: endAt ? day(endAt) : "No end date" },
  ];
  return facts.filter((fact) => fact !== false && fact !== null);
}
