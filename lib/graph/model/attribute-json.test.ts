import fc from "fast-check";
import { expect, test } from "vitest";
import { type Attribute, attributeSchema, builtInAttributes } from "@/lib/engine/policy/attributes";
import { checked } from "@/lib/engine/testing/arbitraries";
import { parseBody } from "@/lib/graph/http/body";
import { attributeJson, attributeOf, attributeSchema as sentSchema } from "./attribute-json";

const localizations = fc.subarray([{ languageCode: "de", text: "Auf Deutsch" }]);
const anyAttribute: fc.Arbitrary<Attribute> = fc.record({
  name: fc.constantFrom(...builtInAttributes, "extension_2b67_personalTitle"),
  text: fc.constantFrom("What is it?", "Wo “genau”?"),
  localizations,
  format: fc.oneof(
    fc.boolean().map((isSingleLine) => ({ kind: "text" as const, isSingleLine })),
    localizations.map((texts) => ({
      kind: "multipleChoice" as const,
      choices: ["DE", "FR"].map((code) => ({ actualValue: code, text: `In ${code}`, localizations: texts })),
    })),
  ),
  isEditable: fc.boolean(),
  isPersistedOnAssignmentRemoval: fc.boolean(),
});

test("what a resource needs of a profile is the same after it was read and sent back", () => {
  checked(
    fc.property(anyAttribute, (attribute) => {
      const sent = parseBody(sentSchema, JSON.parse(JSON.stringify(attributeJson(attribute))));
      expect(attributeSchema.parse(attributeOf(sent))).toEqual(attribute);
    }),
  );
});
