/** CAT-37: where a resource lives. */
export type OriginSystem = "AadGroup" | "AadApplication" | "SharePointOnline";

export const originSystemLabel = {
  AadGroup: "Group",
  AadApplication: "Application",
  SharePointOnline: "Site",
} as const satisfies Record<OriginSystem, string>;
