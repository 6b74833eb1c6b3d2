import { z } from "zod";
import { type Attribute, type AttributeInput, questionOf as askedQuestion } from "@/lib/engine/policy/attributes";
import { badRequest } from "@/lib/graph/problem";
import { flag, isType, notSupported, object } from "./input";
import { questionJson } from "./policy-json";
import { questionOf, questionSchema } from "./question-input";

/** CAT-46: what a resource needs of a profile, with the question it becomes. */
export const attributeJson = (attribute: Attribute) => ({
  name: attribute.name,
  isEditable: attribute.isEditable,
  isPersistedOnAssignmentRemoval: attribute.isPersistedOnAssignmentRemoval,
  source: {
    "@odata.type": "#microsoft.graph.accessPackageResourceAttributeQuestion",
    question: questionJson(askedQuestion(attribute)),
  },
  destination: { "@odata.type": "#microsoft.graph.accessPackageUserDirectoryAttributeStore" },
});

/** An accessPackageResourceAttribute as it is sent. */
export const attributeSchema = object({
  name: z.string(),
  // Of the older generation, where they say nothing.
  id: z.unknown().optional(),
  attributeDefaultValue: z.null().optional(),
  isEditable: flag.nullish(),
  isPersistedOnAssignmentRemoval: flag.nullish(),
  source: object({ question: questionSchema }),
  destination: object({}).nullish(),
});

/**
 * An attribute as the portal has it, still to be judged. Its question is always one that has to be answered (INF-15).
 * @throws GraphProblem 400 for sources, destinations and questions the portal does not have
 */
export function attributeOf(sent: z.infer<typeof attributeSchema>): AttributeInput {
  const { name, source, destination } = sent;
  if (!isType(source["@odata.type"], "accessPackageResourceAttributeQuestion")) {
    throw badRequest(`attributes: the source of '${name}' is an accessPackageResourceAttributeQuestion.`);
  }
  const store = destination?.["@odata.type"];
  if (store && !isType(store, "accessPackageUserDirectoryAttributeStore")) {
    throw notSupported(`attributes: '${name}' can only be kept in the profile of the person.`);
  }
  const question = questionOf(source.question, 0);
  if (question.kind === "multipleChoice" ? question.isMultipleSelectionAllowed : question.regexPattern !== null) {
    throw notSupported(`attributes: '${name}' has one value, without a pattern.`);
  }
  return {
    name,
    text: question.text,
    localizations: question.localizations,
    isEditable: sent.isEditable ?? false,
    isPersistedOnAssignmentRemoval: sent.isPersistedOnAssignmentRemoval ?? false,
    format:
      question.kind === "multipleChoice"
        ? { kind: "multipleChoice", choices: question.choices }
        : { kind: "text", isSingleLine: question.isSingleLineQuestion },
  };
}
