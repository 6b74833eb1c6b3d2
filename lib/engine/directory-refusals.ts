import type { RefusalText } from "@/lib/engine/request/refusal-text";

/** A field of a form as it is now, in words. */
export type FieldNow = { readonly name: string; readonly text: string };

/** Why something could not be changed about the people and groups of the directory or about who administers the portal. */
export type DirectoryRefusal =
  | { readonly code: "personNotFound" }
  | { readonly code: "groupNotFound" }
  /** The actor's role does not cover this, and they may know that it exists. */
  | { readonly code: "roleNotSufficient" }
  | { readonly code: "reasonRequired" }
  /** Nobody locks themselves out. */
  | { readonly code: "ownAccount" }
  /** P1: nobody could appoint another one. */
  | { readonly code: "lastAdministrator" }
  /** ERR-50: somebody saved it since it was read; with what is there now where that differs from what was sent. */
  | { readonly code: "staleVersion"; readonly by: string | null; readonly current: readonly FieldNow[] }
  | { readonly code: "groupNameTaken"; readonly displayName: string }
  | { readonly code: "emailTaken"; readonly by: string }
  | { readonly code: "userPrincipalNameTaken"; readonly by: string }
  /** The chain of managers from the person up, whose last one reports to them. */
  | { readonly code: "managerCircle"; readonly names: readonly string[] }
  | { readonly code: "managerNotFound" }
  | { readonly code: "sponsorNotFound" }
  /** Groups, each inside the next; the first would contain the last. */
  | { readonly code: "groupCircle"; readonly names: readonly string[] }
  | { readonly code: "memberNotFound" }
  /** ASN-32: the packages through which somebody holds what is to be taken from them by hand. */
  | { readonly code: "deliveredMembership"; readonly packages: readonly string[] }
  | { readonly code: "principalNotFound" }
  | { readonly code: "serviceNotFound" }
  | { readonly code: "serviceNameTaken"; readonly displayName: string }
  /** The account with this id at the issuer belongs to somebody, or to another service. */
  | { readonly code: "clientIdTaken"; readonly by: string }
  /** Without an issuer there is nobody whose tokens could name a client. */
  | { readonly code: "noIssuer" };

export type DirectoryRefusalCode = DirectoryRefusal["code"];

/** The stable rule id of each refusal and its HTTP status. */
export const directoryRefusalRules = {
  personNotFound: { rule: "DEL-23", status: 404 },
  groupNotFound: { rule: "DEL-23", status: 404 },
  roleNotSufficient: { rule: "DEL-23", status: 403 },
  reasonRequired: { rule: "AUD-1", status: 422 },
  ownAccount: { rule: "P1", status: 409 },
  lastAdministrator: { rule: "P1", status: 409 },
  staleVersion: { rule: "ERR-50", status: 412 },
  groupNameTaken: { rule: "LIM-30", status: 409 },
  emailTaken: { rule: "GLO-28", status: 409 },
  userPrincipalNameTaken: { rule: "GLO-28", status: 409 },
  managerCircle: { rule: "APP-31", status: 422 },
  managerNotFound: { rule: "APP-31", status: 422 },
  sponsorNotFound: { rule: "GLO-26", status: 422 },
  groupCircle: { rule: "WHO-20", status: 422 },
  memberNotFound: { rule: "RES-4", status: 404 },
  deliveredMembership: { rule: "ASN-32", status: 409 },
  principalNotFound: { rule: "DEL-4", status: 404 },
  serviceNotFound: { rule: "DEL-23", status: 404 },
  serviceNameTaken: { rule: "LIM-30", status: 409 },
  clientIdTaken: { rule: "GLO-28", status: 409 },
  noIssuer: { rule: "GLO-28", status: 422 },
} as const satisfies Record<DirectoryRefusalCode, { rule: string; status: number }>;

/** What an administrator is told. */
export function directoryRefusalText(refusal: DirectoryRefusal): RefusalText {
  switch (refusal.code) {
    case "personNotFound":
      return { title: "There is no such person", detail: "The address may be mistyped. Look for the person by name." };
    case "groupNotFound":
      return { title: "There is no such group", detail: "The address may be mistyped. Look for the group by name." };
    case "roleNotSufficient":
      return { title: "Your role does not cover this", detail: "Governance administrators look after the directory." };
    case "reasonRequired":
      return { title: "Say why", detail: "The reason is kept in the audit log." };
    case "ownAccount":
      return { title: "This is your own account", detail: "Somebody else has to switch it off." };
    case "lastAdministrator":
      return {
        title: "No governance administrator would be left",
        detail: "Nobody could appoint another one. Give the role to somebody else first.",
      };
    case "staleVersion":
      return {
        title: `${refusal.by ?? "Somebody"} changed this while you were editing it`,
        detail: "What you typed is still here. Save again to replace what is there now with it.",
        items: refusal.current.map(({ name, text }) => `${name} is now: ${text}`),
      };
    case "groupNameTaken":
      return { title: `There is a group named ${refusal.displayName} already`, detail: "Names of groups are unique." };
    case "emailTaken":
      return { title: `${refusal.by} has this address already`, detail: "An address belongs to one person." };
    case "userPrincipalNameTaken":
      return { title: `${refusal.by} has this sign-in name already`, detail: "A sign-in name belongs to one person." };
    case "managerCircle":
      return { title: "They would be their own manager", detail: `${refusal.names.join(" reports to ")}.` };
    case "managerNotFound":
      return { title: "There is no such manager", detail: "They may have left the directory." };
    case "sponsorNotFound":
      return { title: "There is no such sponsor", detail: "They may have left the directory." };
    case "groupCircle":
      return { title: "A group would contain itself", detail: `${refusal.names.join(" is in ")}.` };
    case "memberNotFound":
      return { title: "There is nobody like that", detail: "The person or group may have left the directory." };
    case "deliveredMembership":
      return {
        title: "A package gave this",
        detail: "The access stays on record, and the group is left all the same. Confirm that this is meant.",
        items: refusal.packages,
      };
    case "principalNotFound":
      return { title: "There is nobody like that", detail: "The person or group may have left the directory." };
    case "serviceNotFound":
      return {
        title: "There is no such service",
        detail: "The address may be mistyped. Look for the service by name.",
      };
    case "serviceNameTaken":
      return {
        title: `There is a service named ${refusal.displayName} already`,
        detail: "Names of services are unique.",
      };
    case "clientIdTaken":
      return { title: `This client id belongs to ${refusal.by} already`, detail: "A client belongs to one service." };
    case "noIssuer":
      return {
        title: "The portal takes no tokens of an issuer",
        detail: "Leave the client id empty, and make tokens for the service here.",
      };
  }
}
