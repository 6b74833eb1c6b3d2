import { refusalText } from "@/lib/engine/request/refusal-text";
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
