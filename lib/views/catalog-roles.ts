import type { AdministrativeRole } from "./admin";

/** A role given in one catalog to a person, a group or a service. */
export type CatalogRoleRow = {
  readonly role: AdministrativeRole;
  readonly kind: "person" | "group" | "service";
  readonly id: string;
  readonly displayName: string;
  /** Always true for groups. */
  readonly isEnabled: boolean;
  readonly since: Date;
};

/** DEL-5: somebody who may do something in a catalog, and by which roles. */
export type EffectiveAccessRow = {
  readonly id: string;
  readonly displayName: string;
  readonly isService: boolean;
  readonly roles: readonly {
    readonly role: AdministrativeRole;
    /** It holds in every catalog. */
    readonly isEverywhere: boolean;
    /** The group it came through; null where it was given to the person. */
    readonly through: string | null;
  }[];
};

export type EffectiveAccessView = { readonly rows: readonly EffectiveAccessRow[]; readonly isMore: boolean };

/** What each role lets people do, in the words of the screens. */
export const roleWords = {
  governanceAdministrator: "Does everything, in every catalog",
  catalogCreator: "Creates catalogs and owns what they create",
  catalogOwner: "Edits the catalog, its resources, packages and roles",
  catalogReader: "Sees everything in the catalog and changes nothing",
  accessPackageManager: "Makes packages and policies of the catalog's resources, and assigns them",
  accessPackageAssignmentManager: "Assigns packages and takes them away",
  auditor: "Sees everything, in every catalog, and changes nothing",
} as const satisfies Record<AdministrativeRole, string>;
