import { catalogFormSchema } from "@/lib/engine/catalog/catalog";
import { type CatalogRefusal, catalogRefusalText } from "@/lib/engine/catalog/refusals";
import type { Origin } from "@/lib/engine/catalog/resources";
import type { ResourceRoleId } from "@/lib/engine/ids";
import { newDraft, type PolicyDraft } from "@/lib/engine/policy/draft";
import { sentOf } from "@/lib/engine/policy/draft-form";
import { normalized } from "@/lib/engine/policy/form";
import { readPolicyForm } from "@/lib/engine/policy/form-input";
import { policyIssues, strangerIssues } from "@/lib/engine/policy/issues";
import type { TenantSettings } from "@/lib/engine/settings";
import { type DraftResource, type DraftStep, draftSteps, type PackageDraft, rolesInCatalog } from "./draft";
import { packageFormSchema } from "./package";

/** What is wrong with a draft: its step, the field there, and what to do about it. */
export type DraftIssue = {
  readonly step: DraftStep;
  readonly path: readonly (string | number)[];
  readonly message: string;
};

/** What the portal knows of a resource of the directory that a draft wants to add. */
export type DraftResourceFacts = {
  /** CAT-36, DEL-30: why it cannot be put into the catalog; null where it can, or is in it already. */
  readonly refusal: CatalogRefusal | null;
  /** The roles it offers now. */
  readonly roles: readonly string[];
};

/** What a draft is judged by, beside itself. */
export type DraftFacts = {
  readonly settings: Pick<TenantSettings, "forwardingRule" | "maxStageDurationDays">;
  /** CAT-20, DEL-11, DEL-23: whether its author may make the package in the catalog, or may make the catalog. */
  readonly catalog: "allowed" | "roleNotSufficient" | "notFound";
  /** CAT-8: of the new catalog. */
  readonly isCatalogNameTaken: boolean;
  /** LIM-30: of the package in its catalog. */
  readonly isNameTaken: boolean;
  /** RES-2: those of the chosen roles that the catalog has. */
  readonly knownRoles: ReadonlySet<ResourceRoleId>;
  /** By `originKey`; nothing of those that could not be looked at. */
  readonly resources: ReadonlyMap<string, DraftResourceFacts>;
  /** Ids of people and groups the policy names and the directory does not know. */
  readonly strangers: ReadonlySet<string>;
};

export const originKey = ({ originSystem, originId }: Origin): string => `${originSystem}/${originId}`;

/** As schemas and rules say it. */
type Place = { readonly path: readonly PropertyKey[]; readonly message: string };

const placed = (step: DraftStep, issues: readonly Place[]): DraftIssue[] =>
  issues.map(({ path, message }) => ({
    step,
    path: path.map((part) => (typeof part === "number" ? part : String(part))),
    message,
  }));

function catalogIssues({ catalog }: PackageDraft, facts: DraftFacts): Place[] {
  if (!catalog.isNew) {
    const path = ["catalog", "catalogId"];
    if (catalog.catalogId === null) return [{ path, message: "Choose a catalog." }];
    if (facts.catalog === "notFound") {
      return [{ path, message: "This catalog is not there any more. Choose another one." }];
    }
    const message = "Your role does not cover making packages in this catalog. Choose another one.";
    return facts.catalog === "allowed" ? [] : [{ path, message }];
  }
  if (facts.catalog !== "allowed") {
    return [{ path: ["catalog", "displayName"], message: "Your role does not cover making catalogs any more." }];
  }
  const { displayName, description } = catalog;
  const said = catalogFormSchema.pick({ displayName: true, description: true }).safeParse({ displayName, description });
  const issues = said.success ? [] : said.error.issues;
  const places = issues.map(({ path, message }): Place => ({ path: ["catalog", ...path], message }));
  if (facts.isCatalogNameTaken) places.push({ path: ["catalog", "displayName"], message: catalogNameTaken });
  return places;
}

export const catalogNameTaken = "Another catalog has that name.";
export const packageNameTaken = "Another package of this catalog has that name.";

function basicsIssues(draft: PackageDraft, facts: DraftFacts): Place[] {
  const said = packageFormSchema.safeParse(draft);
  const taken = facts.isNameTaken ? [{ path: ["displayName"], message: packageNameTaken }] : [];
  return [...catalogIssues(draft, facts), ...(said.success ? [] : said.error.issues), ...taken];
}

function resourceIssue(resource: DraftResource, facts: DraftResourceFacts | undefined): string | null {
  const name = resource.displayName;
  if (facts?.refusal) return `${name}: ${catalogRefusalText(facts.refusal).title}.`;
  if (resource.roles.length === 0) return `Choose a role of ${name}, or leave it out.`;
  const gone = facts ? resource.roles.filter((role) => !facts.roles.includes(role)) : [];
  return gone.length > 0 ? `${name} does not offer ${gone.join(", ")} any more.` : null;
}

function rolesIssues(draft: PackageDraft, { knownRoles, resources }: DraftFacts): Place[] {
  const gone = rolesInCatalog(draft).filter((id) => !knownRoles.has(id)).length;
  const count = gone === 1 ? "1 role you chose is" : `${gone} roles you chose are`;
  const known = gone > 0 ? [{ path: ["roles"], message: `${count} not in the catalog any more.` }] : [];
  return [
    ...known,
    ...draft.resources.flatMap((resource, index): Place[] => {
      const message = resourceIssue(resource, resources.get(originKey(resource)));
      return message === null ? [] : [{ path: ["resources", index], message }];
    }),
  ];
}

/** A policy in which nothing is wrong, to judge a part of another one by itself. */
const faultless: PolicyDraft = { ...newDraft(1), displayName: "Policy", isApprovalRequired: false, stages: [] };

/** What of the policy stands on each step; the rest of it is without fault. */
const partOf = {
  requests: (policy: PolicyDraft): PolicyDraft => ({
    ...policy,
    questions: [],
    expiration: { ...policy.expiration, type: "noExpiration" },
  }),
  information: ({ questions }: PolicyDraft): PolicyDraft => ({ ...faultless, questions }),
  lifecycle: ({ expiration }: PolicyDraft): PolicyDraft => ({ ...faultless, expiration }),
} as const satisfies Partial<Record<DraftStep, (policy: PolicyDraft) => PolicyDraft>>;

function policyPartIssues(part: PolicyDraft, { settings, strangers }: DraftFacts, now: Date): readonly Place[] {
  const read = readPolicyForm(sentOf(part));
  if (!read.ok) return read.error.issues;
  const form = normalized(read.value);
  return [...policyIssues(form, settings, now), ...strangerIssues(form, strangers)];
}

/**
 * Everything that keeps a draft from becoming a package, each at its step: names (LIM-30, LIM-31, CAT-8), the catalog
 * (CAT-22, DEL-23), roles and resources (RES-2, CAT-43, DEL-30), and the policy by the rules every policy is saved by
 * (ERR-38, ERR-44, ERR-45, ERR-47).
 */
export function draftIssues(draft: PackageDraft, facts: DraftFacts, now: Date): DraftIssue[] {
  const { requests, information, lifecycle } = partOf;
  return [
    ...placed("basics", basicsIssues(draft, facts)),
    ...placed("roles", rolesIssues(draft, facts)),
    ...placed("requests", policyPartIssues(requests(draft.policy), facts, now)),
    ...placed("information", policyPartIssues(information(draft.policy), facts, now)),
    ...placed("lifecycle", policyPartIssues(lifecycle(draft.policy), facts, now)),
  ];
}

export type DraftStepState = "complete" | "needsAttention" | "notVisited";

/** How each step stands: nothing is said against one that nobody has been to. */
export function stepStates(
  { visited }: Pick<PackageDraft, "visited">,
  issues: readonly DraftIssue[],
): Record<DraftStep, DraftStepState> {
  const stateOf = (step: DraftStep): DraftStepState => {
    if (!visited.includes(step)) return "notVisited";
    return issues.some((issue) => issue.step === step) ? "needsAttention" : "complete";
  };
  const [basics, roles, requests, information, lifecycle] = draftSteps;
  return {
    [basics]: stateOf(basics),
    [roles]: stateOf(roles),
    [requests]: stateOf(requests),
    [information]: stateOf(information),
    [lifecycle]: stateOf(lifecycle),
  };
}
