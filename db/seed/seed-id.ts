import { createHash } from "node:crypto";
import { uuidV7 } from "@/lib/platform/ids";

/** Any instant will do; a fixed one keeps addresses of the demo's pages the same over a reset. */
const bornAt = new Date("2024-01-01T00:00:00Z");

/** The id of something the seed makes, the same in every demo. */
export const seedId = <Of extends string>(kind: string, key: string): Of =>
  uuidV7(bornAt, createHash("sha256").update(`${kind}:${key}`).digest()) as Of;
