import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decideStage } from "@/lib/engine/approval/decide";
import { decideExpiry } from "@/lib/engine/assignment/end";
import type { PersonId } from "@/lib/engine/ids";
import { decideCancellation } from "@/lib/engine/request/cancel";
import type { RequestEvent } from "@/lib/engine/request/events";
import { decideSubmission } from "@/lib/engine/request/submit";
import { decideTimers } from "@/lib/engine/request/timers";
import { ok } from "@/lib/engine/result";
import { idOf } from "@/lib/engine/testing/cast";
import { start } from "@/lib/engine/testing/facts";
import type { Engine } from "@/lib/engine/testing/scenarios";
import { addDays, addHours } from "@/lib/engine/time";
import { anyHistory } from "./commands";
import type { Company, State } from "./company";
import type { invariants } from "./invariants";
import { officeCompany } from "./office-company";
import { live } from "./run";
import { anyWorld, type World } from "./world";

const nobody = idOf<PersonId>(9_999);
const nothingHeld = { assignments: [], requests: [], groupIds: new Set<never>() };

/** A company whose state is told with a lie in it. */
const lying =
  (lie: (state: State) => State) =>
  (world: World): Company => {
    const company = officeCompany(world, start);
    return { ...company, state: async () => lie(await company.state()) };
  };

const withEngine = (engine: Partial<Engine>) => (world: World) => officeCompany(world, start, engine);

/** For every invariant a company that breaks it, in one place and no other. */
const broken: Record<keyof typeof invariants, (world: World) => Company> = {
  decided: withEngine({
    // The first approval is taken for the last.
    decideStage: (request, facts, decider, command, now) =>
      decideStage(
        {
          ...request,
          snapshot: {
            ...request.snapshot,
            requestApprovalSettings: {
              ...request.snapshot.requestApprovalSettings,
              stages: request.snapshot.requestApprovalSettings.stages.slice(0, 1),
            },
          },
        },
        facts,
        decider,
        command,
        now,
      ),
  }),
  apart: withEngine({
    // Conflicts are looked at when somebody asks, and not again.
    decideStage: (request, facts, decider, command, now) =>
      decideStage(request, { ...facts, holdings: nothingHeld }, decider, command, now),
    decideTimers: (request, facts, now) => decideTimers(request, { ...facts, holdings: nothingHeld }, now),
  }),
  closedStaysClosed: withEngine({
    // A canceled request still goes to delivery.
    decideCancellation: (request, by, reason, now) => {
      const decision = decideCancellation(request, by, reason, now);
      if (!decision.ok) return decision;
      const period = { startAt: now, endAt: null };
      const late = { kind: "deliveryStarted" as const, at: now, assignmentId: request.assignmentId, period };
      return ok({ events: [...decision.value.events, late] });
    },
  }),
  endedIsOver: withEngine({
    // Access ends a day late.
    decideExpiry: (assignment, requestId, now) => decideExpiry(assignment, requestId, addDays(now, -1)),
  }),
  notOwn: withEngine({
    // Nobody asks whose request it is.
    decideStage: (request, facts, decider, command, now) =>
      decideStage({ ...request, targetId: nobody, requestorId: nobody }, facts, decider, command, now),
  }),
  historyTells: lying((state) => ({
    ...state,
    requests: new Map([...state.requests].map(([id, request]) => [id, { ...request, justification: "changed later" }])),
  })),
  onceOnly: withEngine({
    // A stage that is forwarded is forwarded twice.
    decideTimers: (request, facts, now) => {
      const { events } = decideTimers(request, facts, now);
      return {
        events: events.flatMap((event): RequestEvent[] => (event.kind === "stageForwarded" ? [event, event] : [event])),
      };
    },
  }),
  onTime: withEngine({
    // Timers fire when somebody looks, and say so.
    decideTimers: (request, facts, now) => ({
      events: decideTimers(request, facts, now).events.map((event) => ({ ...event, at: addHours(event.at, 1) })),
    }),
  }),
  refusedChangesNothing: (world) => {
    const company = officeCompany(world, start);
    return {
      ...company,
      // The answer is a refusal although the request was canceled.
      cancel: async (...input) => {
        await company.cancel(...input);
        return { ok: false, error: { code: "cancelNotAllowed" } };
      },
    };
  },
  oneAtATime: withEngine({
    decideSubmission: (facts, command, ids, now) =>
      decideSubmission({ ...facts, holdings: nothingHeld }, command, ids, now),
  }),
};

describe("a check that cannot fail is none: every invariant finds the company that breaks it", () => {
  test.each(Object.entries(broken))("%s", async (name, company) => {
    const property = fc.asyncProperty(anyWorld, anyHistory({ min: 1, max: 250 }), async (world, history) => {
      const { violation } = await live(company(world), history);
      return !violation?.problems.some((problem) => problem.startsWith(`${name}:`));
    });
    const { failed } = await fc.check(property, { seed: 3, numRuns: 1_000, endOnFailure: true });
    expect(failed).toBe(true);
  });
});
