import { limits } from "@/lib/engine/limits";
import type { PolicyForm } from "@/lib/engine/policy/form";
import { readPolicyForm } from "@/lib/engine/policy/form-input";
import { requestorSettingsSchema } from "@/lib/engine/policy/policy";
import { badRequest } from "@/lib/graph/problem";
import { expirationOf } from "./expiration-input";
import { notSupported } from "./input";
import { otherScopes, type PolicyBody, type StageInput } from "./policy-body";
import { invalidPolicy } from "./policy-issues";
import { questionOf } from "./question-input";
import { approversOf, onBehalfOf, targetOf } from "./subject-input";

/** A policy of which nothing is said: nobody asks, administrators assign, and nothing ends. */
const blank: PolicyForm = {
  displayName: "",
  description: "",
  isEnabled: true,
  allowedTargetScope: "notSpecified",
  specificAllowedTargets: [],
  requestorSettings: requestorSettingsSchema.parse({}),
  requestApprovalSettings: {
    isApprovalRequiredForAdd: false,
    isApprovalRequiredForUpdate: false,
    isRequestorJustificationRequired: false,
    stages: [],
  },
  questions: [],
  expiration: { type: "noExpiration" },
  notificationSettings: { isAssignmentNotificationDisabled: false },
};

/** What a body that replaces a policy leaves as it is: what Graph has no words for, and the name, which has no default. */
const replaced = (stored: PolicyForm): PolicyForm => ({
  ...blank,
  displayName: stored.displayName,
  isEnabled: stored.isEnabled,
  requestorSettings: {
    ...blank.requestorSettings,
    enableAdministratorsToAddAccess: stored.requestorSettings.enableAdministratorsToAddAccess,
    allowAdminBypass: stored.requestorSettings.allowAdminBypass,
  },
});

/** What is said; what was there before where nothing is, and the default where it is put back. */
const said = <Value>(value: Value | null | undefined, before: Value, fallback: Value): Value =>
  value === undefined ? before : (value ?? fallback);

type Sent<Flags> = { readonly [Name in keyof Flags]?: Flags[Name] | null | undefined };

/** The flags that are said over those that were there, and by their default where they are put back. */
function settled<Flags extends object>(sent: Sent<Flags>, before: Flags, fallback: Flags): Flags {
  const given = Object.entries<Flags[keyof Flags] | null | undefined>(sent)
    .filter(([name, value]) => name in before && value !== undefined)
    .map(([name, value]) => [name, value ?? fallback[name as keyof Flags]]);
  return { ...before, ...(Object.fromEntries(given) as Partial<Flags>) };
}

/** What a body asks for that the portal does not have, by its name in the body and with what is said of it. */
function missing(body: PolicyBody): string | null {
  const { automaticRequestSettings: automatic, verifiableCredentialSettings: credentials } = body;
  if (automatic?.requestAccessForAllowedTargets || automatic?.removeAccessWhenTargetLeavesAllowedTargets) {
    return "automaticRequestSettings: access is not assigned or removed automatically yet.";
  }
  const review = (["reviewSettings", "accessReviewSettings"] as const).find((name) => body[name]?.isEnabled);
  if (review) return `${review}: there are no access reviews yet.`;
  const extensions = (["customExtensionStageSettings", "customExtensionHandlers"] as const).find(
    (name) => (body[name] ?? []).length > 0,
  );
  if (extensions) return `${extensions}: policies cannot be given extensions yet.`;
  return (credentials?.credentialTypes ?? []).length > 0
    ? "verifiableCredentialSettings: nobody is asked for credentials of theirs."
    : null;
}

function refuseWhatComesLater(body: PolicyBody): void {
  const words = missing(body);
  if (words !== null) throw notSupported(words);
}

function scopeOf({ allowedTargetScope: sent }: PolicyBody, before: PolicyForm): PolicyForm["allowedTargetScope"] {
  const scope = said(sent, before.allowedTargetScope, blank.allowedTargetScope);
  if (otherScopes.some((each) => each === scope)) throw notSupported("allowedTargetScope: packages are for people.");
  if (scope === "specificConnectedOrganizationUsers") throw notSupported("There are no connected organizations yet.");
  return scope as PolicyForm["allowedTargetScope"];
}

type Approvers = "primaryApprovers" | "escalationApprovers";
type Fallback = "fallbackPrimaryApprovers" | "fallbackEscalationApprovers";

/** Those who are asked, and those who stand in for them. */
function askedOf(stage: StageInput, name: Approvers, fallbackName: Fallback) {
  const named = approversOf(name, stage[name]);
  const fallback = approversOf(fallbackName, stage[fallbackName]);
  return { first: named.first, fallback: [...named.backups, ...fallback.first, ...fallback.backups] };
}

/** A stage as a form would send it. @throws GraphProblem 400 for what stages cannot do here */
export function stageOf(stage: StageInput) {
  if (/DynamicApprovalStage$/i.test(stage["@odata.type"] ?? "")) {
    throw notSupported("stages: approvers cannot be chosen by an extension yet.");
  }
  if (stage.approverInformationVisibility && stage.approverInformationVisibility !== "default") {
    throw notSupported("approverInformationVisibility: who sees the approvers is set for the whole organization.");
  }
  const named = askedOf(stage, "primaryApprovers", "fallbackPrimaryApprovers");
  // Documented stages name nobody but those who stand in; they are who is asked then.
  const primary = named.first.length > 0 ? named : { first: named.fallback, fallback: [] };
  const alternate = askedOf(stage, "escalationApprovers", "fallbackEscalationApprovers");
  return {
    durationDays: stage.durationBeforeAutomaticDenial ?? limits.stageDurationDaysDefault,
    isApproverJustificationRequired: stage.isApproverJustificationRequired ?? false,
    primaryApprovers: primary.first,
    fallbackPrimaryApprovers: primary.fallback,
    isEscalationEnabled: stage.isEscalationEnabled ?? false,
    escalationAfterDays: stage.durationBeforeEscalation || null,
    escalationApprovers: alternate.first,
    fallbackEscalationApprovers: alternate.fallback,
  };
}

function approvalOf({ requestApprovalSettings: sent }: PolicyBody, before: PolicyForm["requestApprovalSettings"]) {
  if (sent === undefined) return before;
  if (sent === null) return blank.requestApprovalSettings;
  const { stages: sentStages, ...flags } = sent;
  const stages = said(sentStages?.map(stageOf), before.stages, []);
  const settings = settled<Omit<typeof before, "stages">>(flags, before, blank.requestApprovalSettings);
  if (sentStages && stages.length > 0 && !settings.isApprovalRequiredForAdd) {
    throw notSupported("requestApprovalSettings: there are stages only where isApprovalRequiredForAdd is true.");
  }
  // Where approval begins and nothing is said of extensions, they are approved as well.
  const begins = settings.isApprovalRequiredForAdd && !before.isApprovalRequiredForAdd;
  const isForUpdate = flags.isApprovalRequiredForUpdate ?? (begins || settings.isApprovalRequiredForUpdate);
  return { ...settings, isApprovalRequiredForUpdate: isForUpdate, stages };
}

/**
 * WHO-34. A policy is switched on by letting its targets ask. One that is switched off reads as if they could not, so that
 * sending this back leaves it as it is.
 */
function requestorsOf({ requestorSettings: sent }: PolicyBody, before: PolicyForm, stored: PolicyForm | null) {
  const { isEnabled, requestorSettings } = before;
  if (!sent)
    return { isEnabled, requestorSettings: sent === null ? replaced(before).requestorSettings : requestorSettings };
  const { onBehalfRequestors, ...flags } = sent;
  const isAsked = flags.enableTargetsToSelfAddAccess;
  const settings = settled(flags, requestorSettings, blank.requestorSettings);
  const keeps = stored && !stored.isEnabled && isAsked === false;
  return {
    isEnabled: isEnabled || isAsked === true,
    requestorSettings: {
      ...settings,
      ...(keeps && { enableTargetsToSelfAddAccess: stored.requestorSettings.enableTargetsToSelfAddAccess }),
      onBehalfRequestors: said(onBehalfRequestors?.map(onBehalfOf), requestorSettings.onBehalfRequestors, []),
    },
  };
}

/**
 * A policy as it shall be. What a body leaves out stays (`merge`) or gets its default (`replace`, and a new policy).
 * @param stored the policy as it is; null for a new one
 * @throws GraphProblem 400 for what cannot be, and for what the portal does not have
 */
export function policyFormOf(body: PolicyBody, stored: PolicyForm | null, mode: "merge" | "replace"): PolicyForm {
  refuseWhatComesLater(body);
  const before = stored ? (mode === "merge" ? stored : replaced(stored)) : blank;
  const allowedTargetScope = scopeOf(body, before);
  const targets = body.specificAllowedTargets?.map(targetOf);
  if (targets && targets.length > 0 && allowedTargetScope !== "specificDirectoryUsers") {
    throw badRequest("specificAllowedTargets: only the scope specificDirectoryUsers lists people and groups.");
  }
  const parsed = readPolicyForm({
    displayName: body.displayName ?? before.displayName,
    description: said(body.description, before.description, ""),
    allowedTargetScope,
    specificAllowedTargets: said(targets, before.specificAllowedTargets, []),
    ...requestorsOf(body, before, stored),
    requestApprovalSettings: approvalOf(body, before.requestApprovalSettings),
    questions: said(body.questions?.map(questionOf), before.questions, []),
    expiration: expirationOf(body.expiration, before.expiration, stored?.expiration ?? null),
    notificationSettings: body.notificationSettings
      ? settled(body.notificationSettings, before.notificationSettings, blank.notificationSettings)
      : said(body.notificationSettings, before.notificationSettings, blank.notificationSettings),
  });
  if (!parsed.ok) throw invalidPolicy(parsed.error.issues);
  return parsed.value;
}
