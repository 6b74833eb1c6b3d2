import { refusalText } from "@/lib/engine/request/refusal-text";
import { refusalTextAbout } from "@/lib/engine/request/refusal-text-about";
import type { Refusal } from "@/lib/engine/request/refusals";
import type { RefusalNotice } from "./action-state";

/** Where the next step is, for refusals that have one. */
function nextStep(refusal: Refusal): RefusalNotice["next"] {
  switch (refusal.code) {
    case "openRequestExists":
      return { label: "Open that request", href: `/requests/${refusal.requestId}` };
    case "alreadyAssigned":
    case "incompatiblePackage":
      return { label: "See your active access", href: "/packages?tab=active" };
    case "alreadyDecided":
    case "deadlinePassed":
    case "notAnApprover":
    case "ownRequest":
      return { label: "Back to approvals", href: "/approvals" };
    case "packageNotFound":
    case "noApplicablePolicy":
    case "catalogDisabled":
    case "externalNotAllowed":
      return { label: "What you can ask for", href: "/packages" };
    default:
      return undefined;
  }
}

/** A refusal of the engine as a screen shows it: the words and the way forward. */
export function refusalNotice(refusal: Refusal): RefusalNotice {
  const next = nextStep(refusal);
  return { code: refusal.code, ...refusalText(refusal), ...(next ? { next } : {}) };
}

/** Steps that lead to what somebody has or asked for themself. */
const ownSteps: readonly Refusal["code"][] = ["openRequestExists", "alreadyAssigned", "incompatiblePackage"];

/** The same said to whoever asks for somebody else, by their name (ERR-12). */
export function refusalNoticeAbout(refusal: Refusal, name: string): RefusalNotice {
  const next = ownSteps.includes(refusal.code) ? undefined : nextStep(refusal);
  return { code: refusal.code, ...refusalTextAbout(refusal, name), ...(next ? { next } : {}) };
}
