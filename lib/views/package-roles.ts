import type { OriginSystem } from "./resources";

/** A resource with roles a package could give. */
export type OfferedResource = {
  readonly id: string;
  readonly displayName: string;
  readonly originSystem: OriginSystem;
  readonly roles: readonly { readonly id: string; readonly displayName: string }[];
};

/** A catalog in which somebody may make packages. */
export type PackageCatalog = {
  readonly id: string;
  readonly displayName: string;
  readonly resourceCount: number;
};
