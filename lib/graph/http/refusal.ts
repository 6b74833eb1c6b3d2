import { type CatalogRefusal, catalogRefusalRules, catalogRefusalText } from "@/lib/engine/catalog/refusals";
import { type DirectoryRefusal, directoryRefusalRules, directoryRefusalText } from "@/lib/engine/directory-refusals";
import { type PackageRefusal, packageRefusalRules, packageRefusalText } from "@/lib/engine/package/refusals";
import { fieldIssueText } from "@/lib/engine/request/field-issue-text";
import { type RefusalText, refusalText } from "@/lib/engine/request/refusal-text";
import { type FieldIssue, type Refusal, refusalRules } from "@/lib/engine/request/refusals";
import type { Result } from "@/lib/engine/result";
import { type SettingRefusal, settingRefusalRules, settingRefusalText } from "@/lib/engine/setting/refusals";
import { GraphProblem } from "@/lib/graph/problem";

/** The names the specification gives to refusals (admin.md, appendix B); others keep their own. */
const names: Readonly<Record<string, string>> = {
  catalogNotEmpty: "CatalogNotEmpty",
  generalCatalogProtected: "GeneralCatalogProtected",
  resourceInUse: "InvalidDeleteResourceHasEntitlements",
  resourceRightMissing: "ResourceRightMissing",
  noApplicablePolicy: "PolicyNotApplicable",
  policyDisabled: "PolicyDisabled",
  activeAssignments: "HasActiveAssignments",
  incompatiblePackage: "IncompatibleAccess",
  incompatibleGroup: "IncompatibleAccess",
  alreadyAssigned: "AlreadyAssigned",
  multiTargetWithQuestions: "OneUserOnly",
  reprocessTooLate: "ReprocessWindowClosed",
  cancelNotAllowed: "InvalidStateTransition",
  alreadyDecided: "InvalidStateTransition",
  quotaExceeded: "LimitExceeded",
  roleNotSufficient: "Forbidden",
};

const nameOf = (code: string) => names[code] ?? `${code.charAt(0).toUpperCase()}${code.slice(1)}`;

/** Graph says 400 of whatever its rules refuse, where the portal tells conflicts and wrong forms apart. */
const graphStatus = (status: number) => ([402, 409, 422].includes(status) ? 400 : status);

const problem = (code: string, status: number, text: RefusalText): GraphProblem =>
  problemWith(code, graphStatus(status), text);

function problemWith(code: string, status: number, { title, detail, items = [] }: RefusalText): GraphProblem {
  const message = [title, detail].filter(Boolean).join(" ");
  return new GraphProblem(status, nameOf(code), message, {
    details: items.map((item) => ({ code: nameOf(code), message: item })),
  });
}

/** What the API calls the fields of a request; answers are called by the ids of their questions. */
const fieldNames: Readonly<Record<string, string>> = {
  startAt: "schedule.startDateTime",
  endAt: "schedule.expiration.endDateTime",
  reason: "justification",
};

/** REQ-52: everything that is wrong with a request, each with the property it is about. */
function invalidRequest(issues: readonly FieldIssue[], { title }: RefusalText): GraphProblem {
  const details = issues.map((issue) => ({
    code: nameOf(issue.code),
    message: fieldIssueText(issue),
    target: fieldNames[issue.field] ?? issue.field,
  }));
  const words = details.map(({ target, message }) => `${target}: ${message}`);
  return new GraphProblem(400, nameOf("invalidForm"), `${title}. ${words.join(" ")}`, { details });
}

/** What Graph says where no policy admits somebody; scripts look for it. */
const noPolicy = "No valid policy was found in the request.";

export function requestProblem(refusal: Refusal): GraphProblem {
  const text = refusalText(refusal);
  if (refusal.code === "noApplicablePolicy") {
    return problem(refusal.code, 400, { ...text, title: noPolicy, detail: text.title });
  }
  if (refusal.code === "invalidForm") return invalidRequest(refusal.issues, text);
  return problem(refusal.code, refusalRules[refusal.code].status, text);
}

/** Of decisions Graph says too that somebody else was first: 409. */
export const decisionProblem = (refusal: Refusal): GraphProblem =>
  refusal.code === "alreadyDecided"
    ? problemWith(refusal.code, refusalRules[refusal.code].status, refusalText(refusal))
    : requestProblem(refusal);

export const packageProblem = (refusal: PackageRefusal): GraphProblem =>
  problem(refusal.code, packageRefusalRules[refusal.code].status, packageRefusalText(refusal));

export const catalogProblem = (refusal: CatalogRefusal): GraphProblem =>
  problem(refusal.code, catalogRefusalRules[refusal.code].status, catalogRefusalText(refusal));

export const directoryProblem = (refusal: DirectoryRefusal): GraphProblem =>
  problem(refusal.code, directoryRefusalRules[refusal.code].status, directoryRefusalText(refusal));

export const settingProblem = (refusal: SettingRefusal): GraphProblem =>
  problem(refusal.code, settingRefusalRules[refusal.code].status, settingRefusalText(refusal));

/** The value of what was done; its refusal is the answer otherwise. */
export function orProblem<Value, Why>(result: Result<Value, Why>, problemOf: (refusal: Why) => GraphProblem): Value {
  if (result.ok) return result.value;
  throw problemOf(result.error);
}
