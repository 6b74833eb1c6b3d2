import { expect } from "@playwright/test";

/** Parts of an answer, with matchers for what differs from run to run. */
type Parts = Record<string, unknown>;

/** One call of the scripts people have, by its number in the contract's list, as it is sent to Microsoft Graph. */
export type SeedCall = {
  readonly seed: string;
  readonly method: "GET" | "POST" | "PATCH" | "PUT";
  /** Names in braces stand for what earlier calls kept. */
  readonly path: string;
  readonly body?: object;
  readonly status: number;
  /** What a script reads out of the answer: under which name, and where it stands, as in `value.0.id`. */
  readonly keep?: Readonly<Record<string, string>>;
  /** What the answer has among other things. */
  readonly look?: Parts;
};

/** What most calls leave as it is. */
export type More = Partial<Pick<SeedCall, "status" | "keep" | "look">>;

export const v1 = "/v1.0/identityGovernance/entitlementManagement";
export const beta = "/beta/identityGovernance/entitlementManagement";

/** Reads; 200 unless it says otherwise. */
export const get = (seed: string, path: string, more: More = {}): SeedCall => ({
  seed,
  method: "GET",
  path,
  status: 200,
  ...more,
});

/** Makes something; 201 unless it says otherwise. */
export const post = (seed: string, path: string, body: object, more: More = {}): SeedCall => ({
  seed,
  method: "POST",
  path,
  body,
  status: 201,
  ...more,
});

/** A list in which one thing has these parts, or that is not empty. */
export const some = (parts: Parts = {}) => expect.arrayContaining([expect.objectContaining(parts)]);
