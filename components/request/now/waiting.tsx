import { anyOf } from "@/components/person/people-names";
import { activeStageOf, approversNow, type RequestStory, stageName } from "@/components/request/request-story";
import type { StageView } from "@/lib/views/requests";
import { named, on } from "./words";

/** Whom the running stage asks, until when, and what happens without a decision. */
export function Waiting({ story }: { story: RequestStory }) {
  const stage = activeStageOf(story.stages);
  if (!stage?.deadlineAt) return "Waiting for the next step to start.";
  if (story.subStatus === "waitingForRequestor") {
    return "An approver asked something first. The clock of the stage stands still until it is answered.";
  }
  const count = story.stages.length;
  const asked = approversNow(story);
  const part = count === 1 ? "to decide" : `to decide ${stageName(stage.index, count)}`;
  if (!stage.isSomebodyAble) {
    return (
      <>
        Nobody is able to decide {stageName(stage.index, count)} at present. The package’s administrators have been
        told. If no approver is appointed, the request expires on {on(stage.deadlineAt)}.
      </>
    );
  }
  return (
    <>
      Waiting for {asked ? named(anyOf(asked)) : "the approvers of this package"} {part} by {on(stage.deadlineAt)} (
      {on(stage.deadlineAt, "relative")}). <Forwarding stage={stage} />
    </>
  );
}

function Forwarding({ stage }: { stage: StageView }) {
  if (stage.forwardedAt) {
    return stage.alternates && stage.alternates.people.length > 0 ? (
      <>
        It was also sent to {anyOf(stage.alternates)} on {on(stage.forwardedAt)}.
      </>
    ) : null;
  }
  if (!stage.forwardAt) return "Without a decision it expires then.";
  const whom = stage.alternates ? anyOf(stage.alternates) : "the alternate approvers";
  return (
    <>
      If nobody has decided by {on(stage.forwardAt)}, it is also sent to {named(whom)}.
    </>
  );
}
