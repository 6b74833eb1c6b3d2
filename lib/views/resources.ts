import type { OriginSystem } from "@/lib/engine/catalog/resources";

export type { OriginSystem };

export const originSystemLabel = {
  AadGroup: "Group",
  AadApplication: "Application",
  SharePointOnline: "Site",
} as const satisfies Record<OriginSystem, string>;
