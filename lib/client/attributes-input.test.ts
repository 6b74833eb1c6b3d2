import { describe, expect, it } from "vitest";
import { attributeDraftOf, newAttribute, sentAttributes } from "@/components/admin/attributes/attribute-draft";
import { type Attribute, attributeSchema } from "@/lib/engine/policy/attributes";
import { attributesInput } from "./attributes-input";

const office: Attribute = attributeSchema.parse({
  name: "officeLocation",
  text: "Where shall the key be sent?",
  localizations: [{ languageCode: "de", text: "Wohin soll der Schlüssel?" }],
  format: {
    kind: "multipleChoice",
    choices: [
      { actualValue: "Aarhus", text: "Aarhus office", localizations: [{ languageCode: "de", text: "Büro Aarhus" }] },
      { actualValue: "Home", text: "Home address", localizations: [] },
    ],
  },
  isEditable: true,
  isPersistedOnAssignmentRemoval: true,
});
const git: Attribute = attributeSchema.parse({
  name: "extension_5f0c_gitUserName",
  text: "Your name for commits",
  format: { kind: "text", isSingleLine: false },
  isEditable: false,
});

const issuesOf = (drafts: readonly ReturnType<typeof newAttribute>[]) => {
  const read = attributesInput(JSON.stringify(sentAttributes(drafts)));
  return read.ok ? [] : read.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
};

describe("CAT-46 what a resource needs", () => {
  it("is sent as it was read, translations and choices included", () => {
    const sent = attributesInput(JSON.stringify(sentAttributes([office, git].map(attributeDraftOf))));
    expect(sent).toEqual({ ok: true, value: [office, git] });
    expect(attributesInput('{"questions":[]}')).toEqual({ ok: true, value: [] });
  });

  it("CAT-47 says at its field what cannot be asked for", () => {
    const begun = newAttribute("a");
    const extension = { ...begun, source: { ...begun.source, builtIn: null, extension: "accountEnabled" } };
    const choice = { ...begun.question, format: "oneChoice" as const, text: "Where?", choices: [] };
    expect(issuesOf([begun])).toEqual(["questions.0.text: Fill this in."]);
    expect(issuesOf([{ ...extension, question: { ...extension.question, text: "On?" } }])).toEqual([
      "questions.0.name: Choose a text of the profile, or type the full name of an extension.",
    ]);
    expect(issuesOf([{ ...begun, question: choice }])).toEqual(["questions.0.choices: At least 2."]);
    expect(issuesOf([attributeDraftOf(office), attributeDraftOf(office)])).toEqual([
      "questions.1.name: Each text of the profile once.",
    ]);
  });

  it("is one message where it cannot be read at all", () => {
    for (const text of [undefined, "{", "[]", '{"questions":7}', JSON.stringify({ questions: Array(51).fill({}) })]) {
      const read = attributesInput(text);
      expect(read.ok ? [] : read.error.issues.map(({ path }) => path.length)).toEqual([0]);
    }
  });
});
