import { limits } from "@/lib/engine/limits";

/** How many match, as far as they are counted: "5", "more than 10,000". */
export const countText = (count: number): string =>
  count > limits.countedMax ? `more than ${limits.countedMax.toLocaleString("en")}` : count.toLocaleString("en");

/** The same as a sentence without its end: "5 match". */
export function matchesText(count: number): string {
  if (count === 1) return "1 matches";
  const text = countText(count);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)} match`;
}
