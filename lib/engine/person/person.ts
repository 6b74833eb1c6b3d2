import { z } from "zod";
import { isServiceAddress, type NamedPerson, personKinds } from "@/lib/engine/directory";
import type { PersonId } from "@/lib/engine/ids";
import { limits } from "@/lib/engine/limits";

/** Longest texts of a profile, in characters; addresses as RFC 5321 has them, the others as the field has them. */
export const personLimits = { addressChars: 254, jobTitleChars: 128, departmentChars: 128, sponsorsMax: 10 } as const;

const tooLong = "This is too long.";
/** What may stay empty, as it is stored. */
const optional = (chars: number) =>
  z
    .string()
    .trim()
    .max(chars, tooLong)
    .transform((text) => text || null);

const address = z
  .string()
  .trim()
  .max(personLimits.addressChars, tooLong)
  .pipe(z.email("Enter an address like name@example.com."))
  .refine((text) => !isServiceAddress(text), "This address is a service's.");

/** GLO-26, GLO-28: what an administrator says of a person, without those they are related to. LIM-30 bounds the name. */
export const personTextsSchema = z.object({
  displayName: z.string().trim().min(1, "Enter a name.").max(limits.nameChars, tooLong),
  email: address,
  userPrincipalName: z
    .string()
    .trim()
    .max(personLimits.addressChars, tooLong)
    .regex(/^[^\s@]+@[^\s@]+$/u, "Enter a sign-in name like name@example.com.")
    .refine((text) => !isServiceAddress(text), "This sign-in name is a service's."),
  kind: z.enum(personKinds, "Choose whether they work here."),
  jobTitle: optional(personLimits.jobTitleChars),
  department: optional(personLimits.departmentChars),
  preferredLanguage: z
    .string()
    .trim()
    .regex(/^([A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3})?$/u, "Enter a language code such as “de” or “pt-BR”.")
    .transform((text) => text || null),
});
export type PersonTexts = z.infer<typeof personTextsSchema>;

/** The same with manager and sponsors by their ids, as a form has them. */
export type PersonForm = PersonTexts & {
  readonly managerId: PersonId | null;
  readonly sponsorIds: readonly PersonId[];
};

/** The same with them by their names, as the log and the screens have them. */
export type PersonDetails = PersonTexts & {
  readonly manager: NamedPerson | null;
  readonly sponsors: readonly NamedPerson[];
};

/** A person of the directory as they are now. */
export type PersonRecord = PersonDetails & { readonly id: PersonId; readonly version: number };

const detailFields = [
  "displayName",
  "email",
  "userPrincipalName",
  "kind",
  "jobTitle",
  "department",
  "manager",
  "sponsors",
  "preferredLanguage",
] as const satisfies readonly (keyof PersonDetails)[];
export type DetailField = (typeof detailFields)[number];

/** How each is called where people read. */
export const detailNames = {
  displayName: "Name",
  email: "E-mail",
  userPrincipalName: "Sign-in name",
  kind: "Kind",
  jobTitle: "Job title",
  department: "Department",
  manager: "Manager",
  sponsors: "Sponsors",
  preferredLanguage: "Language",
} as const satisfies Record<DetailField, string>;

const kindText = { member: "works here", guest: "guest" } as const;

const idsOf = (people: readonly NamedPerson[]): string =>
  people
    .map((each) => each.personId)
    .sort()
    .join();

/** Whether two profiles say the same in this field; sponsors have no order. */
export function isSame(field: DetailField, one: PersonDetails, other: PersonDetails): boolean {
  if (field === "manager") return one.manager?.personId === other.manager?.personId;
  if (field === "sponsors") return idsOf(one.sponsors) === idsOf(other.sponsors);
  return one[field] === other[field];
}

/** The fields in which two profiles differ. */
export const differences = (one: PersonDetails, other: PersonDetails): readonly DetailField[] =>
  detailFields.filter((field) => !isSame(field, one, other));

/** What a field says, in words. */
export function detailText(details: PersonDetails, field: DetailField): string {
  if (field === "manager") return details.manager?.displayName ?? "none";
  if (field === "sponsors") return details.sponsors.map((each) => each.displayName).join(", ") || "none";
  if (field === "kind") return kindText[details.kind];
  return details[field] ?? "none";
}

/** Only these fields of a profile. */
export const only = (details: PersonDetails, fields: readonly DetailField[]): Partial<PersonDetails> =>
  Object.fromEntries(fields.map((field) => [field, details[field]]));
