// biome-ignore-all lint/style/noRestrictedImports: generators are made of fast-check and only tests import them
import fc from "fast-check";
import type { TenantSettings } from "@/lib/engine/settings";
import { anyTerms, type Terms } from "./world";

/** A worker that dies after so many steps, in the middle of the next, or (null) does all there is to do. */
export type Worker = { readonly diesAfter: number | null };

/**
 * One thing that happens in a simulated company. Numbers pick among what there is at that moment, so a history from
 * which some commands were taken away still means something: that is how a failing one is shortened.
 */
export type Command =
  /** Time passes; without the worker nothing that falls due is done. */
  | { readonly kind: "pass"; readonly hours: number; readonly worker: Worker | null }
  | {
      readonly kind: "ask";
      readonly who: number;
      readonly package: number;
      readonly policy: number;
      readonly startsInDays: number | null;
      readonly endsInDays: number | null;
    }
  /** Mostly by somebody who is asked, sometimes by anybody. */
  | {
      readonly kind: "decide";
      readonly who: number;
      readonly isAsked: boolean;
      readonly request: number;
      readonly verdict: "approve" | "deny";
    }
  | { readonly kind: "cancel"; readonly who: number; readonly isOwn: boolean; readonly request: number }
  | { readonly kind: "giveBack"; readonly who: number; readonly isOwn: boolean; readonly assignment: number }
  | { readonly kind: "askFor"; readonly who: number; readonly target: number; readonly package: number }
  | {
      readonly kind: "assign";
      readonly target: number;
      readonly package: number;
      readonly policy: number;
      readonly isBypassed: boolean;
    }
  | {
      readonly kind: "extend";
      readonly who: number;
      readonly isOwn: boolean;
      readonly assignment: number;
      readonly endsInDays: number | null;
    }
  | { readonly kind: "remove"; readonly assignment: number }
  | { readonly kind: "clear"; readonly request: number }
  | { readonly kind: "question"; readonly who: number; readonly request: number }
  | { readonly kind: "answer"; readonly who: number; readonly isOwn: boolean; readonly request: number }
  | { readonly kind: "nudge"; readonly isOwn: boolean; readonly who: number; readonly request: number }
  | { readonly kind: "revoke"; readonly who: number; readonly isDecider: boolean; readonly request: number }
  | { readonly kind: "delegate"; readonly who: number; readonly to: number; readonly days: number }
  /** The worker's turn for one request, which it may have had before or will have again. */
  | { readonly kind: "work"; readonly request: number; readonly worker: Worker; readonly areSystemsUp: boolean }
  | { readonly kind: "changeSettings"; readonly settings: Partial<TenantSettings> }
  | { readonly kind: "switchAccount"; readonly who: number; readonly isEnabled: boolean }
  | { readonly kind: "changeManager"; readonly who: number; readonly manager: number | null }
  | { readonly kind: "changeMembership"; readonly who: number; readonly group: number; readonly isMember: boolean }
  | { readonly kind: "declare"; readonly package: number; readonly other: number; readonly isDeclared: boolean }
  | { readonly kind: "editPolicy"; readonly package: number; readonly policy: number; readonly terms: Terms };

export type CommandKind = Command["kind"];

const pick = fc.nat({ max: 999 });
const often = fc.nat({ max: 4 }).map((number) => number > 0);
const anyWorker: fc.Arbitrary<Worker> = fc.record({ diesAfter: fc.option(fc.nat({ max: 3 }), { nil: null, freq: 1 }) });

const weighted: readonly fc.WeightedArbitrary<Command>[] = [
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("pass" as const),
      hours: fc.oneof(fc.integer({ min: 1, max: 72 }), fc.integer({ min: 72, max: 24 * 40 })),
      worker: fc.option(anyWorker, { nil: null, freq: 4 }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("ask" as const),
      who: pick,
      package: pick,
      policy: pick,
      startsInDays: fc.option(fc.integer({ min: 0, max: 20 }), { nil: null, freq: 3 }),
      endsInDays: fc.option(fc.integer({ min: 1, max: 60 }), { nil: null, freq: 3 }),
    }),
  },
  {
    weight: 7,
    arbitrary: fc.record({
      kind: fc.constant("decide" as const),
      who: pick,
      isAsked: often,
      request: pick,
      verdict: fc.nat({ max: 3 }).map((number) => (number > 0 ? ("approve" as const) : ("deny" as const))),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("cancel" as const), who: pick, isOwn: often, request: pick }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("giveBack" as const), who: pick, isOwn: often, assignment: pick }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("askFor" as const), who: pick, target: pick, package: pick }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("assign" as const),
      target: pick,
      package: pick,
      policy: pick,
      isBypassed: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("extend" as const),
      who: pick,
      isOwn: often,
      assignment: pick,
      endsInDays: fc.option(fc.integer({ min: 1, max: 90 }), { nil: null }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("remove" as const), assignment: pick }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("clear" as const), request: pick }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("question" as const), who: pick, request: pick }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("answer" as const), who: pick, isOwn: often, request: pick }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("nudge" as const), who: pick, isOwn: often, request: pick }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("revoke" as const), who: pick, isDecider: often, request: pick }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("delegate" as const),
      who: pick,
      to: pick,
      days: fc.integer({ min: 1, max: 60 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("work" as const),
      request: pick,
      worker: anyWorker,
      areSystemsUp: often,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("changeSettings" as const),
      settings: fc.record({
        isLicenceValid: fc.nat({ max: 19 }).map((number) => number > 0),
        allowSubmitterToApprove: fc.boolean(),
        allowApprovalDelegation: often,
        sodOnExtension: fc.constantFrom("block" as const, "warn" as const),
      }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("switchAccount" as const), who: pick, isEnabled: often }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("changeManager" as const),
      who: pick,
      manager: fc.option(pick, { nil: null }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("changeMembership" as const),
      who: pick,
      group: pick,
      isMember: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("declare" as const), package: pick, other: pick, isDeclared: often }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("editPolicy" as const), package: pick, policy: pick, terms: anyTerms }),
  },
];

/** What happens to a company, in order. */
export const anyHistory = (length: { readonly min: number; readonly max: number }): fc.Arbitrary<Command[]> =>
  fc.array(fc.oneof(...weighted), { minLength: length.min, maxLength: length.max, size: "max" });
