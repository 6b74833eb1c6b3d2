import { describe, expect, test } from "vitest";
import { fold } from "@/lib/engine/request/evolve";
import { formIssues, formQuestions } from "@/lib/engine/request/form";
import type { AssignmentRequest } from "@/lib/engine/request/request";
import { mayReadProfile } from "@/lib/engine/request/submission";
import { decideSubmission } from "@/lib/engine/request/submit";
import { ada, ben, dora } from "@/lib/engine/testing/cast";
import {
  accepted,
  accessPackage,
  form,
  newIds,
  policy,
  refusalOf,
  start,
  submission,
  textQuestion,
} from "@/lib/engine/testing/facts";
import {
  type Attribute,
  attributeSchema,
  attributesToClear,
  attributeWrites,
  distinctAttributes,
  knownAnswers,
} from "./attributes";

const attribute = (name: string, parts: Partial<Attribute> = {}): Attribute =>
  attributeSchema.parse({
    name,
    text: `Your ${name}`,
    format: { kind: "text", isSingleLine: true },
    isEditable: false,
    ...parts,
  });

const office = attribute("officeLocation");
const editable = attribute("city", { isEditable: true });
const size = attribute("extension_a1b2_shirtSize", {
  format: {
    kind: "multipleChoice",
    choices: [
      { actualValue: "s", text: "Small", localizations: [{ languageCode: "de", text: "Klein" }] },
      { actualValue: "l", text: "Large", localizations: [] },
    ],
  },
});

const answer = (name: string, value: string) => ({ questionId: `attribute.${name}`, value });

/** The problems of a form for a package that needs these, at their fields. */
const problems = (attributes: readonly Attribute[], answers: ReturnType<typeof answer>[], profile = {}) =>
  formIssues(policy({ attributes: [...attributes] }), form({ answers }), start, { profile }).map(
    ({ field, problem }) => `${field} ${problem}`,
  );

const facts = (attributes: readonly Attribute[], parts: Parameters<typeof submission>[0] = {}) =>
  submission({ package: accessPackage({ policies: [policy({ attributes: [...attributes] })] }), ...parts });

const request = (given: ReturnType<typeof facts>, answers: ReturnType<typeof answer>[] = [], parts = {}) =>
  fold(accepted(decideSubmission(given, form({ answers, ...parts }), newIds, start)).events) as AssignmentRequest;

describe("what a resource needs of a profile", () => {
  test("INF-14 is a built-in text or an extension by its full name, and nothing else of it", () => {
    for (const name of ["jobTitle", "mobilePhone", "extension_0a1b_costCenter"]) {
      expect(attributeSchema.safeParse({ ...office, name }).success).toBe(true);
    }
    for (const name of ["accountEnabled", "userPrincipalName", "costCenter", "extension_", ""]) {
      expect(attributeSchema.safeParse({ ...office, name }).success).toBe(false);
    }
  });

  test("INF-15 has to be there: asked like a question that wants an answer", () => {
    expect(problems([office], [])).toEqual(["answers.attribute.officeLocation required"]);
    expect(problems([office], [answer("officeLocation", "  ")])).toEqual(["answers.attribute.officeLocation required"]);
    expect(problems([office], [answer("officeLocation", "Berlin 4.12")])).toEqual([]);
    expect(problems([size], [answer("extension_a1b2_shirtSize", "xxl")])).toEqual([
      "answers.attribute.extension_a1b2_shirtSize unknownChoice",
    ]);
  });

  test("INF-15 stands after the questions of the policy", () => {
    const terms = policy({ questions: [textQuestion({ sequence: 19 })], attributes: [office, size] });
    expect(formQuestions(terms, {}).map(({ id }) => id)).toEqual([
      "why",
      "attribute.officeLocation",
      "attribute.extension_a1b2_shirtSize",
    ]);
  });

  test("INF-16 may be entered once where it is empty", () => {
    expect(problems([office], [answer("officeLocation", "Berlin")], {})).toEqual([]);
    expect(formQuestions(policy({ attributes: [office] }), { officeLocation: "Berlin" })).toEqual([]);
  });

  test("INF-17 where it is there and not editable nothing is asked, and another value is refused", () => {
    const known = { officeLocation: "Berlin" };
    expect(problems([office], [], known)).toEqual([]);
    expect(problems([office], [answer("officeLocation", "Berlin")], known)).toEqual([]);
    expect(problems([office], [answer("officeLocation", "Paris")], known)).toEqual([
      "answers.attribute.officeLocation readOnly",
    ]);
  });

  test("INF-17 where it is editable it is asked for always, beginning with what is there", () => {
    const known = { city: "Berlin" };
    expect(problems([editable], [], known)).toEqual(["answers.attribute.city required"]);
    expect(problems([editable], [answer("city", "Paris")], known)).toEqual([]);
    expect(knownAnswers([editable, office], known)).toEqual([answer("city", "Berlin")]);
  });

  test("INF-17 holds at direct assignment too", () => {
    const direct = { direct: { mayBypass: false }, requestor: dora, profile: { officeLocation: "Berlin" } };
    const named = { policyId: policy().policyId };
    const attempt = form({ ...named, answers: [answer("officeLocation", "Paris")] });
    expect(refusalOf(decideSubmission(facts([office], direct), attempt, newIds, start))).toBe("invalidForm");
    expect(request(facts([office], direct), [], named).answers).toMatchObject([{ displayValue: "Berlin" }]);
  });

  test("INF-19 is asked once, however many resources need it; the stricter one says who may change it", () => {
    const other = attribute("officeLocation", {
      text: "Where do you sit?",
      isEditable: true,
      isPersistedOnAssignmentRemoval: true,
    });
    const both = { ...office, isEditable: false, isPersistedOnAssignmentRemoval: true };
    expect(distinctAttributes([office, other, size])).toEqual([both, size]);
    expect(distinctAttributes([other, office])).toEqual([
      { ...other, isEditable: false, isPersistedOnAssignmentRemoval: true },
    ]);
  });
});

describe("a request", () => {
  test("CAT-52 keeps what was answered, in the words of the reader, and what the profile says for good", () => {
    const given = facts([size, office], { profile: { officeLocation: "Berlin" } });
    const { answers } = request(given, [answer("extension_a1b2_shirtSize", "s")], { language: "de" });
    expect(answers.map(({ questionId, displayValue }) => [questionId, displayValue])).toEqual([
      ["attribute.extension_a1b2_shirtSize", "Klein"],
      ["attribute.officeLocation", "Berlin"],
    ]);
  });

  test("CAT-57 keeps what was needed at its submission, whatever is needed later", () => {
    expect(request(facts([office]), [answer("officeLocation", "Berlin")]).snapshot.attributes).toEqual([office]);
  });

  test("ERR-12 for a colleague does not tell what their profile says; a manager and an administrator see it", () => {
    const parts = (requestor: typeof ada) => ({ requestor, target: ada });
    expect(mayReadProfile({ ...parts(ada), direct: null })).toBe(true);
    expect(mayReadProfile({ ...parts(ben), direct: null })).toBe(true);
    expect(mayReadProfile({ ...parts(dora), direct: null })).toBe(false);
    expect(mayReadProfile({ ...parts(dora), direct: { mayBypass: false } })).toBe(true);
  });
});

describe("a delivery", () => {
  const plain = { profile: {}, isPrivileged: false };
  const stored = (name: string, value: string) => ({
    ...answer(name, value),
    questionText: name,
    displayValue: value,
  });
  const writes = (
    attributes: readonly Attribute[],
    answers: ReturnType<typeof stored>[],
    holder: Parameters<typeof attributeWrites>[2] = plain,
  ) => attributeWrites(attributes, answers, holder).map(({ attribute: { name }, value }) => [name, value]);

  test("INF-18 writes what was answered", () => {
    expect(writes([office, size], [stored("officeLocation", "Berlin")])).toEqual([["officeLocation", "Berlin"]]);
  });

  test("INF-18 writes nothing that is there already", () => {
    const holder = { ...plain, profile: { city: "Berlin" } };
    expect(writes([editable], [stored("city", "Berlin")], holder)).toEqual([]);
    expect(writes([editable], [stored("city", "Paris")], holder)).toEqual([["city", "Paris"]]);
  });

  test("INF-16 writes nothing over a value that was entered meanwhile and is locked since", () => {
    const holder = { ...plain, profile: { officeLocation: "Paris" } };
    expect(writes([office], [stored("officeLocation", "Berlin")], holder)).toEqual([]);
  });

  test("INF-20 cannot set the mobile phone of somebody with an administrative role, and can set that of others", () => {
    const phone = attribute("mobilePhone");
    const given = [stored("mobilePhone", "+49 30 1")];
    const attempt = (isPrivileged: boolean) =>
      attributeWrites([phone], given, { profile: {}, isPrivileged }).map(({ problem }) => problem);
    expect(attempt(true)).toEqual(["attributeProtected"]);
    expect(attempt(false)).toEqual([null]);
    expect(attributeWrites([office], [stored("officeLocation", "x")], { ...plain, isPrivileged: true })).toMatchObject([
      { problem: null },
    ]);
  });
});

describe("the end of access", () => {
  const names = (attributes: readonly Attribute[]) => attributes.map(({ name }) => name);

  test("INF-18 takes out what was written for it, and nothing the directory said itself", () => {
    expect(names(attributesToClear([office, editable], [], ["officeLocation"]))).toEqual(["officeLocation"]);
  });

  test("CAT-53 leaves what was to stay", () => {
    const stays = attribute("officeLocation", { isPersistedOnAssignmentRemoval: true });
    expect(attributesToClear([stays], [], ["officeLocation"])).toEqual([]);
  });

  test("CAT-54 leaves what other access needs still", () => {
    expect(attributesToClear([office], [[size], [office]], ["officeLocation"])).toEqual([]);
    expect(names(attributesToClear([office], [[size]], ["officeLocation"]))).toEqual(["officeLocation"]);
  });
});
