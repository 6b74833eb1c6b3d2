import { describe, expect, test } from "vitest";
import type { RequestId } from "@/lib/engine/ids";
import { ada, ben, idOf, kim, payments, vendors } from "@/lib/engine/testing/cast";
import {
  accessPackage,
  afterEvents,
  form,
  heldAssignment,
  holdings,
  newIds,
  policy,
  type requestBody,
  start,
  submission,
  submitted,
} from "@/lib/engine/testing/facts";
import { fold } from "./evolve";
import { firstRefusal, runGates } from "./gates";
import type { AssignmentRequest } from "./request";
import { resubmissionRefusal } from "./resubmission";
import { type DenialCause, denialCauses } from "./states";
import type { SubmissionFacts } from "./submission";
import { decideSubmission } from "./submit";

const again = form({ resubmissionOf: newIds.requestId });
const denied = (cause: DenialCause = "deniedByApprover", parts: Parameters<typeof requestBody>[1] = {}) =>
  afterEvents(submitted(policy(), parts), [{ kind: "requestDenied", at: start, cause, reason: null, conflicts: [] }]);
const after = (earlier: AssignmentRequest | null, parts: Partial<SubmissionFacts> = {}) =>
  firstRefusal(runGates(submission({ earlier, ...parts }), again, start));

describe("sending a denied request again", () => {
  test("POR-44 whatever the cause of the denial, it can be sent again", () => {
    for (const cause of denialCauses) expect(after(denied(cause))).toBeNull();
  });

  test("POR-44 is a new request that names the old one", () => {
    const ids = { ...newIds, requestId: idOf<RequestId>(101) };
    const result = decideSubmission(submission({ earlier: denied() }), again, ids, start);
    expect(result.ok && fold(result.value.events)).toMatchObject({
      id: ids.requestId,
      resubmissionOf: newIds.requestId,
    });
  });

  test("POR-44 what was not denied cannot be sent again", () => {
    expect(after(submitted())).toEqual({ code: "resubmitNotAllowed", state: "submitted" });
    const canceled = afterEvents(submitted(), [{ kind: "requestCanceled", at: start, by: ada.id, reason: null }]);
    expect(after(canceled)).toEqual({ code: "resubmitNotAllowed", state: "canceled" });
  });

  test("POR-44 only who asked or was asked for may, and others do not learn that there was a request", () => {
    const byBen = denied("timedOut", { type: "onBehalfAdd", requestorId: ben.id });
    expect(resubmissionRefusal(byBen, ada.id)).toBeNull();
    expect(resubmissionRefusal(byBen, ben.id)).toBeNull();
    expect(resubmissionRefusal(byBen, kim.id)).toEqual({ code: "requestNotFound" });
    expect(resubmissionRefusal(null, ada.id)).toEqual({ code: "requestNotFound" });
  });

  test("POR-44 it has to be the same wish: new access to this package for this person", () => {
    expect(after(denied("timedOut", { packageId: vendors }))).toEqual({ code: "requestNotFound" });
    expect(after(denied("timedOut", { type: "onBehalfAdd", requestorId: ada.id, targetId: kim.id }))).toEqual({
      code: "requestNotFound",
    });
    expect(after(denied("timedOut", { type: "userUpdate" }))).toEqual({ code: "requestNotFound" });
    expect(after(null)).toEqual({ code: "requestNotFound" });
  });

  test("POR-44 a request whose record was deleted is gone", () => {
    expect(after(afterEvents(denied(), [{ kind: "requestDeleted", at: start }]))).toEqual({ code: "requestNotFound" });
  });

  test("POR-44 every check is made anew", () => {
    const held = holdings({ assignments: [heldAssignment({ packageId: payments })] });
    expect(after(denied(), { holdings: held })?.code).toBe("alreadyAssigned");
    const closed = accessPackage({ catalog: { isPublished: false, isExternallyVisible: true } });
    expect(after(denied(), { package: closed })).toEqual({ code: "catalogDisabled" });
  });
});
