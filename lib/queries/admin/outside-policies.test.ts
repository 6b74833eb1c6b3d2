import { beforeEach, expect, it } from "vitest";
import { dora, everybody, gus, payments, policyIds } from "@/lib/engine/testing/cast";
import { person, policy, refusalOf, stage } from "@/lib/engine/testing/facts";
import { loadStoredPolicy } from "@/lib/facts/policy-forms";
import { listAvailablePackages } from "@/lib/queries/available-packages";
import type { Reading } from "@/lib/queries/reading";
import { Portal } from "@/lib/services/testing/portal";
import { insertPackage, insertPeople } from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";
import { getCoverage } from "./coverage";
import { getAdminPackage } from "./packages";
import { getPolicyEditor } from "./policy-editor";
import { getPolicyImpact } from "./policy-impact";

const test = testDatabase();
const viewer = { roles: [{ role: "governanceAdministrator" as const, catalogId: null }] };
const policyId = policyIds[0];
let portal: Portal;
let reading: Reading;

beforeEach(async () => {
  await test.reset();
  portal = new Portal(test);
  reading = { db: test.db, now: await portal.clock.now() };
  await insertPeople(test.db, ...everybody);
});

it.each(["allConfiguredConnectedOrganizationUsers", "allExternalUsers"] as const)(
  "a policy for people outside is shown and edited like every other, and admits nobody yet: %s",
  async (scope) => {
    const terms = policy({
      policyId,
      allowedTargetScope: scope,
      stages: [stage({ primaryApprovers: [person(dora)] })],
    });
    await insertPackage(test.db, payments, { policies: [terms] });
    const wanted = { packageId: payments, policyId };
    expect(await getAdminPackage(viewer, payments, reading)).toMatchObject({ policies: [{ scope }] });
    expect(await getPolicyEditor(viewer, wanted, reading)).toMatchObject({
      policy: { form: { allowedTargetScope: scope } },
    });
    const stored = await loadStoredPolicy(test.db, payments, policyId);
    if (!stored) throw new Error("the policy is gone");
    const forMembers = { ...stored.form, allowedTargetScope: "allMemberUsers" as const };
    expect(await getPolicyImpact(viewer, { ...wanted, form: forMembers }, reading)).toMatchObject({
      gained: { count: everybody.filter((each) => each.kind === "member").length },
      lost: { count: 0 },
    });
    expect(await getCoverage(viewer, {}, reading)).toMatchObject({ rows: [] });
    for (const kind of ["member", "guest"] as const) {
      expect((await listAvailablePackages({ personId: gus.id, kind }, {}, reading)).rows).toEqual([]);
    }
    expect(refusalOf(await portal.submit(gus, payments))).toBe("packageNotFound");
  },
);
