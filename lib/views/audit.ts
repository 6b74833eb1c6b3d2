/** Somebody or something an event tells of, by the name it had at the time. */
export type NamedThing = { id: string; name: string };

/** One entry of the audit log. */
export type AuditEntry = {
  id: string;
  sequence: number;
  /** The instant it counts from, and the instant it was written. */
  occurredAt: Date;
  recordedAt: Date;
  kind: string;
  activity: string;
  /** AUD-6: false where whoever tried had no right to it. */
  isRefused: boolean;
  /** Null where the system acted because time had come. */
  actor: NamedThing | null;
  /** For whom a delegate acted. */
  delegator: NamedThing | null;
  target: NamedThing | null;
  package: NamedThing | null;
  catalog: NamedThing | null;
  /** A policy, a resource, a role, a group or a setting. */
  subject: NamedThing | null;
  requestId: string | null;
  /** REQ-70: closed requests are erased in time; the log still tells of them. */
  isRequestKept: boolean;
  assignmentId: string | null;
  oldState: string | null;
  newState: string | null;
  reason: string | null;
  /** The event as it was written. */
  payload: unknown;
};

/** AUD-4: one entry's place in the chain over the log, counted from 1, and the hash over all up to it, in hexadecimal. */
export type ChainLink = { readonly position: number; readonly hash: string };
