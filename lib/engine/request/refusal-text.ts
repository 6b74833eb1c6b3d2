import { limits } from "@/lib/engine/limits";
import type { Refusal, RefusalCode } from "./refusals";

/** What a person is told: what happened, why, and the names that matter. */
export type RefusalText = { readonly title: string; readonly detail?: string; readonly items?: readonly string[] };

type Of<Code extends RefusalCode> = Extract<Refusal, { code: Code }>;
type Texts = { readonly [Code in RefusalCode]: (refusal: Of<Code>) => RefusalText };

const day = (instant: Date): string =>
  instant.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/** ERR-12: by name, or as "another access" to those who may not see what the person holds. */
const conflictItems = (refusal: Of<"incompatiblePackage"> | Of<"incompatibleGroup">): string[] =>
  refusal.conflicts.length === 0
    ? ["Another access"]
    : refusal.conflicts.map((each) => (each.kind === "group" ? `Group: ${each.displayName}` : each.displayName));

const outcomes: Readonly<Record<string, string>> = {
  approved: "approved",
  denied: "denied",
  timedOut: "closed because nobody decided in time",
  canceled: "canceled",
};

/** Section 11 of the spec in words. */
const refusalTexts: Texts = {
  accountDisabled: () => ({
    title: "This account is switched off",
    detail: "Ask your administrator to switch it on again; until then it cannot ask for access.",
  }),
  packageNotFound: () => ({
    title: "This is not available to you",
    detail: "It may not exist, or it may be meant for other people.",
  }),
  catalogDisabled: () => ({
    title: "Requests are closed for now",
    detail: "The catalog of this package has been unpublished. Access that exists already is not affected.",
  }),
  externalNotAllowed: () => ({
    title: "This is for members of the organization only",
    detail: "Your sponsor can tell you what is open to guests.",
  }),
  noApplicablePolicy: () => ({
    title: "You cannot ask for this at the moment",
    detail: "No policy of this package includes you.",
  }),
  policyNotSelectable: ({ choices }) =>
    choices.length > 1
      ? { title: "Choose how you want to ask", detail: "Several policies apply to you; pick one of them." }
      : {
          title: "That policy is not open to you",
          ...(choices.length === 1 && { detail: "Another policy of this package applies to you." }),
        },
  requestorKindNotAllowed: () => ({
    title: "You cannot ask for this yourself",
    detail: "It is assigned by an administrator.",
  }),
  openRequestExists: () => ({
    title: "You have already asked for this",
    detail: "One request at a time: wait for it to be decided, or cancel it first.",
  }),
  alreadyAssigned: ({ endAt }) => ({
    title: "You already have this access",
    detail: endAt ? `It runs until ${day(endAt)}.` : "It has no end date.",
  }),
  incompatiblePackage: (refusal) => ({
    title: "This conflicts with access you hold",
    detail: "Nobody may hold both at the same time. Give the other access back first, if you no longer need it.",
    items: conflictItems(refusal),
  }),
  incompatibleGroup: (refusal) => ({
    title: "This conflicts with a group you are in",
    detail: "Members of this group cannot get the package. Your administrator can tell you the way out.",
    items: conflictItems(refusal),
  }),
  invalidForm: () => ({ title: "Some fields need another look" }),
  quotaExceeded: ({ limit }) => ({
    title: "Too many requests are open",
    detail: `At most ${limit} requests can wait at a time. Cancel one you no longer need.`,
  }),
  requestNotFound: () => ({ title: "There is no such request", detail: "It may have been meant for somebody else." }),
  notAnApprover: () => ({
    title: "This decision is not yours to make",
    detail: "You are not among the people this stage asks.",
  }),
  ownRequest: () => ({
    title: "You cannot decide on your own request",
    detail: "Another approver has to look at it.",
  }),
  alreadyDecided: ({ outcome, decidedBy }) => {
    const was = outcomes[outcome] ?? "closed";
    return {
      title: decidedBy ? `${decidedBy.displayName} was faster` : "This is settled already",
      detail: decidedBy ? `${decidedBy.displayName} has already ${was} this stage.` : `The request has been ${was}.`,
    };
  },
  deadlinePassed: ({ deadlineAt }) => ({
    title: "The time to decide is over",
    detail: `The deadline was ${day(deadlineAt)}. The requestor may ask again.`,
  }),
  reasonRequired: () => ({
    title: "A reason is needed",
    detail: `Say in up to ${limits.justificationChars} characters why; requestor and co-approvers will read it.`,
  }),
  alreadyRevokedOrEnded: () => ({ title: "This access has already ended" }),
  policyDisabled: () => ({ title: "That policy is switched off", detail: "Choose another one, or ask later." }),
  cancelNotAllowed: () => ({
    title: "It is too late to cancel this",
    detail: "The request is no longer waiting. If access was delivered, you can give it back under Active.",
  }),
  removeNotAllowed: () => ({
    title: "You cannot take this access back yourself",
    detail: "Its policy leaves that to administrators.",
  }),
  multiTargetWithQuestions: () => ({
    title: "One person at a time here",
    detail: "The policy asks questions, so each person is assigned with answers of their own.",
  }),
  tooManyTargets: ({ limit }) => ({
    title: "Too many people at once",
    detail: `At most ${limit} people can be assigned in one go.`,
  }),
  targetNotInDirectory: () => ({
    title: "This person is not in the directory",
    detail: "This policy can only be given to people who are there already.",
  }),
  reprocessWrongState: () => ({
    title: "There is nothing to deliver again",
    detail: "Only a delivery that failed, wholly or in part, can be repeated.",
  }),
  reprocessTooLate: ({ until }) => ({
    title: "It is too late to deliver this again",
    detail: `That was possible until ${day(until)}. The way out is a new request.`,
  }),
  reprocessRetrying: () => ({
    title: "It is being tried again already",
    detail: "Automatic retries are still running; nothing is lost by waiting for them.",
  }),
  extensionNotAllowed: () => ({
    title: "This access cannot be extended",
    detail: "Its policy rules that out, or it has no end date.",
  }),
  extensionOutOfScope: () => ({
    title: "The policy of this access no longer includes you",
    detail: "It runs to its end. Ask your administrator if you still need it afterwards.",
  }),
  extensionPastCap: ({ latestEndAt }) => ({
    title: "This is not an end it can be extended to",
    detail: latestEndAt
      ? `The latest end the policy allows is ${day(latestEndAt)}, and it has to be later than the present one.`
      : "It has to be later than the present end.",
  }),
  bypassNotPermitted: ({ missing }) => ({
    title: "The approval cannot be left out here",
    detail: {
      policy: "This policy does not permit it.",
      role: "It takes a governance administrator, a catalog owner or a package manager.",
      reason: "Say in writing why.",
    }[missing],
  }),
  delegateNotPermitted: ({ problem }) => ({
    title: "This person cannot decide for you",
    detail: {
      switchedOff: "Your organization does not use delegation of approvals.",
      oneself: "Choose somebody else.",
      disabled: "Their account is switched off.",
      restricted: "Your organization limits whom you can choose.",
    }[problem],
  }),
  delegationPeriodInvalid: ({ maxDays }) => ({
    title: "This period cannot be used",
    detail: maxDays
      ? `It needs an end, after its start and at most ${maxDays} days later.`
      : "Its end has to lie after its start.",
  }),
  licenceLapsed: () => ({
    title: "No new requests at the moment",
    detail: "The licence of your organization has lapsed. Access that exists goes on.",
  }),
  approvalConfigInvalid: () => ({
    title: "These stages do not fit together",
    detail: "An approval that cannot be run is not started.",
  }),
  roleNotSufficient: () => ({
    title: "Your role does not cover this",
    detail: "An owner of the catalog can do it, or give you the role.",
  }),
  resubmitNotAllowed: () => ({
    title: "This request is not one to send again",
    detail: "Only a request that was denied or that nobody decided in time can be.",
  }),
  deleteNotAllowed: () => ({
    title: "This record cannot be deleted yet",
    detail: "The request is still open. Its record can go once it is closed.",
  }),
  staleVersion: ({ by, endAt }) => ({
    title: `${by ?? "Somebody"} changed this access while you were editing it`,
    detail: `It ${endAt ? `ends on ${day(endAt)}` : "has no end"} now. What you typed is still here. Save again to replace what is there now with it.`,
  }),
  notWaitingForCallback: () => ({
    title: "This request does not wait for an answer",
    detail: "It went on already, or was closed.",
  }),
  questionNotAllowed: ({ problem }) => ({
    title: "The question was not sent",
    detail: {
      openAlready: "Another one still waits for its answer.",
      tooMany: `A stage has room for ${limits.questionsPerStageMax} questions. Decide on what you know.`,
      blank: "Write what you want to know.",
      tooLong: `Keep it to ${limits.justificationChars} characters.`,
    }[problem],
  }),
  nothingToAnswer: () => ({ title: "No question waits for an answer", detail: "It may have been answered meanwhile." }),
  nothingToRemind: ({ problem }) => ({
    title: "There is nobody to remind",
    detail: {
      closed: "No approval is waiting any more.",
      waitsForYou: "The approvers wait for the answer to their question.",
    }[problem],
  }),
  approverNotEligible: ({ problem }) => ({
    title: "This person cannot decide here",
    detail: {
      disabled: "Their account is switched off, or there is none.",
      party: "Nobody decides on access for themself.",
      askedAlready: "They are among the approvers already.",
    }[problem],
  }),
  answersNotEditable: ({ problem }) => ({
    title: "These answers stay as they were given",
    detail: {
      switchedOff: "Your organization does not let approvers correct answers.",
      question: "One of the questions does not permit it.",
    }[problem],
  }),
  nudgeTooSoon: ({ nextAt }) => ({
    title: "They were reminded not long ago",
    detail: `You can remind them again on ${day(nextAt)}.`,
  }),
};

/** What a refusal says to the person who met it. */
export function refusalText(refusal: Refusal): RefusalText {
  const text = refusalTexts[refusal.code] as (refusal: Refusal) => RefusalText;
  return text(refusal);
}
