import { describe, expect, test } from "vitest";
import type { AssignmentId, RequestId } from "@/lib/engine/ids";
import type { SubmissionFacts, SubmitCommand } from "@/lib/engine/request/submission";
import {
  ada,
  auditors,
  ben,
  disabled,
  finance,
  gus,
  idOf,
  kim,
  ledgerOwners,
  policyIds,
  reports,
  vendors,
} from "@/lib/engine/testing/cast";
import {
  accessPackage,
  form,
  heldAssignment,
  holdings,
  otherRequest,
  policy,
  stage,
  start,
  submission,
  submitted,
  textQuestion,
} from "@/lib/engine/testing/facts";
import { explain } from "./trace";

/** What the gates asked and looked at, a line for each. */
function told(facts: Partial<SubmissionFacts>, command: Partial<SubmitCommand> = {}): string {
  const trace = explain(
    { submission: submission(facts), delegates: new Map(), incompatibleWith: [], roles: [] },
    form(command),
    start,
  );
  return trace.gates
    .map(({ step, rule, question, inputs, refusal }) => {
      const looked = inputs.map(({ name, value }) => `${name}: ${[value].flat().join(", ") || "–"}`);
      return `${step} ${rule} ${question} ${looked.join("; ")}${refusal ? ` → ${refusal.code}` : ""}`;
    })
    .join("\n");
}

const open = (number: number, parts: Parameters<typeof otherRequest>[0] = {}) =>
  otherRequest({ id: idOf<RequestId>(number), ...parts });
const held = (number: number, parts: Parameters<typeof heldAssignment>[0] = {}) =>
  heldAssignment({ id: idOf<AssignmentId>(number), ...parts });

describe("what every gate asks and looks at", () => {
  test("ERR-52 where nothing is in the way", () => {
    expect(told({})).toMatchInlineSnapshot(`
      "0 ERR-41 Are new requests processed at all? licence valid: true
      1 ERR-1 Is the account of whoever asks switched on? account of Ada, employee: true
      2 ERR-2 May whoever asks know this package? asked for or held before: false; known: true
      2 POR-44 Is the request that is sent again one of theirs, and denied? earlier request: none
      3 ERR-3 Is the catalog published? catalog published: true
      4 ERR-4 Is the catalog open to this kind of person? kind of person: member; open to guests: true
      5 ERR-29 Is the policy that was named switched on? named policy: none
      5 ERR-5 Is there a policy that includes the person? policies that include the person: Employees
      5 ERR-6 Is it clear which policy applies? named policy: none; policies on offer: Employees
      6 ERR-7 Does a policy let them ask in this way? asks: self
      6 ERR-37 May the approval be left out, if that was asked for? left out: false; role permits it: false
      6 ERR-1 Is the account of the one who is to get access switched on? account of Ada, employee: true
      7 ERR-8 Is no request for the same package open already? open requests: 0
      8 ERR-9 Is the access not there already? access that runs: 0
      9 ERR-12 Is no incompatible package held? incompatible packages: –; of these held: –
      10 ERR-13 Is the person in no incompatible group? incompatible groups: –; of these a member: –
      12 ERR-14 to ERR-18 Is the form filled in as the policy wants it? questions: 0; of the profile: 0; answers: 0; justification wanted: false; period may be chosen: true
      15 ERR-11 Are not too many requests open? open requests: 0; at most: 50"
    `);
  });

  test("ERR-52 where much is in the way", () => {
    const wanted = accessPackage({
      catalog: { isPublished: false, isExternallyVisible: false },
      policies: [
        policy({ isRequestorJustificationRequired: true, questions: [textQuestion({ isRequired: true })] }),
        policy({ policyId: policyIds[1], displayName: "Switched off", isEnabled: false }),
        policy({ policyId: policyIds[2], displayName: "Others", allowedTargetScope: "specificDirectoryUsers" }),
      ],
      incompatible: {
        packages: [
          { id: vendors, displayName: "Vendors" },
          { id: reports, displayName: "Reports" },
        ],
        groups: [
          { id: auditors, displayName: "Auditors" },
          { id: finance, displayName: "Finance" },
        ],
      },
    });
    const there = holdings({
      assignments: [
        held(1),
        held(2, { packageId: vendors }),
        held(3, { packageId: reports, state: "expired", isDeprovisioned: true }),
      ],
      requests: [
        open(4),
        open(5, { packageId: vendors, state: "denied" }),
        open(6, { packageId: vendors, type: "userRemove", state: "delivering" }),
        open(7, { packageId: reports }),
      ],
      groupIds: new Set([auditors, ledgerOwners]),
    });
    expect(told({ package: wanted, holdings: there, hasHistory: true })).toMatchInlineSnapshot(`
      "0 ERR-41 Are new requests processed at all? licence valid: true
      1 ERR-1 Is the account of whoever asks switched on? account of Ada, employee: true
      2 ERR-2 May whoever asks know this package? asked for or held before: true; known: true
      2 POR-44 Is the request that is sent again one of theirs, and denied? earlier request: none
      3 ERR-3 Is the catalog published? catalog published: false → catalogDisabled
      4 ERR-4 Is the catalog open to this kind of person? kind of person: member; open to guests: false
      5 ERR-29 Is the policy that was named switched on? named policy: none
      5 ERR-5 Is there a policy that includes the person? policies that include the person: Employees
      5 ERR-6 Is it clear which policy applies? named policy: none; policies on offer: Employees
      6 ERR-7 Does a policy let them ask in this way? asks: self
      6 ERR-37 May the approval be left out, if that was asked for? left out: false; role permits it: false
      6 ERR-1 Is the account of the one who is to get access switched on? account of Ada, employee: true
      7 ERR-8 Is no request for the same package open already? open requests: 1 → openRequestExists
      8 ERR-9 Is the access not there already? access that runs: 1 → alreadyAssigned
      9 ERR-12 Is no incompatible package held? incompatible packages: Vendors, Reports; of these held: Vendors → incompatiblePackage
      10 ERR-13 Is the person in no incompatible group? incompatible groups: Auditors, Finance; of these a member: Auditors → incompatibleGroup
      12 ERR-14 to ERR-18 Is the form filled in as the policy wants it? questions: 1; of the profile: 0; answers: 0; justification wanted: true; period may be chosen: true → invalidForm
      15 ERR-11 Are not too many requests open? open requests: 3; at most: 50"
    `);
  });

  test("ERR-52 where there are several ways, and one is named", () => {
    const wanted = accessPackage({
      policies: [policy(), policy({ policyId: policyIds[1], displayName: "By the hour" })],
    });
    expect(told({ package: wanted })).toMatch(
      /^5 ERR-6 .* named policy: none; policies on offer: Employees, By the hour/m,
    );
    const named = told({ package: wanted }, { policyId: policyIds[1] });
    expect(named).toMatch(/^5 ERR-29 .* named policy: By the hour; switched on: true$/m);
    expect(named).toMatch(/^5 ERR-6 .* named policy: By the hour; policies on offer: Employees, By the hour$/m);
    const off = accessPackage({ policies: [policy({ isEnabled: false })] });
    expect(told({ package: off }, { policyId: policyIds[0] })).toMatch(
      /^5 ERR-29 .* named policy: Employees; switched on: false → /m,
    );
  });

  test("ERR-52 where somebody asks for somebody else", () => {
    expect(told({ requestor: ben })).toMatch(/^6 ERR-7 .* asks: onBehalf; is the direct manager: true/m);
    expect(told({ requestor: kim })).toMatch(/^6 ERR-7 .* asks: onBehalf; is the direct manager: false/m);
    const direct = { requestor: kim, direct: { mayBypass: true } };
    expect(told(direct, { bypassReason: "Urgent." })).toMatch(/^6 ERR-37 .* left out: true; role permits it: true/m);
    expect(told({ ...direct, target: disabled(ada) })).toMatch(/^6 ERR-1 .* account of Ada, employee: false → /m);
  });

  test("ERR-52 where a guest asks, and where a denied request is sent again", () => {
    expect(told({ requestor: gus, target: gus })).toMatch(/^4 ERR-4 .* kind of person: guest; open to guests: true/m);
    const stages = [stage()];
    expect(told({ earlier: submitted(policy({ stages })) })).toMatch(/^2 POR-44 .* earlier request: submitted/m);
  });
});
