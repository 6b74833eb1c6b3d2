import { expect, test } from "vitest";
import type { CatalogId, ResourceId } from "@/lib/engine/ids";
import { type AttributeInput, attributeSchema } from "@/lib/engine/policy/attributes";
import { idOf } from "@/lib/engine/testing/cast";
import { accepted, start } from "@/lib/engine/testing/facts";
import { decideResourceAttributes } from "./attributes";
import { catalogRefusalText } from "./refusals";

const catalogId = idOf<CatalogId>(1);
const resource = { id: idOf<ResourceId>(2), displayName: "Bank", originSystem: "AadApplication" as const };
const attribute = (name: string, parts: Partial<AttributeInput> = {}): AttributeInput => ({
  name,
  text: `Your ${name}`,
  format: { kind: "text", isSingleLine: true },
  isEditable: false,
  ...parts,
});
const city = attribute("city");
const title = attribute("jobTitle");

const facts = { catalogId, resource, current: [], version: 3, lastEditor: "Ann" };
const decide = (attributes: readonly AttributeInput[], current: readonly AttributeInput[] = [], version = 3) =>
  decideResourceAttributes(
    { ...facts, current: current.map((each) => attributeSchema.parse(each)) },
    { attributes, version },
    start,
  );

test("CAT-46 what a resource needs is set as a whole, and the log has what it was and what it is", () => {
  expect(accepted(decide([title, city], [city]))).toMatchObject({
    kind: "resourceAttributesChanged",
    catalogId,
    resource,
    before: [{ name: "city" }],
    after: [{ name: "city" }, { name: "jobTitle" }],
  });
  expect(accepted(decide([city, title], [title, city]))).toBeNull();
});

test("CAT-47 only texts of a profile that may be written, each once", () => {
  const refused = decide([city, attribute("accountEnabled"), city, attribute("state", { text: " " })]);
  expect(refused).toEqual({
    ok: false,
    error: { code: "attributesInvalid", names: ["accountEnabled", "city", "state"] },
  });
  if (!refused.ok) expect(catalogRefusalText(refused.error).items).toEqual(["accountEnabled", "city", "state"]);
});

test("CAT-47 a choice offers at least two values", () => {
  const one = attribute("city", {
    format: { kind: "multipleChoice", choices: [{ actualValue: "a", text: "Aarhus" }] },
  });
  expect(decide([one])).toMatchObject({ error: { code: "attributesInvalid" } });
});

test("CAT-46 each choice and each language once, as in a question", () => {
  const choices = ["a", "a"].map((actualValue) => ({ actualValue, text: "Aarhus" }));
  const twice = attribute("city", { format: { kind: "multipleChoice", choices } });
  const german = { languageCode: "de", text: "Stadt" };
  for (const wrong of [twice, attribute("city", { localizations: [german, german] })]) {
    expect(decide([wrong])).toEqual({ ok: false, error: { code: "attributesInvalid", names: ["city"] } });
  }
});

test("ERR-50 whoever read an older list is told by whom it was changed", () => {
  const refused = decide([city], [title], 2);
  expect(refused).toMatchObject({ error: { code: "staleVersion", by: "Ann" } });
  expect(refused.ok || catalogRefusalText(refused.error).title).toBe(
    "Ann changed this resource while you were editing it",
  );
});

test("CAT-31 a resource of another catalog is not there", () => {
  expect(decideResourceAttributes({ ...facts, resource: null }, { attributes: [city], version: 3 }, start)).toEqual({
    ok: false,
    error: { code: "resourceNotFound" },
  });
});
