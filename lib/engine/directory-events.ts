import type { PersonId } from "./ids";

/** What an administrator can do to an account here; it is a change of the directory, not of a request. */
export type PersonEvent = {
  readonly kind: "personDisabled" | "personEnabled";
  readonly at: Date;
  readonly personId: PersonId;
  readonly reason: string;
};

/** The names under which they stand in the audit log, in the words of the field. */
export const personActivities = {
  personDisabled: "Disable account",
  personEnabled: "Enable account",
} as const satisfies Record<PersonEvent["kind"], string>;
