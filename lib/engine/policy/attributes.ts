import { z } from "zod";
import { limits } from "@/lib/engine/limits";
import type { FieldIssue } from "@/lib/engine/request/refusals";
import {
  type Answer,
  type AnswerInput,
  choiceSchema,
  localizationSchema,
  localizedText,
  type Question,
  storedAnswers,
} from "./questions";

/** CAT-46, CAT-47: what of a profile is text and may be written; the rest of it is not offered. */
export const builtInAttributes = [
  "jobTitle",
  "department",
  "companyName",
  "employeeId",
  "officeLocation",
  "streetAddress",
  "postalCode",
  "city",
  "state",
  "country",
  "mobilePhone",
] as const;

const extensionName = /^extension_[0-9a-zA-Z]{1,32}_[A-Za-z][0-9A-Za-z_]{0,63}$/;

/** CAT-47: a built-in text of the profile, or an extension by its full name. */
export const isWritableAttribute = (name: string): boolean =>
  builtInAttributes.some((each) => each === name) || extensionName.test(name);

/** CAT-46: how the value is asked for, as a question is (INF-1); one value, so one choice. */
const formatSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("text"), isSingleLine: z.boolean() }),
  z.object({
    kind: z.literal("multipleChoice"),
    choices: z.array(choiceSchema).min(limits.choicesMin).max(limits.choicesMax),
  }),
]);

/** INF-14: something of the profile that a resource needs of whoever gets it. There is no optional one (INF-15). */
export const attributeSchema = z.object({
  name: z.string().refine(isWritableAttribute),
  text: z.string().trim().min(1).max(limits.questionTextChars),
  localizations: z.array(localizationSchema(limits.questionTextChars)).default([]),
  format: formatSchema,
  isEditable: z.boolean(),
  /** CAT-53: the value outlives the access it was given for. */
  isPersistedOnAssignmentRemoval: z.boolean().default(false),
});
export type Attribute = z.infer<typeof attributeSchema>;
/** What a form sends for one of them. */
export type AttributeInput = z.input<typeof attributeSchema>;

/** The texts of somebody's profile by the names of their attributes; what is empty is left out. */
export type Profile = Readonly<Partial<Record<string, string>>>;

/**
 * INF-19: what the resources of a package need, each once. Where they differ, the first is asked as it stands, and the
 * stricter one says who may change the value and the more careful one whether it stays.
 */
export function distinctAttributes(attributes: readonly Attribute[]): Attribute[] {
  const found = new Map<string, Attribute>();
  for (const attribute of attributes) {
    const known = found.get(attribute.name);
    const isEditable = attribute.isEditable && (known?.isEditable ?? true);
    const isPersistedOnAssignmentRemoval =
      attribute.isPersistedOnAssignmentRemoval || (known?.isPersistedOnAssignmentRemoval ?? false);
    found.set(attribute.name, { ...(known ?? attribute), isEditable, isPersistedOnAssignmentRemoval });
  }
  return [...found.values()];
}

const PREFIX = "attribute.";
const questionIdOf = ({ name }: Attribute): string => `${PREFIX}${name}`;

/** Whether an answer is something of the profile, and no answer to a policy's question. */
export const isOfProfile = (questionId: string): boolean => questionId.startsWith(PREFIX);

/** INF-15: the attribute as a question that has to be answered, after those of the policy. */
function asQuestion(attribute: Attribute, index: number): Question {
  const base = {
    id: questionIdOf(attribute),
    sequence: limits.questionsMax + index,
    text: attribute.text,
    localizations: attribute.localizations,
    isRequired: true,
    isAnswerEditable: false,
  };
  const { format } = attribute;
  return format.kind === "text"
    ? { ...base, kind: "text", isSingleLineQuestion: format.isSingleLine, regexPattern: null }
    : { ...base, kind: "multipleChoice", choices: format.choices, isMultipleSelectionAllowed: false };
}

/** CAT-46: the question an attribute becomes for whoever has no value yet. */
export const questionOf = (attribute: Attribute): Question => asQuestion(attribute, 0);

/** INF-16, INF-17: a value that is there and may not be changed is shown and not asked for. */
const isLocked = ({ name, isEditable }: Attribute, profile: Profile): boolean => !isEditable && Boolean(profile[name]);

/** INF-16: what somebody with this profile is asked for, as questions. */
export const attributeQuestions = (attributes: readonly Attribute[], profile: Profile): Question[] =>
  attributes.filter((attribute) => !isLocked(attribute, profile)).map(asQuestion);

/** INF-17: what is known and stays as it is. */
export const lockedAttributes = (attributes: readonly Attribute[], profile: Profile): Attribute[] =>
  attributes.filter((attribute) => isLocked(attribute, profile));

/** POR-37: what the form of somebody with this profile begins with. */
export const knownAnswers = (attributes: readonly Attribute[], profile: Profile): AnswerInput[] =>
  attributes.flatMap((attribute): AnswerInput[] => {
    const value = profile[attribute.name];
    return value ? [{ questionId: questionIdOf(attribute), value }] : [];
  });

/** INF-17: an attempt to change what is locked, also one that no form offers; repeating the value is none. */
export function lockedIssues(
  attributes: readonly Attribute[],
  profile: Profile,
  inputs: readonly AnswerInput[],
): FieldIssue[] {
  return lockedAttributes(attributes, profile).flatMap((attribute): FieldIssue[] => {
    const field = questionIdOf(attribute);
    const input = inputs.find(({ questionId }) => questionId === field);
    if (!input || input.value === profile[attribute.name]) return [];
    return [{ code: "answerFormat", field: `answers.${field}`, problem: "readOnly", subject: attribute.text }];
  });
}

/** The inputs that answer something; what repeats a locked value answers nothing. */
export const withoutLocked = (
  attributes: readonly Attribute[],
  profile: Profile,
  inputs: readonly AnswerInput[],
): AnswerInput[] => {
  const locked = new Set(lockedAttributes(attributes, profile).map(questionIdOf));
  return inputs.filter(({ questionId }) => !locked.has(questionId));
};

/** CAT-52: the locked values as approvers see them beside the answers. */
export const lockedAnswers = (attributes: readonly Attribute[], profile: Profile, language: string): Answer[] =>
  lockedAttributes(attributes, profile).flatMap((attribute, index) => {
    const question = asQuestion({ ...attribute, text: localizedText(attribute, language) }, index);
    const value = profile[attribute.name] ?? "";
    return storedAnswers([question], [{ questionId: question.id, value }], language);
  });

/** INF-20, CAT-55: why a value could not be written to a profile. */
export const attributeProblems = ["attributeProtected"] as const;
export type AttributeProblem = (typeof attributeProblems)[number];

/** INF-20, CAT-55: what of the profile of somebody with an administrative role only administrators may write. */
const sensitive: readonly string[] = ["mobilePhone"];

export type AttributeWrite = {
  readonly attribute: Attribute;
  readonly value: string;
  readonly problem: AttributeProblem | null;
};

/**
 * INF-18: what a delivery writes to the profile: the answers, but no value over one that was locked meanwhile and none
 * that is there already.
 */
export function attributeWrites(
  attributes: readonly Attribute[],
  answers: readonly Answer[],
  holder: { readonly profile: Profile; readonly isPrivileged: boolean },
): AttributeWrite[] {
  return attributes.flatMap((attribute): AttributeWrite[] => {
    const answer = answers.find(({ questionId }) => questionId === questionIdOf(attribute));
    const value = typeof answer?.value === "string" ? answer.value : null;
    if (!value || value === holder.profile[attribute.name] || isLocked(attribute, holder.profile)) return [];
    const isProtected = holder.isPrivileged && sensitive.includes(attribute.name);
    return [{ attribute, value, problem: isProtected ? "attributeProtected" : null }];
  });
}

/**
 * CAT-53, CAT-54, INF-18: which values go with access that has ended: those the portal wrote, that no other access of the
 * person needs, and that were not to stay.
 */
export function attributesToClear(
  ended: readonly Attribute[],
  others: readonly (readonly Attribute[])[],
  writtenNames: readonly string[],
): Attribute[] {
  const needed = new Set(others.flat().map(({ name }) => name));
  return ended.filter(
    ({ name, isPersistedOnAssignmentRemoval }) =>
      !isPersistedOnAssignmentRemoval && !needed.has(name) && writtenNames.includes(name),
  );
}
