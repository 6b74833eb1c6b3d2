import type { AllowedTargetScope, Expiration } from "@/lib/engine/policy/policy";
import type { AdminQuestionView } from "@/lib/views/admin";

/** WHO-11 to WHO-17: whom a policy is for. Nobody is outside yet, as long as no organization is connected. */
export const scopeText = {
  notSpecified: "Nobody asks under this policy",
  specificDirectoryUsers: "Only the people and groups listed here",
  allMemberUsers: "Everybody who works here, but no guests",
  allDirectoryUsers: "Everybody in the directory, guests included",
  specificConnectedOrganizationUsers: "People of chosen partner organizations, of which none is connected yet",
  allConfiguredConnectedOrganizationUsers:
    "People of every connected partner organization; none is connected yet, so nobody can ask",
  allExternalUsers: "Everybody outside; no organization is connected yet, so nobody can ask",
} as const satisfies Record<AllowedTargetScope, string>;

export const questionFormat = {
  shortText: "Short text",
  longText: "Long text",
  oneChoice: "One choice",
  manyChoices: "Several choices",
} as const satisfies Record<AdminQuestionView["format"], string>;

export const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

/** How long access lasts, in a few words; null for a fixed date, which is shown in the reader's own way. */
export function lengthText(expiration: Expiration): string | null {
  switch (expiration.type) {
    case "noExpiration":
      return "Never, until somebody takes or gives it back";
    case "afterDays":
      return `${plural(expiration.days, "day")} after it starts`;
    case "afterHours":
      return `${plural(expiration.hours, "hour")} after it starts`;
    case "afterDateTime":
      return null;
  }
}

/** "German, French": languages by their English names. */
export function languageNames(codes: readonly string[]): string {
  const names = new Intl.DisplayNames("en", { type: "language" });
  return codes.map((code) => names.of(code) ?? code).join(", ");
}
