// biome-ignore-all lint/style/noRestrictedImports: generators are made of fast-check and only tests import them
import fc from "fast-check";
import type { Schedule } from "@/lib/engine/assignment/period";
import type { Directory, Person } from "@/lib/engine/directory";
import type { GroupId } from "@/lib/engine/ids";
import type { ApprovalStage, Expiration, SubjectSet } from "@/lib/engine/policy/policy";
import type { AnswerInput, Question } from "@/lib/engine/policy/questions";
import type { Holdings, Incompatibilities } from "@/lib/engine/sod/conflicts";
import { addMs, DAY_MS, HOUR_MS } from "@/lib/engine/time";
import { auditors, directoryOf, everybody, finance, ledgerOwners, payments, reports, vendors } from "./cast";
import { choiceQuestion, heldAssignment, otherRequest, stage, start, textQuestion } from "./facts";

/** Runs a property a bounded number of times; on a failure fast-check prints seed and path for an example test. */
export function checked<Values>(property: fc.IProperty<Values>, numRuns = 200): void {
  fc.assert(property, { numRuns });
}

export const anyPerson: fc.Arbitrary<Person> = fc.constantFrom(...everybody);
export const anyGroup: fc.Arbitrary<GroupId> = fc.constantFrom(ledgerOwners, auditors, finance);

/** An instant up to 60 days after the start of the stories. */
export const anyInstant: fc.Arbitrary<Date> = fc
  .integer({ min: 0, max: 60 * 24 })
  .map((hours) => addMs(start, hours * HOUR_MS));

/** The cast with managers, sponsors and switched-off accounts at random; people may be their own managers. */
export const anyDirectory: fc.Arbitrary<Directory> = fc
  .tuple(
    fc.tuple(
      ...everybody.map((who) =>
        fc.record({
          isEnabled: fc.boolean(),
          managerId: fc.option(anyPerson.map((each) => each.id)),
          sponsorIds: fc.array(
            anyPerson.map((each) => each.id),
            { maxLength: 2 },
          ),
          id: fc.constant(who.id),
        }),
      ),
    ),
    fc.array(fc.tuple(anyGroup, fc.array(anyPerson, { maxLength: 4 })), { maxLength: 3 }),
  )
  .map(([relations, members]) =>
    directoryOf(
      everybody.map((who) => ({ ...who, ...relations.find((each) => each.id === who.id) })),
      members,
    ),
  );

export const anySubject: fc.Arbitrary<SubjectSet> = fc.oneof(
  anyPerson.map((who): SubjectSet => ({ kind: "singleUser", userId: who.id })),
  anyGroup.map((groupId): SubjectSet => ({ kind: "groupMembers", groupId })),
  fc.constantFrom(1 as const, 2 as const).map(
    (managerLevel): SubjectSet => ({
      kind: "requestorManager",
      managerLevel,
    }),
  ),
  fc.constant<SubjectSet>({ kind: "targetUserSponsors" }),
);

const someSubjects = (minLength: number) => fc.array(anySubject, { minLength, maxLength: 3 });

/** A stage as the schema would accept it, whether or not its parts fit together. */
export const anyStage: fc.Arbitrary<ApprovalStage> = fc
  .record({
    durationDays: fc.integer({ min: 4, max: 14 }),
    isApproverJustificationRequired: fc.boolean(),
    primaryApprovers: someSubjects(1),
    fallbackPrimaryApprovers: someSubjects(0),
    isEscalationEnabled: fc.boolean(),
    escalationAfterDays: fc.integer({ min: 1, max: 3 }),
    escalationApprovers: someSubjects(0),
    fallbackEscalationApprovers: someSubjects(0),
  })
  .map((parts) => stage(parts));

export const anyStages: fc.Arbitrary<ApprovalStage[]> = fc.array(anyStage, { minLength: 1, maxLength: 3 });

export const anyExpiration: fc.Arbitrary<Expiration> = fc.oneof(
  fc.constant<Expiration>({ type: "noExpiration" }),
  fc
    .integer({ min: 1, max: 60 })
    .map((days): Expiration => ({ type: "afterDateTime", endDateTime: addMs(start, days * DAY_MS) })),
  fc.integer({ min: 1, max: 60 }).map((days): Expiration => ({ type: "afterDays", days })),
  fc.integer({ min: 1, max: 1_440 }).map((hours): Expiration => ({ type: "afterHours", hours })),
);

export const anySchedule: fc.Arbitrary<Schedule> = fc.record({
  startAt: fc.option(anyInstant),
  endAt: fc.option(anyInstant),
});

const anyPackage = fc.constantFrom(payments, vendors, reports);

export const anyHoldings: fc.Arbitrary<Holdings> = fc.record({
  assignments: fc.array(
    fc
      .record({
        packageId: anyPackage,
        state: fc.constantFrom(
          "delivering" as const,
          "delivered" as const,
          "partiallyDelivered" as const,
          "deliveryFailed" as const,
          "expired" as const,
        ),
        isDeprovisioned: fc.boolean(),
      })
      .map(heldAssignment),
    { maxLength: 3 },
  ),
  requests: fc.array(
    fc
      .record({
        packageId: anyPackage,
        type: fc.constantFrom("userAdd" as const, "userRemove" as const),
        state: fc.constantFrom(
          "pendingApproval" as const,
          "scheduled" as const,
          "delivering" as const,
          "delivered" as const,
          "denied" as const,
        ),
      })
      .map(otherRequest),
    { maxLength: 3 },
  ),
  groupIds: fc.uniqueArray(anyGroup).map((groups) => new Set(groups)),
});

export const anyIncompatibilities: fc.Arbitrary<Incompatibilities> = fc.record({
  packages: fc
    .uniqueArray(fc.constantFrom(vendors, reports))
    .map((ids) => ids.map((id) => ({ id, displayName: "Another package" }))),
  groups: fc.uniqueArray(anyGroup).map((ids) => ids.map((id) => ({ id, displayName: "A group" }))),
});

const anyText = fc.oneof(
  fc.string(),
  fc.string({ unit: "binary" }),
  fc.constantFrom("", "  ", "a\nb", "ber", "\ud800"),
);

export const anyQuestions: fc.Arbitrary<Question[]> = fc.uniqueArray(
  fc.oneof(
    fc
      .record({
        id: fc.constantFrom("a", "b", "c"),
        isRequired: fc.boolean(),
        isSingleLineQuestion: fc.boolean(),
        regexPattern: fc.option(fc.oneof(fc.constantFrom("\\d+", "(a+)+$", "["), fc.string())),
        localizations: fc.boolean().map((isThere) => (isThere ? [{ languageCode: "fr", text: "Pourquoi ?" }] : [])),
      })
      .map(textQuestion),
    fc
      .record({
        id: fc.constantFrom("d", "e"),
        isRequired: fc.boolean(),
        isMultipleSelectionAllowed: fc.boolean(),
      })
      .map(choiceQuestion),
  ),
  { selector: (question) => question.id, maxLength: 5 },
);

export const anyAnswers: fc.Arbitrary<AnswerInput[]> = fc.array(
  fc.record({
    questionId: fc.constantFrom("a", "b", "c", "d", "e", "toString", "__proto__"),
    value: fc.oneof(anyText, fc.array(anyText, { maxLength: 4 })),
  }),
  { maxLength: 6 },
);
