import { z } from "zod";
import { secondsOf } from "@/lib/graph/odata/duration";
import { instantOf } from "@/lib/graph/odata/instant";
import { GraphProblem } from "@/lib/graph/problem";

/** Something Graph has and the portal has not, said in words. */
export const notSupported = (message: string) => new GraphProblem(400, "NotSupported", message);

/** An object of the contract with no other names than these; clients may say of which type it is. */
export const object = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject({ "@odata.type": z.string().nullish(), ...shape });

const words = new Map([
  ["true", true],
  ["false", false],
]);

/** A boolean, or the text of one: documented bodies have `"isRequired": "true"`. */
export const flag = z.preprocess(
  (value) => (typeof value === "string" ? (words.get(value.toLowerCase()) ?? value) : value),
  z.boolean(),
);

/** A whole number from 0 on, or the text of one. */
export const wholeNumber = z.preprocess(
  (value) => (typeof value === "string" && /^\d{1,9}$/.test(value) ? Number(value) : value),
  z.int().min(0),
);

/** Edm.Duration, in seconds. */
export const duration = z.string().transform((text, context) => {
  const seconds = secondsOf(text);
  if (seconds !== null) return seconds;
  context.addIssue(`'${text}' is not a duration in days and time, as P14D and PT12H are.`);
  return z.NEVER;
});

/** Edm.DateTimeOffset of a date that the portal can keep. */
export const instant = z.string().transform((text, context) => {
  const found = instantOf(text);
  if (found) return found;
  context.addIssue(`'${text}' is not an instant the portal can keep, as 2026-12-31T00:00:00Z is.`);
  return z.NEVER;
});

const DAY = 86_400;

/** Edm.Duration of whole days, in days. */
export const wholeDays = z.string().transform((text, context) => {
  const seconds = secondsOf(text);
  if (seconds !== null && seconds % DAY === 0) return seconds / DAY;
  context.addIssue(`'${text}' is not a duration of whole days, as P14D is.`);
  return z.NEVER;
});

/** The name behind `#microsoft.graph.`, which some clients write without the sign at its start. */
export const typeName = (type: string | null | undefined): string => type?.replace(/^#?microsoft\.graph\./i, "") ?? "";

/** Whether a type is called this, in any case. */
export const isType = (type: string | null | undefined, name: string): boolean =>
  typeName(type).toLowerCase() === name.toLowerCase();
