import { z } from "zod";
import { type OriginSystem, originSystems } from "@/lib/engine/catalog/resources";

export type { OriginSystem };

export const originSystemLabel = {
  AadGroup: "Group",
  AadApplication: "Application",
  SharePointOnline: "Site",
} as const satisfies Record<OriginSystem, string>;

/** Something of the directory that can be put into a catalog; crosses the wire as JSON. */
export const addableResourceSchema = z.object({
  originSystem: z.enum(originSystems),
  originId: z.string(),
  displayName: z.string(),
  description: z.string(),
  roles: z.array(z.string()),
});
export type AddableResource = z.infer<typeof addableResourceSchema>;

export const addableResourcesSchema = z.object({ rows: z.array(addableResourceSchema), isMore: z.boolean() });
export type AddableResources = z.infer<typeof addableResourcesSchema>;
