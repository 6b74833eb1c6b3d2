import {
  type DirectoryRefusal,
  type DirectoryRefusalCode,
  directoryRefusalText,
} from "@/lib/engine/directory-refusals";
import { type ActionState, invalid, type RefusalNotice, refused } from "./action-state";

const noticeOf = (refusal: DirectoryRefusal): RefusalNotice => ({
  code: refusal.code,
  ...directoryRefusalText(refusal),
});

/** The field at which a refusal is told, where it is about one. */
const fields: Partial<Record<DirectoryRefusalCode, string>> = {
  reasonRequired: "reason",
  groupNameTaken: "displayName",
  emailTaken: "email",
  userPrincipalNameTaken: "userPrincipalName",
  managerCircle: "manager",
  managerNotFound: "manager",
  sponsorNotFound: "sponsors",
  principalNotFound: "principal",
  serviceNameTaken: "displayName",
  clientIdTaken: "clientId",
  noIssuer: "clientId",
  groupCircle: "innerId",
  deliveredMembership: "isDeliveredConfirmed",
};

/** What a form about people and groups answers: at the field that is wrong, above the form otherwise. */
export function directoryRefused(form: FormData, refusal: DirectoryRefusal): ActionState {
  const notice = noticeOf(refusal);
  const field = fields[refusal.code];
  if (!field) return refused(form, notice);
  const items = notice.items ? ` (${notice.items.join(", ")})` : "";
  return invalid(form, {
    issues: [{ path: [field], message: `${notice.title}${items}. ${notice.detail ?? ""}`.trim() }],
  });
}
