import { type Attribute, builtInAttributes } from "@/lib/engine/policy/attributes";

/** CAT-46: what a resource needs, as its editor begins. */
export type ResourceAttributesView = {
  readonly catalog: { readonly id: string; readonly displayName: string };
  readonly resource: { readonly id: string; readonly displayName: string };
  /** ERR-50: what a save has to name. */
  readonly version: number;
  readonly attributes: readonly Attribute[];
};

/** CAT-56: something of a profile that resources need, where it is only shown. */
export type NeededAttribute = {
  readonly attribute: Attribute;
  /** The resources it comes from, by name. */
  readonly resources: readonly string[];
};

type BuiltIn = (typeof builtInAttributes)[number];

const builtInLabel = {
  jobTitle: "Job title",
  department: "Department",
  companyName: "Company",
  employeeId: "Employee number",
  officeLocation: "Office",
  streetAddress: "Street",
  postalCode: "Postal code",
  city: "City",
  state: "State or province",
  country: "Country",
  mobilePhone: "Mobile phone",
} as const satisfies Record<BuiltIn, string>;

/** The built-in texts of a profile with what they are called. */
export const builtInOptions = builtInAttributes.map((value) => ({ value, label: builtInLabel[value] }));

const isBuiltIn = (name: string): name is BuiltIn => builtInAttributes.some((each) => each === name);

/** What something of a profile is called; an extension goes by its own name. */
export const attributeLabel = (name: string): string => (isBuiltIn(name) ? builtInLabel[name] : name);
