import type { PackageRefusal } from "@/lib/engine/package/refusals";
import { packageRefusalText } from "@/lib/engine/package/refusals";
import { type ActionState, refused } from "./action-state";

/** What a form about a package answers, above the form. */
export const packageRefused = (form: FormData, refusal: PackageRefusal): ActionState =>
  refused(form, { code: refusal.code, ...packageRefusalText(refusal) });
