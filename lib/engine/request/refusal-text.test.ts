import { describe, expect, test } from "vitest";
import { after } from "@/lib/engine/testing/facts";
import { refusalText } from "./refusal-text";
import { type Refusal, type RefusalCode, refusalRules } from "./refusals";

const examples: { readonly [Code in RefusalCode]: Extract<Refusal, { code: Code }> } = {
  accountDisabled: { code: "accountDisabled", who: "requestor" },
  packageNotFound: { code: "packageNotFound" },
  catalogDisabled: { code: "catalogDisabled" },
  externalNotAllowed: { code: "externalNotAllowed" },
  policyDisabled: { code: "policyDisabled" },
  noApplicablePolicy: { code: "noApplicablePolicy" },
  policyNotSelectable: { code: "policyNotSelectable", choices: [] },
  requestorKindNotAllowed: { code: "requestorKindNotAllowed" },
  openRequestExists: { code: "openRequestExists", requestId: "r" },
  alreadyAssigned: { code: "alreadyAssigned", assignmentId: "a", endAt: after(3) },
  incompatiblePackage: {
    code: "incompatiblePackage",
    conflicts: [{ kind: "accessPackage", id: "p" as never, displayName: "Vendors" }],
  },
  incompatibleGroup: {
    code: "incompatibleGroup",
    conflicts: [{ kind: "group", id: "g" as never, displayName: "Finance" }],
  },
  invalidForm: { code: "invalidForm", issues: [] },
  quotaExceeded: { code: "quotaExceeded", limit: 50 },
  requestNotFound: { code: "requestNotFound" },
  notAnApprover: { code: "notAnApprover" },
  ownRequest: { code: "ownRequest" },
  alreadyDecided: {
    code: "alreadyDecided",
    outcome: "approved",
    decidedBy: { personId: "d" as never, displayName: "Dora" },
  },
  deadlinePassed: { code: "deadlinePassed", deadlineAt: after(14) },
  reasonRequired: { code: "reasonRequired" },
  alreadyRevokedOrEnded: { code: "alreadyRevokedOrEnded" },
  cancelNotAllowed: { code: "cancelNotAllowed", state: "delivering" },
  removeNotAllowed: { code: "removeNotAllowed" },
  multiTargetWithQuestions: { code: "multiTargetWithQuestions" },
  tooManyTargets: { code: "tooManyTargets", limit: 100 },
  targetNotInDirectory: { code: "targetNotInDirectory" },
  reprocessWrongState: { code: "reprocessWrongState", state: "delivered" },
  reprocessTooLate: { code: "reprocessTooLate", until: after(14) },
  reprocessRetrying: { code: "reprocessRetrying" },
  extensionNotAllowed: { code: "extensionNotAllowed" },
  extensionOutOfScope: { code: "extensionOutOfScope" },
  extensionPastCap: { code: "extensionPastCap", latestEndAt: after(30) },
  bypassNotPermitted: { code: "bypassNotPermitted", missing: "role" },
  delegateNotPermitted: { code: "delegateNotPermitted", problem: "oneself" },
  delegationPeriodInvalid: { code: "delegationPeriodInvalid", maxDays: 30 },
  licenceLapsed: { code: "licenceLapsed" },
  roleNotSufficient: { code: "roleNotSufficient" },
  resubmitNotAllowed: { code: "resubmitNotAllowed", state: "delivered" },
  deleteNotAllowed: { code: "deleteNotAllowed", state: "pendingApproval" },
  staleVersion: { code: "staleVersion", by: "Dora", endAt: after(30) },
  questionNotAllowed: { code: "questionNotAllowed", problem: "openAlready" },
  nothingToAnswer: { code: "nothingToAnswer" },
  nothingToRemind: { code: "nothingToRemind", problem: "closed" },
  approverNotEligible: { code: "approverNotEligible", problem: "party" },
  answersNotEditable: { code: "answersNotEditable", problem: "switchedOff" },
  nudgeTooSoon: { code: "nudgeTooSoon", nextAt: after(1) },
  notWaitingForCallback: { code: "notWaitingForCallback" },
  approvalConfigInvalid: { code: "approvalConfigInvalid", problems: [] },
};

describe("a refusal in words", () => {
  for (const refusal of Object.values(examples)) {
    test(`${refusalRules[refusal.code].rule} ${refusal.code} has words of its own`, () => {
      expect(refusalText(refusal).title).not.toBe("");
      const same = Object.values(examples).filter((each) => refusalText(each).title === refusalText(refusal).title);
      expect(same).toHaveLength(1);
    });
  }

  test("ERR-12 a conflict names what conflicts", () => {
    expect(refusalText(examples.incompatiblePackage).items).toEqual(["Vendors"]);
    expect(refusalText(examples.incompatibleGroup).items).toEqual(["Group: Finance"]);
  });

  test("ERR-6 no other policy is promised where there is none", () => {
    const detail = (count: number) =>
      refusalText({ code: "policyNotSelectable", choices: Array(count).fill({ id: "p", name: "P" }) }).detail;
    expect(detail(0)).toBeUndefined();
    expect(detail(1)).toMatch(/another policy/i);
    expect(detail(2)).toMatch(/several/i);
  });
});

/** What depends on more than the code. */
const variants: readonly Refusal[] = [
  { code: "policyNotSelectable", choices: [{ id: "p", name: "P" }] },
  {
    code: "policyNotSelectable",
    choices: [
      { id: "p", name: "P" },
      { id: "q", name: "Q" },
    ],
  },
  { code: "alreadyAssigned", assignmentId: "a", endAt: null },
  { code: "incompatiblePackage", conflicts: [] },
  { code: "incompatibleGroup", conflicts: [] },
  ...["approved", "denied", "timedOut", "canceled", "something"].map(
    (outcome): Refusal => ({ code: "alreadyDecided", outcome, decidedBy: null }),
  ),
  { code: "extensionPastCap", latestEndAt: null },
  { code: "bypassNotPermitted", missing: "policy" },
  { code: "bypassNotPermitted", missing: "reason" },
  { code: "delegateNotPermitted", problem: "switchedOff" },
  { code: "delegateNotPermitted", problem: "disabled" },
  { code: "delegateNotPermitted", problem: "restricted" },
  { code: "delegationPeriodInvalid", maxDays: null },
  { code: "questionNotAllowed", problem: "tooMany" },
  { code: "questionNotAllowed", problem: "blank" },
  { code: "questionNotAllowed", problem: "tooLong" },
  { code: "nothingToRemind", problem: "waitsForYou" },
  { code: "approverNotEligible", problem: "disabled" },
  { code: "approverNotEligible", problem: "askedAlready" },
  { code: "answersNotEditable", problem: "question" },
];

test("every word of every refusal was read by somebody before it changed", () => {
  const said = [...Object.values(examples), ...variants].map((refusal) => {
    const { title, detail, items } = refusalText(refusal);
    return [`${refusal.code}: ${title}.`, detail, items && `[${items.join(", ")}]`].filter(Boolean).join(" ");
  });
  expect(said).toMatchInlineSnapshot(`
    [
      "accountDisabled: This account is switched off. Ask your administrator to switch it on again; until then it cannot ask for access.",
      "packageNotFound: This is not available to you. It may not exist, or it may be meant for other people.",
      "catalogDisabled: Requests are closed for now. The catalog of this package has been unpublished. Access that exists already is not affected.",
      "externalNotAllowed: This is for members of the organization only. Your sponsor can tell you what is open to guests.",
      "policyDisabled: That policy is switched off. Choose another one, or ask later.",
      "noApplicablePolicy: You cannot ask for this at the moment. No policy of this package includes you.",
      "policyNotSelectable: That policy is not open to you.",
      "requestorKindNotAllowed: You cannot ask for this yourself. It is assigned by an administrator.",
      "openRequestExists: You have already asked for this. One request at a time: wait for it to be decided, or cancel it first.",
      "alreadyAssigned: You already have this access. It runs until 4 March 2025.",
      "incompatiblePackage: This conflicts with access you hold. Nobody may hold both at the same time. Give the other access back first, if you no longer need it. [Vendors]",
      "incompatibleGroup: This conflicts with a group you are in. Members of this group cannot get the package. Your administrator can tell you the way out. [Group: Finance]",
      "invalidForm: Some fields need another look.",
      "quotaExceeded: Too many requests are open. At most 50 requests can wait at a time. Cancel one you no longer need.",
      "requestNotFound: There is no such request. It may have been meant for somebody else.",
      "notAnApprover: This decision is not yours to make. You are not among the people this stage asks.",
      "ownRequest: You cannot decide on your own request. Another approver has to look at it.",
      "alreadyDecided: Dora was faster. Dora has already approved this stage.",
      "deadlinePassed: The time to decide is over. The deadline was 15 March 2025. The requestor may ask again.",
      "reasonRequired: A reason is needed. Say in up to 1000 characters why; requestor and co-approvers will read it.",
      "alreadyRevokedOrEnded: This access has already ended.",
      "cancelNotAllowed: It is too late to cancel this. The request is no longer waiting. If access was delivered, you can give it back under Active.",
      "removeNotAllowed: You cannot take this access back yourself. Its policy leaves that to administrators.",
      "multiTargetWithQuestions: One person at a time here. The policy asks questions, so each person is assigned with answers of their own.",
      "tooManyTargets: Too many people at once. At most 100 people can be assigned in one go.",
      "targetNotInDirectory: This person is not in the directory. This policy can only be given to people who are there already.",
      "reprocessWrongState: There is nothing to deliver again. Only a delivery that failed, wholly or in part, can be repeated.",
      "reprocessTooLate: It is too late to deliver this again. That was possible until 15 March 2025. The way out is a new request.",
      "reprocessRetrying: It is being tried again already. Automatic retries are still running; nothing is lost by waiting for them.",
      "extensionNotAllowed: This access cannot be extended. Its policy rules that out, or it has no end date.",
      "extensionOutOfScope: The policy of this access no longer includes you. It runs to its end. Ask your administrator if you still need it afterwards.",
      "extensionPastCap: This is not an end it can be extended to. The latest end the policy allows is 31 March 2025, and it has to be later than the present one.",
      "bypassNotPermitted: The approval cannot be left out here. It takes a governance administrator, a catalog owner or a package manager.",
      "delegateNotPermitted: This person cannot decide for you. Choose somebody else.",
      "delegationPeriodInvalid: This period cannot be used. It needs an end, after its start and at most 30 days later.",
      "licenceLapsed: No new requests at the moment. The licence of your organization has lapsed. Access that exists goes on.",
      "roleNotSufficient: Your role does not cover this. An owner of the catalog can do it, or give you the role.",
      "resubmitNotAllowed: This request is not one to send again. Only a request that was denied or that nobody decided in time can be.",
      "deleteNotAllowed: This record cannot be deleted yet. The request is still open. Its record can go once it is closed.",
      "staleVersion: Dora changed this access while you were editing it. It ends on 31 March 2025 now. What you typed is still here. Save again to replace what is there now with it.",
      "questionNotAllowed: The question was not sent. Another one still waits for its answer.",
      "nothingToAnswer: No question waits for an answer. It may have been answered meanwhile.",
      "nothingToRemind: There is nobody to remind. No approval is waiting any more.",
      "approverNotEligible: This person cannot decide here. Nobody decides on access for themself.",
      "answersNotEditable: These answers stay as they were given. Your organization does not let approvers correct answers.",
      "nudgeTooSoon: They were reminded not long ago. You can remind them again on 2 March 2025.",
      "notWaitingForCallback: This request does not wait for an answer. It went on already, or was closed.",
      "approvalConfigInvalid: These stages do not fit together. An approval that cannot be run is not started.",
      "policyNotSelectable: That policy is not open to you. Another policy of this package applies to you.",
      "policyNotSelectable: Choose how you want to ask. Several policies apply to you; pick one of them.",
      "alreadyAssigned: You already have this access. It has no end date.",
      "incompatiblePackage: This conflicts with access you hold. Nobody may hold both at the same time. Give the other access back first, if you no longer need it. [Another access]",
      "incompatibleGroup: This conflicts with a group you are in. Members of this group cannot get the package. Your administrator can tell you the way out. [Another access]",
      "alreadyDecided: This is settled already. The request has been approved.",
      "alreadyDecided: This is settled already. The request has been denied.",
      "alreadyDecided: This is settled already. The request has been closed because nobody decided in time.",
      "alreadyDecided: This is settled already. The request has been canceled.",
      "alreadyDecided: This is settled already. The request has been closed.",
      "extensionPastCap: This is not an end it can be extended to. It has to be later than the present end.",
      "bypassNotPermitted: The approval cannot be left out here. This policy does not permit it.",
      "bypassNotPermitted: The approval cannot be left out here. Say in writing why.",
      "delegateNotPermitted: This person cannot decide for you. Your organization does not use delegation of approvals.",
      "delegateNotPermitted: This person cannot decide for you. Their account is switched off.",
      "delegateNotPermitted: This person cannot decide for you. Your organization limits whom you can choose.",
      "delegationPeriodInvalid: This period cannot be used. Its end has to lie after its start.",
      "questionNotAllowed: The question was not sent. A stage has room for 5 questions. Decide on what you know.",
      "questionNotAllowed: The question was not sent. Write what you want to know.",
      "questionNotAllowed: The question was not sent. Keep it to 1000 characters.",
      "nothingToRemind: There is nobody to remind. The approvers wait for the answer to their question.",
      "approverNotEligible: This person cannot decide here. Their account is switched off, or there is none.",
      "approverNotEligible: This person cannot decide here. They are among the approvers already.",
      "answersNotEditable: These answers stay as they were given. One of the questions does not permit it.",
    ]
  `);
});
