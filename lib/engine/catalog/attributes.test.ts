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

const decide = (wanted: readonly AttributeInput[], current: readonly AttributeInput[] = []) =>
  decideResourceAttributes(
    { catalogId, resource, current: current.map((each) => attributeSchema.parse(each)) },
    wanted,
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

test("CAT-31 a resource of another catalog is not there", () => {
  expect(decideResourceAttributes({ catalogId, resource: null, current: [] }, [city], start)).toEqual({
    ok: false,
    error: { code: "resourceNotFound" },
  });
});
