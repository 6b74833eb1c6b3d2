import { z } from "zod";
import { limits } from "@/lib/engine/limits";
import { type PolicyDraft, questionFormats } from "./draft";
import { selectableScopes } from "./form";
import { notificationSettingsSchema, requestorSettingsSchema, specificTargetSchema, subjectSetSchema } from "./policy";

/** Longer than anything that can be saved, so that what is too long is kept and said at its field. */
export const draftText = z.string().max(8_000);
const key = z.string().max(200);

const subjects = z.array(subjectSetSchema).max(limits.policyTargetsMax);

const stageSchema = z.object({
  key,
  durationDays: draftText,
  isApproverJustificationRequired: z.boolean(),
  isEscalationEnabled: z.boolean(),
  escalationAfterDays: draftText,
  primaryApprovers: subjects,
  fallbackPrimaryApprovers: subjects,
  escalationApprovers: subjects,
  fallbackEscalationApprovers: subjects,
});

const translationSchema = z.object({
  key,
  languageCode: draftText,
  text: draftText,
  choiceTexts: z.record(key, draftText),
});

const questionSchema = z.object({
  key,
  format: z.enum(questionFormats),
  text: draftText,
  isRequired: z.boolean(),
  isAnswerEditable: z.boolean(),
  pattern: draftText,
  choices: z.array(z.object({ key, value: draftText, text: draftText })).max(limits.choicesMax),
  translations: z.array(translationSchema).max(100),
});

/** A policy in its editor as it can be kept, however unfinished it is. */
export const policyDraftSchema: z.ZodType<PolicyDraft> = z.object({
  displayName: draftText,
  description: draftText,
  isEnabled: z.boolean(),
  allowedTargetScope: z.enum(selectableScopes),
  specificAllowedTargets: z.array(specificTargetSchema).max(limits.policyTargetsMax),
  requestorSettings: requestorSettingsSchema,
  isApprovalRequired: z.boolean(),
  isApprovalRequiredToExtend: z.boolean(),
  isJustificationRequired: z.boolean(),
  stages: z.array(stageSchema).max(limits.stagesMax),
  questions: z.array(questionSchema).max(limits.questionsMax),
  expiration: z.object({
    type: z.enum(["noExpiration", "afterDateTime", "afterDays", "afterHours"]),
    days: draftText,
    hours: draftText,
    endDateTime: draftText,
  }),
  notificationSettings: notificationSettingsSchema,
});
