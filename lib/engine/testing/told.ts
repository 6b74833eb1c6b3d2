import type { RefusalText } from "@/lib/engine/request/refusal-text";

/** Refusals as they are told, a line for each, for tests that read every word. */
export const told = (texts: readonly RefusalText[]): string =>
  texts
    .map(({ title, detail, items }) => [title, detail, ...(items ?? []).map((item) => `• ${item}`)])
    .map((parts) => parts.filter((part) => part !== undefined).join(" | "))
    .join("\n");
