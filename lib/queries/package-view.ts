import { and, asc, eq } from "drizzle-orm";
import {
  accessPackages,
  catalogs,
  overridePackages,
  packageResourceRoles,
  resourceRoles,
  resources,
} from "@/db/schema";
import { grantedPeriod } from "@/lib/engine/assignment/period";
import type { AccessPackageId, AssignmentId, PersonId, RequestId } from "@/lib/engine/ids";
import { knownAnswers, lockedAnswers } from "@/lib/engine/policy/attributes";
import type { AssignmentPolicy } from "@/lib/engine/policy/policy";
import { type AnswerInput, inSequence } from "@/lib/engine/policy/questions";
import { formQuestions } from "@/lib/engine/request/form";
import { nothingFilledIn, obstacleTo } from "@/lib/engine/request/gates";
import { mayAskFor, mayKnowPackage, seesHoldings } from "@/lib/engine/request/knowledge";
import { applicablePolicy } from "@/lib/engine/request/policy-gates";
import { mayReadProfile, type SubmissionFacts } from "@/lib/engine/request/submission";
import { isAfter } from "@/lib/engine/time";
import { explain, type TraceFacts } from "@/lib/engine/trace/trace";
import { visibleTrace } from "@/lib/engine/trace/visible";
import { warningsOf } from "@/lib/engine/trace/warnings";
import type { Reader } from "@/lib/facts/reader";
import { loadEarlierForm } from "@/lib/facts/resubmission";
import { loadSubmissionFacts } from "@/lib/facts/submission";
import { loadTraceFacts } from "@/lib/facts/trace";
import { isUuid } from "@/lib/platform/ids";
import type {
  PackageStanding,
  PackageView,
  PolicyPreview,
  RequestFormPolicy,
  RequestFormView,
  ResourceRoleView,
} from "@/lib/views/packages";
import { standingOf } from "./available-packages";
import { extensionStanding } from "./extension";
import type { Asking } from "./offers";
import { openableAmong } from "./own-requests";
import { questionView } from "./question-view";
import { currentReading, type Reading } from "./reading";
import { describeTarget } from "./targets";
import { checksOf, previewStages } from "./trace-views";

export async function listResourceRoles(reader: Reader, packageId: AccessPackageId): Promise<ResourceRoleView[]> {
  return reader
    .select({
      resourceName: resources.displayName,
      resourceDescription: resources.description,
      roleName: resourceRoles.displayName,
      originSystem: resources.originSystem,
    })
    .from(packageResourceRoles)
    .innerJoin(resourceRoles, eq(resourceRoles.id, packageResourceRoles.resourceRoleId))
    .innerJoin(resources, eq(resources.id, resourceRoles.resourceId))
    .where(eq(packageResourceRoles.packageId, packageId))
    .orderBy(asc(resources.displayName), asc(resourceRoles.displayName));
}

async function previewPolicy(
  { db, now }: Reading,
  policy: AssignmentPolicy,
  facts: TraceFacts,
): Promise<PolicyPreview> {
  const trace = visibleTrace(explain(facts, { ...nothingFilledIn, policyId: policy.policyId }, now), facts.submission);
  return {
    id: policy.policyId,
    displayName: policy.displayName,
    description: policy.description,
    isApprovalRequired: policy.requestApprovalSettings.isApprovalRequiredForAdd,
    stages: await previewStages(db, policy, trace),
    checks: checksOf(trace),
    expiration: policy.expiration,
    endIfGrantedNow: grantedPeriod(policy.expiration, { startAt: null, endAt: null }, now).endAt,
  };
}

/** SOD-35: packages tagged as made for people who need both sides, as far as whoever asks may ask for them. */
async function listOverrides(reader: Reader, { requestor, target }: SubmissionFacts, packageId: AccessPackageId) {
  const rows = await reader
    .select({ id: accessPackages.id, displayName: accessPackages.displayName })
    .from(overridePackages)
    .innerJoin(accessPackages, eq(accessPackages.id, overridePackages.packageId))
    .where(eq(overridePackages.overriddenPackageId, packageId))
    .orderBy(asc(accessPackages.displayName));
  const open: { id: string; displayName: string }[] = [];
  for (const row of rows) {
    const other = await loadSubmissionFacts(reader, requestor.id, row.id, { targetId: target.id });
    if (other?.package?.catalog.isPublished && mayAskFor(other)) open.push(row);
  }
  return open;
}

/** How the target stands to the package; what is none of the viewer's is not linked to. */
async function standingFor({ db, now }: Reading, facts: SubmissionFacts): Promise<PackageStanding> {
  const standing = standingOf(obstacleTo(facts, now));
  if (standing.kind !== "requested" || standing.requestId === null) return standing;
  const requestId = standing.requestId as RequestId;
  const openable = await openableAmong(db, { personId: facts.requestor.id }, [requestId]);
  return openable.has(requestId) ? standing : { ...standing, requestId: null };
}

type Found = { readonly facts: TraceFacts; readonly view: Omit<PackageView, "policies"> };

/** The package as it stands to the viewer, or to somebody the viewer may ask for; null for anybody else (WHO-37 to WHO-39). */
async function findPackage(reading: Reading, viewer: Asking, id: string, wantedFor?: string): Promise<Found | null> {
  const targetId = (wantedFor ?? viewer.personId) as PersonId;
  if (!isUuid(id) || !isUuid(targetId)) return null;
  const { db, now } = reading;
  const packageId = id as AccessPackageId;
  const facts = await loadTraceFacts(db, viewer.personId, packageId, now, { targetId });
  const isForViewer = targetId === viewer.personId;
  if (!facts || !(isForViewer ? mayKnowPackage : mayAskFor)(facts.submission)) return null;
  const target = isForViewer ? null : await describeTarget(reading, viewer, targetId);
  const [row] = await db
    .select({
      displayName: accessPackages.displayName,
      description: accessPackages.description,
      isHidden: accessPackages.isHidden,
      catalog: { displayName: catalogs.displayName, description: catalogs.description },
    })
    .from(accessPackages)
    .innerJoin(catalogs, eq(catalogs.id, accessPackages.catalogId))
    .where(and(eq(accessPackages.id, packageId)));
  if (!row) return null;
  const { submission } = facts;
  const standing = await standingFor(reading, submission);
  const showsHoldings = seesHoldings(submission);
  return {
    facts,
    view: {
      id,
      target,
      ...row,
      resourceRoles: await listResourceRoles(db, packageId),
      standing,
      extension:
        isForViewer && standing.kind === "held"
          ? await extensionStanding(reading, standing.assignmentId as AssignmentId)
          : { kind: "none" },
      overrides: standing.kind === "blocked" ? await listOverrides(db, submission, packageId) : [],
      rolesHeld: showsHoldings ? facts.roles : [],
      warnings: showsHoldings ? warningsOf(submission, facts.incompatibleWith) : [],
    },
  };
}

/**
 * POR-17: the panel of a package. Null where it does not exist or this person may not know that it does (ERR-2, ERR-52);
 * CAT-10 makes a package of an unpublished catalog "not available" to those without history with it.
 */
export async function getPackage(
  viewer: Asking,
  id: string,
  wish: Pick<FormWish, "for"> = {},
  reading?: Reading,
): Promise<PackageView | null> {
  const now = reading ?? (await currentReading());
  const found = await findPackage(now, viewer, id, wish.for);
  if (!found) return null;
  const { selection } = applicablePolicy(found.facts.submission, null);
  const policies = await Promise.all(selection.selectable.map((policy) => previewPolicy(now, policy, found.facts)));
  return { ...found.view, policies };
}

/** What somebody brings to the form. */
export type FormWish = {
  /** The earlier request it is to begin with. */
  readonly again?: string | undefined;
  /** Whom it is to be for; the viewer themself where nobody is named. */
  readonly for?: string | undefined;
};

/** POR-37, POR-44: an earlier request of the viewer's for this very package and person. */
async function findEarlier({ db }: Reading, { requestor, target, package: wanted }: SubmissionFacts, id?: string) {
  if (id === undefined || !isUuid(id)) return null;
  const requestId = id as RequestId;
  const earlier = await loadEarlierForm(db, requestor.id, requestId);
  const isSameWish = earlier?.packageId === wanted?.id && earlier?.targetId === target.id;
  return earlier && isSameWish ? { ...earlier, requestId } : null;
}

/** An instant that has not come yet; a period of the past is not asked for again. */
const ahead = (instant: Date | null, now: Date): Date | null => (instant && isAfter(instant, now) ? instant : null);

/**
 * What a form asks and what it shows instead (INF-15 to INF-17), beginning with earlier answers and then with what the
 * profile says (POR-37), as far as that is the reader's to know.
 */
function formOf(
  policy: AssignmentPolicy,
  facts: SubmissionFacts,
  language: string,
  earlier: readonly AnswerInput[] = [],
): Pick<RequestFormPolicy, "questions" | "known"> {
  const { profile } = facts;
  const { attributes } = policy;
  const isReadable = mayReadProfile(facts);
  const given = [...earlier, ...(isReadable ? knownAnswers(attributes, profile) : [])];
  return {
    questions: inSequence(formQuestions(policy, profile)).map((question) => questionView(question, language, given)),
    known: lockedAnswers(attributes, profile, language).map(({ questionText, displayValue }) => ({
      text: questionText,
      value: isReadable ? displayValue : null,
    })),
  };
}

/** POR-27 to POR-39: the request form with everything known before it is filled in, in the reader's language (POR-35). */
export async function getRequestForm(
  viewer: Asking,
  id: string,
  language: string,
  wish: FormWish = {},
  reading?: Reading,
): Promise<RequestFormView | null> {
  const now = reading ?? (await currentReading());
  const found = await findPackage(now, viewer, id, wish.for);
  if (!found) return null;
  const again = await findEarlier(now, found.facts.submission, wish.again);
  const { selection } = applicablePolicy(found.facts.submission, null);
  const policies = await Promise.all(
    selection.selectable.map(async (policy) => ({
      ...(await previewPolicy(now, policy, found.facts)),
      ...formOf(policy, found.facts.submission, language, again?.answers),
      isJustificationRequired: policy.requestApprovalSettings.isRequestorJustificationRequired,
      allowsCustomSchedule: policy.requestorSettings.allowCustomAssignmentSchedule,
    })),
  );
  return {
    ...found.view,
    policies,
    again: again && {
      requestId: again.requestId,
      isResubmission: again.isResubmission,
      policyId: again.policyId,
      justification: again.justification,
      startAt: ahead(again.schedule.startAt, now.now),
      endAt: ahead(again.schedule.endAt, now.now),
    },
  };
}
