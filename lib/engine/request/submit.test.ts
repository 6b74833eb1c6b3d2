import { describe, expect, test } from "vitest";
import { snapshotOf } from "@/lib/engine/policy/policy";
import { ada, dora, finance, policyIds, vendors } from "@/lib/engine/testing/cast";
import {
  accepted,
  accessPackage,
  after,
  choiceQuestion,
  form,
  heldAssignment,
  holdings,
  newIds,
  person,
  policy,
  refusalOf,
  stage,
  start,
  submission,
} from "@/lib/engine/testing/facts";
import { fold } from "./evolve";
import type { SubmissionFacts } from "./submission";
import { decideSubmission, validateSubmission } from "./submit";

const byDora = stage({ primaryApprovers: [person(dora)] });
const under = (terms: ReturnType<typeof policy>): SubmissionFacts =>
  submission({ package: accessPackage({ policies: [terms] }) });
const submit = (facts: SubmissionFacts, command = {}, now = start) =>
  decideSubmission(facts, form(command), newIds, now);
const kinds = (...args: Parameters<typeof submit>): string[] =>
  accepted(submit(...args)).events.map((event) => event.kind);
const request = (...args: Parameters<typeof submit>) => fold(accepted(submit(...args)).events);

describe("a submission", () => {
  test("REQ-27 is stored only if every check passes; otherwise there is no event at all", () => {
    const conflicting = submission({
      package: accessPackage({ incompatible: { packages: [], groups: [{ id: finance, displayName: "Finance" }] } }),
      holdings: holdings({ groupIds: new Set([finance]) }),
    });
    expect(submit(conflicting)).toEqual({
      ok: false,
      error: { code: "incompatibleGroup", conflicts: [{ kind: "group", id: finance, displayName: "Finance" }] },
    });
    expect(refusalOf(submit(submission()))).toBeNull();
  });

  test("REQ-28 starts the first stage where approval is required", () => {
    expect(kinds(under(policy({ stages: [byDora, byDora] })))).toEqual(["requestSubmitted", "stageStarted"]);
  });

  test("REQ-29 is delivered at once where none is", () => {
    expect(kinds(under(policy()))).toEqual(["requestSubmitted", "requestAutoApproved", "deliveryStarted"]);
  });

  test("APP-6 the approval that was not needed leaves an entry of its own", () => {
    expect(kinds(under(policy()))).toContain("requestAutoApproved");
    expect(kinds(under(policy({ stages: [byDora] })))).not.toContain("requestAutoApproved");
  });

  test("REQ-30 waits for a start in the future", () => {
    const command = { schedule: { startAt: after(5), endAt: null } };
    expect(kinds(under(policy()), command)).toEqual(["requestSubmitted", "requestAutoApproved", "requestScheduled"]);
    expect(request(under(policy()), command)).toMatchObject({ state: "scheduled", startAt: after(5) });
  });

  test("REQ-1 is a request of type userAdd by and for the same person", () => {
    expect(request(submission())).toMatchObject({ type: "userAdd", requestorId: ada.id, targetId: ada.id });
  });

  test("REQ-15 keeps id, package, schedule, justification, answers and the instant", () => {
    const terms = policy({ questions: [choiceQuestion()] });
    const command = {
      answers: [{ questionId: "site", value: "lis" }],
      justification: "  month end  ",
      schedule: { startAt: null, endAt: after(9) },
      language: "fr",
    };
    expect(request(under(terms), command)).toMatchObject({
      id: newIds.requestId,
      assignmentId: newIds.assignmentId,
      justification: "month end",
      schedule: { startAt: null, endAt: after(9) },
      answers: [{ value: "lis", displayValue: "Lisbonne", questionText: "Which site?" }],
      createdAt: start,
    });
  });

  test("INF-22 a blank justification is none", () => {
    expect(request(submission(), { justification: "   " })).toMatchObject({ justification: null });
  });

  test("WHO-54 copies its policy, so that later edits reach only new requests", () => {
    const stages = [byDora];
    const terms = policy({ policyId: policyIds[2], version: 4, stages });
    const stored = request(under(terms));
    expect(stored?.snapshot).toEqual(snapshotOf(terms));
    expect(stored?.snapshot).toMatchObject({ policyId: policyIds[2], version: 4 });
    expect(stored?.snapshot.requestApprovalSettings.stages).toEqual(stages);
  });

  test("APP-32 starts its stage even where nobody can decide, and says so", () => {
    const byHerself = policy({ stages: [stage({ primaryApprovers: [person(ada)] })] });
    expect(accepted(submit(under(byHerself))).events.at(-1)).toMatchObject({
      kind: "stageStarted",
      approvers: [],
      isNobodyAble: true,
    });
  });

  test("REQ-48 another package's request or assignment stands in no way", () => {
    const facts = submission({ holdings: holdings({ assignments: [heldAssignment({ packageId: vendors })] }) });
    expect(refusalOf(submit(facts))).toBeNull();
  });

  test("REQ-14 a validation is told what a submission would be told, and nothing is stored", () => {
    const conflicting = submission({
      package: accessPackage({ incompatible: { packages: [], groups: [{ id: finance, displayName: "Finance" }] } }),
      holdings: holdings({ groupIds: new Set([finance]) }),
    });
    for (const facts of [submission(), conflicting, submission({ package: null })]) {
      for (const command of [{}, { justification: "x".repeat(1_001) }, { policyId: policyIds[3] }]) {
        const submitted = submit(facts, command);
        const validated = validateSubmission(facts, form(command), start);
        expect(validated).toEqual(submitted.ok ? { ok: true, value: null } : submitted);
      }
    }
  });
});
