import { describe, expect, test } from "vitest";
import { nightly } from "@/lib/engine/testing/cast";
import { refusalOf, start } from "@/lib/engine/testing/facts";
import {
  decideServiceCreation,
  decideServiceUpdate,
  type Service,
  type ServiceFacts,
  type ServiceForm,
  serviceFormSchema,
} from "./service";

const form: ServiceForm = { displayName: "Nightly sync", clientId: "6f9a-client" };
const facts: ServiceFacts = { isNameTaken: false, hasIssuer: true, clientIdHolder: null };
const service: Service = { ...form, id: nightly.id, isEnabled: true, version: 3 };

describe("what is said of a service", () => {
  const parse = (parts: Record<string, unknown>) => serviceFormSchema.safeParse({ ...form, ...parts });

  test("texts without the spaces around them; an empty client id is none", () => {
    expect(parse({ displayName: " Nightly sync ", clientId: " 6f9a-client " }).data).toEqual(form);
    expect(parse({ clientId: "  " }).data?.clientId).toBeNull();
  });

  test.each([
    ["displayName", " "],
    ["displayName", "x".repeat(257)],
    ["clientId", "x".repeat(256)],
    ["clientId", "two words"],
    ["clientId", "a\0b"],
  ])("LIM-30 %s is refused as %j", (field, value) => {
    expect(parse({ [field]: value }).error?.issues.map((issue) => issue.path[0])).toEqual([field]);
  });
});

describe("a service is added", () => {
  const create = (parts: Partial<ServiceFacts> = {}, wanted: Partial<ServiceForm> = {}) =>
    decideServiceCreation({ ...facts, ...parts }, { ...form, ...wanted }, nightly.id, start);

  test("by its name and, where the issuer knows it, its client id", () => {
    expect(create()).toEqual({
      ok: true,
      value: { kind: "serviceAdded", at: start, personId: nightly.id, after: form },
    });
    expect(create({ hasIssuer: false }, { clientId: null })).toMatchObject({ ok: true });
  });

  test("under a name and a client id that are its own", () => {
    expect(refusalOf(create({ isNameTaken: true }))).toBe("serviceNameTaken");
    expect(create({ clientIdHolder: "Ada" })).toEqual({ ok: false, error: { code: "clientIdTaken", by: "Ada" } });
    expect(refusalOf(create({ hasIssuer: false }))).toBe("noIssuer");
  });
});

describe("a service is edited", () => {
  const update = (wanted: Partial<ServiceForm>, parts: Partial<ServiceFacts> = {}, version = 3) =>
    decideServiceUpdate(
      { ...facts, ...parts, service, lastEditor: "Kim" },
      { form: { ...form, ...wanted }, version },
      start,
    );

  test("AUD-3 only what changed is told", () => {
    expect(update({})).toEqual({ ok: true, value: null });
    expect(update({ clientId: null })).toEqual({
      ok: true,
      value: {
        kind: "serviceUpdated",
        at: start,
        personId: nightly.id,
        before: { clientId: "6f9a-client" },
        after: { clientId: null },
      },
    });
    expect(refusalOf(update({ displayName: "Other" }, { isNameTaken: true }))).toBe("serviceNameTaken");
  });

  test("ERR-50 whoever read another version is told what is there now", () => {
    expect(update({ displayName: "Sync", clientId: null }, {}, 2)).toEqual({
      ok: false,
      error: {
        code: "staleVersion",
        by: "Kim",
        current: [
          { name: "Name", text: "Nightly sync" },
          { name: "Client id", text: "6f9a-client" },
        ],
      },
    });
  });
});
