import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { type Fact, Facts } from "@/components/ui/facts";
import { Notice, type NoticeProps } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { Time } from "@/components/ui/time";
import { Quote } from "@/components/ui/timeline";
import { requestTypeLabel } from "@/lib/engine/request/labels";
import { intentOf, isOpen } from "@/lib/engine/request/states";
import type { RequestTry, RequestView } from "@/lib/views/requests";
import { RequestNow } from "./request-now";
import { RequestStateChip } from "./request-state-chip";
import { activeStageOf, lastDecisionOf, type RequestStory, stagesTitle } from "./request-story";
import { RequestTimeline } from "./request-timeline";
import { RequestWords } from "./request-words";
import { RoleDelivery } from "./role-delivery";
import { StagePlan } from "./stage-plan";

export type RequestDetailProps = {
  request: RequestView;
  readerId: string;
  /** What the reader is asked, before everything else. */
  question?: ReactNode;
  actions?: ReactNode;
};

/** One request, whole: what happens next at the top, then who decides, what was delivered and how it came about. */
export function RequestDetail({ request, readerId, question, actions }: RequestDetailProps) {
  const story: RequestStory = {
    ...request,
    packageName: request.package.displayName,
    targetName: request.target.displayName,
    isForReader: request.target.id === readerId,
  };
  return (
    <>
      <PageHeader
        title={request.package.displayName}
        crumbs={[{ label: "Requests", href: "/requests" }]}
        aside={<RequestStateChip request={request} />}
        actions={actions}
      />
      {question ? <div className="max-w-3xl">{question}</div> : <Now story={story} />}
      <div className="mt-5 grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-5">
          {story.stages.length > 0 && (
            <Panel title={stagesTitle(story)}>
              <StagePlan stages={story.stages} isPaused={story.subStatus === "waitingForRequestor"} />
            </Panel>
          )}
          {story.roles.length > 0 && (
            <Panel title={rolesTitle(story)}>
              <RoleDelivery roles={story.roles} />
            </Panel>
          )}
          <Panel title={isOpen(request.state) ? "What happened so far" : "What happened"}>
            <RequestTimeline story={story} />
          </Panel>
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <Panel title="The request">
            <Facts items={factsOf(request, story)} />
          </Panel>
          {intentOf(request.type) !== "remove" && request.type !== "systemUpdate" && (
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
    </>
  );
}

const titles: Partial<Record<RequestView["state"], { title: string; tone: NonNullable<NoticeProps["tone"]> }>> = {
  denied: { title: "This request was denied", tone: "danger" },
  deliveryFailed: { title: "The access could not be set up", tone: "danger" },
  partiallyDelivered: { title: "Part of the access is missing", tone: "warning" },
  delivered: { title: "Done", tone: "success" },
};

function rolesTitle({ type, isForReader, targetName }: RequestStory): string {
  switch (intentOf(type)) {
    case "add":
      return isForReader ? "What you get" : `What ${targetName} gets`;
    case "update":
      return "What the access gives";
    case "remove":
      return "What is taken back";
  }
}

/** The sentence's heading and colour: what is lost or stuck stands out. */
function headingOf({ state, subStatus, stages }: RequestStory): {
  title: string;
  tone: NonNullable<NoticeProps["tone"]>;
} {
  if (subStatus === "timedOut" || subStatus === "invalidSchedule") {
    return { title: "This request expired", tone: "warning" };
  }
  if (activeStageOf(stages)?.isSomebodyAble === false)
    return { title: "Nobody can decide at present", tone: "warning" };
  return titles[state] ?? { title: isOpen(state) ? "What happens next" : "This request is closed", tone: "info" };
}

function Now({ story }: { story: RequestStory }) {
  const { title, tone } = headingOf(story);
  const reason = story.state === "denied" ? lastDecisionOf(story.stages)?.decision : undefined;
  return (
    <Notice title={title} tone={tone}>
      <RequestNow story={story} />
      {reason?.verdict === "deny" && reason.reason && <Quote>{reason.reason}</Quote>}
    </Notice>
  );
}

const day = (at: Date) => <Time at={at.toISOString()} format="date" />;

/** "1 Dec 2026 to 5 Jan 2027"; an open side is said in words. */
function Period({ from, to, noEnd }: { from: Date | null; to: Date | null; noEnd: string }) {
  return (
    <>
      {from ? day(from) : "From the delivery"} {to ? <>to {day(to)}</> : noEnd}
    </>
  );
}

/** POR-44: to the try before or after this one. */
function TryLink({ of: { id, createdAt } }: { of: RequestTry }) {
  return (
    <Link href={`/requests/${id}` as Route} className="text-link">
      on <Time at={createdAt.toISOString()} format="dateTime" inControl />
    </Link>
  );
}

/** The end that was chosen, or the one the policy would give. */
function NewEnd({ request: { requestedEndAt, extension } }: { request: RequestView }) {
  if (requestedEndAt) return day(requestedEndAt);
  if (!extension?.endIfGrantedNow) return "As late as the policy allows";
  return <>As late as the policy allows: {day(extension.endIfGrantedNow)}, if it were approved today</>;
}

function factsOf(request: RequestView, story: RequestStory): Fact[] {
  const isAddition = intentOf(request.type) === "add";
  const isOnBehalf = request.requestor.id !== request.target.id;
  const isGranted = story.timeline.some((entry) => entry.kind === "deliveryStarted");
  const hasWish = request.requestedStartAt !== null || request.requestedEndAt !== null;
  return [
    { label: "Kind", value: requestTypeLabel[request.type] },
    { label: "For", value: story.isForReader ? "You" : request.target.displayName },
    ...(isOnBehalf ? [{ label: "Asked by", value: request.requestor.displayName }] : []),
    { label: "Submitted", value: <Time at={request.createdAt.toISOString()} format="dateTime" /> },
    ...(request.completedAt
      ? [{ label: "Closed", value: <Time at={request.completedAt.toISOString()} format="dateTime" /> }]
      : []),
    { label: "Policy", value: request.policyName },
    ...(request.earlierTry ? [{ label: "Asked before", value: <TryLink of={request.earlierTry} /> }] : []),
    ...(request.laterTries.length > 0
      ? [
          {
            label: "Asked again",
            value: (
              <ul>
                {request.laterTries.map((each) => (
                  <li key={each.id}>
                    <TryLink of={each} />
                  </li>
                ))}
              </ul>
            ),
          },
        ]
      : []),
    ...(isAddition && hasWish
      ? [
          {
            label: "Period asked for",
            value: (
              <Period from={request.requestedStartAt} to={request.requestedEndAt} noEnd="for as long as allowed" />
            ),
          },
        ]
      : []),
    ...(request.extension
      ? [
          { label: "Ends at present", value: request.extension.endAt ? day(request.extension.endAt) : "No end date" },
          { label: "New end asked for", value: <NewEnd request={request} /> },
        ]
      : []),
    ...(isAddition && isGranted && request.startAt
      ? [
          {
            label: "Period granted",
            value: <Period from={request.startAt} to={request.endAt} noEnd="without an end date" />,
          },
        ]
      : []),
  ];
}
