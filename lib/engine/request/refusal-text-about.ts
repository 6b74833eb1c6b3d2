import { type RefusalText, refusalText } from "./refusal-text";
import type { Refusal, RefusalCode } from "./refusals";

type Of<Code extends RefusalCode> = Extract<Refusal, { code: Code }>;
type Titles = { readonly [Code in RefusalCode]?: (refusal: Of<Code>, name: string) => RefusalText };

/** The refusals whose own words speak to the person the access is for, said about somebody else. */
const aboutOthers: Titles = {
  accountDisabled: ({ who }, name) =>
    who === "requestor"
      ? refusalText({ code: "accountDisabled", who })
      : { title: `The account of ${name} is switched off`, detail: "Until it is on again nothing can be asked for." },
  externalNotAllowed: (_, name) => ({
    title: "This is for members of the organization only",
    detail: `${name} is a guest.`,
  }),
  noApplicablePolicy: (_, name) => ({
    title: `${name} cannot get this at the moment`,
    detail: "No policy of this package includes them.",
  }),
  requestorKindNotAllowed: (_, name) => ({
    title: `You cannot ask for this for ${name}`,
    detail: "The policy leaves that to others: to the person themself, their manager, or an administrator.",
  }),
  openRequestExists: (_, name) => ({
    title: `A request of ${name} for this is open`,
    detail: "One request at a time: it has to be decided, or canceled, first.",
  }),
  alreadyAssigned: (refusal, name) => {
    const title = `${name} has this access already`;
    return refusal.assignmentId === null ? { title } : { ...refusalText(refusal), title };
  },
  incompatiblePackage: (refusal, name) => ({
    ...refusalText(refusal),
    title: `This conflicts with access ${name} holds`,
    detail: "Nobody may hold both at the same time. The other access has to be given back first.",
  }),
  incompatibleGroup: (refusal, name) => ({
    ...refusalText(refusal),
    title: `This conflicts with a group ${name} is in`,
    detail: "Members of this group cannot get the package.",
  }),
  cancelNotAllowed: () => ({
    title: "It is too late to cancel this",
    detail: "The request is no longer waiting. Access that was delivered is removed under Assignments.",
  }),
  extensionOutOfScope: (_, name) => ({
    title: `The policy of this access no longer includes ${name}`,
    detail: "It runs to its end.",
  }),
  quotaExceeded: ({ limit }, name) => ({
    title: `Too many requests of ${name} are open`,
    detail: `At most ${limit} can wait at a time.`,
  }),
};

/** What a refusal says to whoever asked for somebody else or assigned directly; `name` is the target's. */
export function refusalTextAbout(refusal: Refusal, name: string): RefusalText {
  const text = aboutOthers[refusal.code] as ((refusal: Refusal, name: string) => RefusalText) | undefined;
  return text ? text(refusal, name) : refusalText(refusal);
}
