import { expect, test } from "vitest";
import type { ResourceRoleId } from "@/lib/engine/ids";
import { idOf, payments } from "@/lib/engine/testing/cast";
import { start } from "@/lib/engine/testing/facts";
import type { NamedRole } from "./events";
import { decidePackageRoles, type PackageRolesCommand } from "./roles";

const role = (number: number, displayName: string): NamedRole => ({ id: idOf<ResourceRoleId>(number), displayName });
const ledger = role(1, "Ledger – Member");
const bank = role(2, "Bank – User");
const elsewhere = role(3, "Archive – Reader");

const change = (
  command: Partial<PackageRolesCommand>,
  given: readonly NamedRole[] = [ledger],
  excluded: readonly NamedRole[] = [],
) =>
  decidePackageRoles(
    {
      packageId: payments,
      given,
      available: [ledger, bank].filter(({ id }) => command.add?.includes(id)),
      excluded: new Map(excluded.map(({ id }) => [id, "Ledger owners"])),
    },
    { add: [], remove: [], ...command },
    start,
  );

test("WHO-60 a role is added and another removed in one change", () => {
  expect(change({ add: [bank.id], remove: [ledger.id] })).toEqual({
    ok: true,
    value: { kind: "packageRolesChanged", at: start, packageId: payments, added: [bank], removed: [ledger] },
  });
});

test("WHO-60 what is there already, or not there anyway, is no change", () => {
  expect(change({ add: [ledger.id] })).toEqual({ ok: true, value: null });
  expect(change({ remove: [bank.id] })).toEqual({ ok: true, value: null });
  expect(change({ add: [ledger.id], remove: [ledger.id] })).toEqual({ ok: true, value: null });
});

test("RES-2 a package gives roles of its own catalog only", () => {
  expect(change({ add: [bank.id, elsewhere.id, elsewhere.id] })).toEqual({
    ok: false,
    error: { code: "roleNotInCatalog", count: 1 },
  });
});

test("SOD-9 no role is added that brings its holders into a group the package excludes; what is given already stays", () => {
  expect(change({ add: [bank.id] }, [ledger], [bank])).toEqual({
    ok: false,
    error: { code: "incompatibleSelf", group: "Ledger owners" },
  });
  expect(change({ add: [ledger.id, bank.id] }, [ledger], [ledger]).ok).toBe(true);
});
