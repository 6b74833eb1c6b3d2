import type { NamedPerson } from "./directory";
import type { GroupId, PersonId } from "./ids";
import type { PersonDetails } from "./person/person";
import type { ServiceForm } from "./service/service";
import type { Scope } from "./token/token";

/** APP-88: who decides in somebody's place, with the name they had at the time. */
export type Delegate = NamedPerson | { readonly groupId: GroupId; readonly displayName: string };

/** What happens to a person or a service here that is no part of any request. */
export type PersonEvent = { readonly at: Date; readonly personId: PersonId } & (
  | { readonly kind: "personCreated"; readonly after: PersonDetails }
  /** AUD-3: only what changed. */
  | {
      readonly kind: "personUpdated";
      readonly before: Partial<PersonDetails>;
      readonly after: Partial<PersonDetails>;
    }
  | { readonly kind: "personDisabled" | "personEnabled"; readonly reason: string }
  /** APP-87: `previous` is whom it replaces. */
  | {
      readonly kind: "delegationSet";
      readonly delegate: Delegate;
      readonly previous: Delegate | null;
      readonly startAt: Date;
      readonly endAt: Date | null;
    }
  | { readonly kind: "delegationRemoved"; readonly previous: Delegate }
  | { readonly kind: "serviceAdded"; readonly after: ServiceForm }
  | { readonly kind: "serviceUpdated"; readonly before: Partial<ServiceForm>; readonly after: Partial<ServiceForm> }
  /** The account's subject there stays out of the log. */
  | { readonly kind: "identityLinked"; readonly issuer: string }
  /** What the token is known by, and what is kept of that, stay out of the log. */
  | {
      readonly kind: "apiTokenAdded";
      readonly tokenId: string;
      readonly tokenName: string;
      readonly scopes: readonly Scope[];
      readonly expiresAt: Date;
    }
  | { readonly kind: "apiTokenRevoked"; readonly tokenId: string; readonly tokenName: string }
);

/** The names under which they stand in the audit log, in the words of the field. */
export const personActivities = {
  personCreated: "Add user",
  personUpdated: "Update user",
  personDisabled: "Disable account",
  personEnabled: "Enable account",
  delegationSet: "Set approval delegation",
  delegationRemoved: "Remove approval delegation",
  serviceAdded: "Add service principal",
  serviceUpdated: "Update service principal",
  identityLinked: "Link account at an issuer",
  apiTokenAdded: "Add API token",
  apiTokenRevoked: "Revoke API token",
} as const satisfies Record<PersonEvent["kind"], string>;

/** NOT-21: everybody who decides in this person's place from now on, or no longer does, each once. */
export function delegatesConcerned(event: PersonEvent): readonly Delegate[] {
  const keyOf = (delegate: Delegate) => ("personId" in delegate ? delegate.personId : delegate.groupId);
  switch (event.kind) {
    case "delegationSet": {
      const { delegate, previous } = event;
      return previous && keyOf(previous) !== keyOf(delegate) ? [delegate, previous] : [delegate];
    }
    case "delegationRemoved":
      return [event.previous];
    case "personCreated":
    case "personUpdated":
    case "personDisabled":
    case "personEnabled":
    case "serviceAdded":
    case "serviceUpdated":
    case "identityLinked":
    case "apiTokenAdded":
    case "apiTokenRevoked":
      return [];
  }
}
