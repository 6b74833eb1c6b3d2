import { isRecord } from "@/lib/graph/json";
import type { Segment } from "@/lib/graph/odata/path";

/** Names of the beta version, in lower case, with those of v1.0 for the same things. */
const segmentNames = new Map(
  Object.entries({
    accessPackageCatalogs: "catalogs",
    accessPackageAssignments: "assignments",
    accessPackageAssignmentRequests: "assignmentRequests",
    accessPackageAssignmentPolicies: "assignmentPolicies",
    accessPackageResourceRequests: "resourceRequests",
    accessPackageResources: "resources",
    accessPackageResourceRoles: "resourceRoles",
    accessPackageResourceScopes: "resourceScopes",
    accessPackageResourceRoleScopes: "resourceRoleScopes",
    accessPackageResourceEnvironments: "resourceEnvironments",
    accessPackageCustomWorkflowExtensions: "customWorkflowExtensions",
    customAccessPackageWorkflowExtensions: "customWorkflowExtensions",
    steps: "stages",
  }).map(([beta, name]) => [beta.toLowerCase(), name]),
);

/** The same for properties, in bodies and in the names of query options. */
const propertyNames = new Map(
  Object.entries({
    accessPackageAssignment: "assignment",
    accessPackageAssignmentPolicy: "assignmentPolicy",
    accessPackageAssignmentPolicies: "assignmentPolicies",
    accessPackageCatalog: "catalog",
    accessPackageResource: "resource",
    accessPackageResources: "resources",
    accessPackageResourceRole: "role",
    accessPackageResourceRoles: "roles",
    accessPackageResourceScope: "scope",
    accessPackageResourceScopes: "scopes",
    accessPackageResourceRoleScopes: "resourceRoleScopes",
    requestState: "state",
    requestStatus: "status",
    completedDate: "completedDateTime",
    attributeName: "name",
    attributeSource: "source",
    attributeDestination: "destination",
    allowsMultipleSelection: "isMultipleSelectionAllowed",
    accessPackageNotificationSettings: "notificationSettings",
    accessPackageResourceEnvironment: "environment",
    assignmentState: "state",
    assignmentStatus: "status",
    steps: "stages",
  }).map(([beta, name]) => [beta.toLowerCase(), name]),
);

/**
 * The address with the names of v1.0, and whether it had names of the beta version alone: those are answered in its words
 * too, the others as v1.0.
 */
export function fromBeta(segments: readonly Segment[]): {
  readonly segments: readonly Segment[];
  readonly isBeta: boolean;
} {
  const renamed = segments.map((segment) => {
    const name = segmentNames.get(segment.text.toLowerCase());
    return name === undefined ? segment : { ...segment, text: name };
  });
  return { segments: renamed, isBeta: renamed.some((segment, index) => segment !== segments[index]) };
}

/** Names outside of texts, with what stands between left as it is. */
const renameNames = (option: string): string =>
  option.replaceAll(/'(?:[^']|'')*'|[A-Za-z_]\w*/g, (word) => propertyNames.get(word.toLowerCase()) ?? word);

const options = ["$filter", "$expand", "$select", "$orderby"];

/** The entities whose beta form has the ids of others beside its own; they are read along. */
const readAlong: Readonly<Record<string, string>> = {
  target: "target($select=id)",
  accessPackage: "accessPackage($select=id;$expand=catalog($select=id))",
  assignmentPolicy: "assignmentPolicy($select=id)",
};

/** A query of the beta version as v1.0 asks it. */
export function queryFromBeta(query: URLSearchParams, isOfAssignments: boolean): URLSearchParams {
  const renamed = new URLSearchParams(
    [...query].map(([name, value]): [string, string] => [
      name,
      options.includes(name.toLowerCase()) ? renameNames(value) : value,
    ]),
  );
  if (!isOfAssignments || renamed.has("$select")) return renamed;
  const asked = renamed.get("$expand") ?? "";
  const more = Object.entries(readAlong).flatMap(([name, expansion]) =>
    new RegExp(`(^|,)\\s*(${name}\\b|\\*)`, "i").test(asked) ? [] : [expansion],
  );
  renamed.set("$expand", [asked, ...more].filter(Boolean).join(","));
  return renamed;
}

/** A body of the beta version with the names of v1.0. */
export function bodyFromBeta(body: unknown): unknown {
  if (Array.isArray(body)) return body.map(bodyFromBeta);
  if (!isRecord(body)) return body;
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [propertyNames.get(name.toLowerCase()) ?? name, bodyFromBeta(value)]),
  );
}

/** The beta version spells its enumerations with a capital. */
const capital = (value: unknown) =>
  typeof value === "string" ? `${value.charAt(0).toUpperCase()}${value.slice(1)}` : value;

const idOf = (value: unknown): unknown => (isRecord(value) ? value.id : undefined);

const defined = (record: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));

function assignmentToBeta({ state, status, assignmentPolicy, accessPackage, ...rest }: Record<string, unknown>) {
  const { catalog } = isRecord(accessPackage) ? accessPackage : {};
  return defined({
    ...rest,
    assignmentState: capital(state),
    assignmentStatus: status,
    accessPackageId: idOf(accessPackage),
    assignmentPolicyId: idOf(assignmentPolicy),
    targetId: idOf(rest.target),
    catalogId: idOf(catalog),
    accessPackage,
    accessPackageAssignmentPolicy: assignmentPolicy,
  });
}

function requestToBeta(request: Record<string, unknown>) {
  const { requestType, state, status, completedDateTime, assignment, ...rest } = request;
  return defined({
    ...rest,
    requestType: capital(requestType),
    requestState: capital(state),
    requestStatus: status,
    completedDate: completedDateTime,
    accessPackageAssignment: isRecord(assignment) ? assignmentToBeta(assignment) : assignment,
  });
}

const forms: Readonly<Record<string, (entity: Record<string, unknown>) => object>> = {
  assignments: assignmentToBeta,
  assignmentRequests: requestToBeta,
};

/** An answer in the words of the beta version, where those of assignments and their requests differ. */
export function bodyToBeta(body: unknown, set: string | undefined): unknown {
  const form = forms[set ?? ""];
  if (!form || !isRecord(body)) return body;
  const { value } = body;
  if (Array.isArray(value)) return { ...body, value: value.map((each) => (isRecord(each) ? form(each) : each)) };
  return form(body);
}
