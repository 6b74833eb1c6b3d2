import type { AdministrativeRole } from "./admin";
import type { DepartureView } from "./coverage";

type Named = { readonly id: string; readonly displayName: string };

/** What becomes of everything around a person whose account is switched off. */
export type DisablingView = {
  readonly departure: DepartureView;
  /** Running stages that ask them, by name or through a group, whoever else is asked. */
  readonly askedIn: number;
  /** Packages they hold now. */
  readonly held: number;
  /** Requests for them that are not closed. */
  readonly open: number;
  readonly reports: number;
  /** The person or group that decides in their place; null where nobody does. */
  readonly delegate: string | null;
  /** For whom they decide. */
  readonly delegators: readonly string[];
};

/** Something that counts on the members of a group, with the group it names: this one, or one that contains it. */
export type GroupDependent = Named & {
  /** Null where it names the group itself. */
  readonly through: string | null;
};

/** What counts on a group: whoever leaves it or joins it is in or out of all that. */
export type GroupDependentsView = {
  /** Policies whose stages ask its members, as the package and the policy. */
  readonly approves: readonly GroupDependent[];
  /** Running stages that wait for its members. */
  readonly waiting: number;
  /** Policies by which its members may ask. */
  readonly requests: readonly GroupDependent[];
  /** Packages that exclude its members (SOD-8). */
  readonly excludes: readonly GroupDependent[];
  /** Packages that put people into it. */
  readonly delivers: readonly GroupDependent[];
  readonly roles: readonly {
    readonly role: AdministrativeRole;
    /** Null where it holds everywhere. */
    readonly catalog: string | null;
    readonly through: string | null;
  }[];
  /** People for whom members decide. */
  readonly delegators: readonly string[];
};

/** What the form about a person begins with. */
export type PersonFormView = Named & {
  /** ERR-50: what a save has to name. */
  readonly version: number;
  readonly email: string;
  readonly userPrincipalName: string;
  readonly kind: "member" | "guest";
  readonly jobTitle: string | null;
  readonly department: string | null;
  readonly preferredLanguage: string | null;
  readonly manager: Named | null;
  readonly sponsors: readonly Named[];
};
