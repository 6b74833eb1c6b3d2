import type { OriginSystem } from "@/lib/engine/catalog/resources";

export type { OriginSystem };

export const originSystemLabel = {
  AadGroup: "Group",
  AadApplication: "Application",
  SharePointOnline: "Site",
} as const satisfies Record<OriginSystem, string>;

/** Something of the directory that can be put into a catalog. */
export type AddableResource = {
  readonly originSystem: OriginSystem;
  readonly originId: string;
  readonly displayName: string;
  readonly description: string;
  readonly roles: readonly string[];
};

export type AddableResources = { readonly rows: readonly AddableResource[]; readonly isMore: boolean };
