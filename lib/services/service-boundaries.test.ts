import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditEvents, identities, notifications, people, requests } from "@/db/schema";
import { type Person, serviceAddress } from "@/lib/engine/directory";
import { policyFormSchema } from "@/lib/engine/policy/form";
import {
  ada,
  ben,
  everybody,
  finance,
  ivo,
  jun,
  nightly,
  payments,
  policyIds,
  vendors,
} from "@/lib/engine/testing/cast";
import { accepted, after, person, policy, refusalOf, stage } from "@/lib/engine/testing/facts";
import { loadAdministration } from "@/lib/facts/administration";
import { planGroupsFile, planPeopleFile } from "@/lib/facts/import-plans";
import { testDatabase } from "@/lib/testing/database";
import { addApprover } from "./add-approver";
import { cancelAsAdministrator } from "./cancel-request";
import { addMembers } from "./change-members";
import { createPerson, updatePerson } from "./change-person";
import { removePortalRole } from "./change-portal-roles";
import { deleteRequest } from "./delete-request";
import { importPeople } from "./import-people";
import { linkIdentity } from "./link-identity";
import { createPolicy } from "./save-policy";
import { setPersonEnabled } from "./set-person-enabled";
import { Portal } from "./testing/portal";
import {
  appoint,
  changeSettings,
  insertGroup,
  insertPackage,
  insertPeople,
  insertService,
  somebody,
} from "./testing/world";

/** What a service may do by its roles, and what it never is, whatever roles it has. */
const test = testDatabase();
let portal: Portal;

/** A service that says it is a person. */
const pretender: Person = { ...somebody(nightly.displayName), id: nightly.id };
const [openId, approvedId] = policyIds;

beforeEach(async () => {
  await test.reset();
  portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
  await insertService(test.db, nightly);
  await insertGroup(test.db, finance, { name: "Finance" });
  await insertPackage(test.db, payments, { policies: [policy({ allowedTargetScope: "allDirectoryUsers" })] });
  const stages = [stage({ primaryApprovers: [person(ben)] })];
  await insertPackage(test.db, vendors, { policies: [policy({ policyId: approvedId, stages })] });
  await appoint(test.db, ivo, "governanceAdministrator");
  await appoint(test.db, nightly, "governanceAdministrator");
});

const assigned = async (packageId = payments, policyId = openId) => {
  const [only] = accepted(await portal.assign(pretender, packageId, { policyId, targetIds: [ada.id] })).results;
  if (!only) throw new Error("one target, one result");
  return accepted(only.result).requestId;
};

describe("a service acts by its roles", () => {
  it("WHO-44 AUD-1 assigns in its own name, and nobody writes to it about what becomes of it", async () => {
    const id = await assigned();
    await portal.work(id);
    expect(await portal.stateOf(id)).toBe("delivered");
    const [entry] = await portal.events(id);
    expect(entry).toMatchObject({ actorId: nightly.id, actorName: nightly.displayName, targetId: ada.id });
    const waiting = await assigned(vendors, approvedId);
    accepted(await portal.decide(ben, waiting, "deny", { reason: "No" }));
    expect(await test.db.$count(notifications)).toBeGreaterThan(0);
    expect(await test.db.$count(notifications, eq(notifications.recipientId, nightly.id))).toBe(0);
  });

  it("REQ-54 REQ-69 ASN-36 cancels, deletes, changes, ends and repairs as its roles let it", async () => {
    const waiting = await assigned(vendors, approvedId);
    const input = { personId: nightly.id, requestId: waiting };
    accepted(await cancelAsAdministrator(portal.deps, { ...input, reason: "By the plan" }));
    accepted(await deleteRequest(portal.deps, input));
    const id = await assigned();
    await portal.work(id);
    const { assignmentId } = await portal.request(id);
    accepted(await portal.change(pretender, assignmentId, { endAt: after(30) }));
    accepted(await portal.remove(pretender, assignmentId));
    expect((await portal.assignment(assignmentId)).state).toBe("expired");
  });

  it("DEL-23 may nothing without a role, and nothing while it is off", async () => {
    const lone = { ...pretender, id: somebody("Lone").id, displayName: "Lone" };
    await insertService(test.db, { ...nightly, id: lone.id, displayName: "Lone" });
    const wish = { policyId: openId, targetIds: [ada.id] };
    expect(refusalOf(await portal.assign(lone, payments, wish))).toBe("packageNotFound");
    await test.db.update(people).set({ isEnabled: false }).where(eq(people.id, nightly.id));
    const off = accepted(await portal.assign(pretender, payments, wish));
    expect(off.results.map(({ result }) => refusalOf(result))).toEqual(["accountDisabled"]);
  });
});

describe("a service is never", () => {
  it("WHO-14 a requestor, for itself or for anybody", async () => {
    expect(refusalOf(await portal.submit(pretender, payments))).toBe("packageNotFound");
    expect(refusalOf(await portal.submit(pretender, payments, { targetId: ada.id }))).toBe("packageNotFound");
    // Not after it assigned the package either, which is no history of its own.
    await assigned();
    expect(refusalOf(await portal.submit(pretender, payments, { targetId: jun.id }))).toBe("packageNotFound");
    expect(await test.db.$count(requests)).toBe(1);
  });

  it("ERR-28 a target, of a request or of an assignment", async () => {
    expect(refusalOf(await portal.submit(ben, payments, { targetId: nightly.id }))).toBe("packageNotFound");
    const wish = { policyId: openId, targetIds: [nightly.id] };
    for (const who of [ivo, pretender]) {
      const { results } = accepted(await portal.assign(who, payments, wish));
      expect(results.map(({ result }) => refusalOf(result))).toEqual(["targetNotInDirectory"]);
    }
  });

  it("a party to a request it made: it neither withdraws nor nudges nor answers", async () => {
    const id = await assigned(vendors, approvedId);
    for (const command of [portal.cancel(pretender, id), portal.nudge(pretender, id), portal.answer(pretender, id)]) {
      expect(refusalOf(await command)).toBe("requestNotFound");
    }
  });

  it("an approver, by a policy, by an administrator or by deciding", async () => {
    const form = policyFormSchema.parse({
      ...policy(),
      displayName: "By a service",
      requestApprovalSettings: { isApprovalRequiredForAdd: true, stages: [stage({ primaryApprovers: [person(ada)] })] },
    });
    const asked = stage({ primaryApprovers: [{ kind: "singleUser", userId: nightly.id }] });
    const settings = { ...form.requestApprovalSettings, stages: [asked] };
    const create = (parts: Partial<typeof form>) =>
      createPolicy(portal.deps, { personId: ivo.id, packageId: payments, form: { ...form, ...parts } });
    expect(refusalOf(await create({ requestApprovalSettings: settings }))).toBe("policyInvalid");
    const named = { kind: "singleUser", userId: nightly.id } as const;
    const allowedTargetScope = "specificDirectoryUsers";
    expect(refusalOf(await create({ allowedTargetScope, specificAllowedTargets: [named] }))).toBe("policyInvalid");
    const id = await portal.ask(ada, vendors);
    const addition = { personId: ivo.id, requestId: id, approverId: nightly.id, reason: "Away" };
    expect(refusalOf(await addApprover(portal.deps, addition))).toBe("approverNotEligible");
    expect(refusalOf(await portal.decide(pretender, id, "approve"))).toBe("requestNotFound");
    expect(refusalOf(await portal.askBack(pretender, id))).toBe("requestNotFound");
  });

  it("APP-86 a delegate, nor somebody who has one", async () => {
    await changeSettings(test.db, { allowApprovalDelegation: true });
    expect(refusalOf(await portal.delegate(ben, pretender))).toBe("delegateNotPermitted");
    expect(refusalOf(await portal.delegate(pretender, ben))).toBe("roleNotSufficient");
  });

  it("APP-31 GLO-26 a manager or a sponsor, nor a person who is edited", async () => {
    const texts = {
      displayName: "Lea",
      email: "lea@example.test",
      userPrincipalName: "lea@example.test",
      kind: "member",
      jobTitle: null,
      department: null,
      preferredLanguage: null,
    } as const;
    const create = (parts: { managerId?: Person["id"]; sponsorIds?: Person["id"][] }) =>
      createPerson(portal.deps, { actorId: ivo.id, form: { ...texts, managerId: null, sponsorIds: [], ...parts } });
    expect(refusalOf(await create({ managerId: nightly.id }))).toBe("managerNotFound");
    expect(refusalOf(await create({ sponsorIds: [nightly.id] }))).toBe("sponsorNotFound");
    const form = { ...texts, managerId: null, sponsorIds: [] };
    const edit = { actorId: ivo.id, personId: nightly.id, form, version: 1 };
    expect(refusalOf(await updatePerson(portal.deps, edit))).toBe("personNotFound");
    const off = { actorId: ivo.id, personId: nightly.id, isEnabled: false, reason: "Gone" };
    expect(refusalOf(await setPersonEnabled(portal.deps, off))).toBe("personNotFound");
  });

  it("RES-4 a member or an owner of a group", async () => {
    for (const role of ["member", "owner"] as const) {
      const added = await addMembers(portal.deps, { actorId: ivo.id, groupId: finance, role, personIds: [nightly.id] });
      expect(refusalOf(added)).toBe("memberNotFound");
    }
  });

  it("somebody a file of people or groups touches", async () => {
    const [address, now] = [serviceAddress(nightly.id), await portal.clock.now()];
    const before = await test.db.select().from(people).where(eq(people.id, nightly.id));
    const file = `userPrincipalName,displayName\n${address},Taken over`;
    const plan = await planPeopleFile(test.db, file, now);
    const sent = { actorId: ivo.id, content: file, digest: plan.ok ? plan.value.digest : "" };
    expect(refusalOf(await importPeople(portal.deps, sent))).toBe("importHasErrors");
    const relations = `userPrincipalName,manager,sponsors\n${ada.id}@example.test,${address},${address}`;
    expect(await planPeopleFile(test.db, relations, now)).toMatchObject({ value: { counts: { error: 1 } } });
    const groups = `displayName,members,owners\nFinance,${address},${address}`;
    expect(await planGroupsFile(test.db, groups, now)).toMatchObject({ value: { counts: { error: 1 } } });
    expect(await test.db.select().from(people).where(eq(people.id, nightly.id))).toEqual(before);
  });

  it("P1 the administrator who stays", async () => {
    expect((await loadAdministration(test.db)).people).toEqual([ivo.id]);
    const principal = { kind: "person", personId: ivo.id } as const;
    for (const actor of [ivo, nightly]) {
      const taken = await removePortalRole(portal.deps, {
        actorId: actor.id,
        role: "governanceAdministrator",
        principal,
      });
      expect(refusalOf(taken)).toBe("lastAdministrator");
    }
  });

  it("linked to an account that signs in", async () => {
    const link = { issuer: "https://id.example.test", subjects: ["somebody"], personId: nightly.id };
    await expect(linkIdentity(portal.deps, link)).rejects.toThrow();
    expect(await test.db.$count(identities)).toBe(0);
    expect(await test.db.$count(auditEvents)).toBe(0);
  });
});
