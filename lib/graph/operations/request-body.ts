import { and, desc, eq, ne, or, sql } from "drizzle-orm";
import { z } from "zod";
import { assignments, people } from "@/db/schema";
import type { AccessPackageId, AssignmentId, PersonId, PolicyId } from "@/lib/engine/ids";
import { anyCase, referenceSchema } from "@/lib/graph/http/body";
import type { Call } from "@/lib/graph/http/operation";
import { accessPackage } from "@/lib/graph/model/access-package";
import { assignment } from "@/lib/graph/model/assignment";
import { flag, notSupported, object } from "@/lib/graph/model/input";
import { assignmentPolicy } from "@/lib/graph/model/policy";
import { badRequest, notFound } from "@/lib/graph/problem";
import type { EntityType } from "@/lib/graph/read/entity";
import { isUuid, newId } from "@/lib/platform/ids";
import { answersSchema } from "./answers";
import { scheduleSchema } from "./schedule";

/** What the portal decides by itself may be sent and says nothing. */
const decided = z.unknown().optional();

const personSchema = object({
  id: z.string().nullish(),
  objectId: z.string().nullish(),
  email: z.string().max(320).nullish(),
  displayName: decided,
  principalName: decided,
  onPremisesSecurityIdentifier: decided,
  subjectType: decided,
  subjectLifecycle: decided,
  connectedOrganization: decided,
});

const assignmentSchema = object({
  id: z.string().nullish(),
  // The metadata has none of these three; the documentation sends them.
  targetId: z.string().nullish(),
  assignmentPolicyId: z.string().nullish(),
  accessPackageId: z.string().nullish(),
  accessPackage: referenceSchema.nullish(),
  assignmentPolicy: referenceSchema.nullish(),
  target: personSchema.nullish(),
  schedule: scheduleSchema.nullish(),
  state: decided,
  status: decided,
  expiredDateTime: decided,
  customExtensionCalloutInstances: decided,
});

export const requestBodySchema = object({
  id: decided,
  requestType: anyCase([
    "userAdd",
    "onBehalfAdd",
    "userUpdate",
    "userExtend",
    "userRemove",
    "adminAdd",
    "adminUpdate",
    "adminRemove",
  ]),
  assignment: assignmentSchema.nullish(),
  accessPackage: referenceSchema.nullish(),
  requestor: personSchema.nullish(),
  justification: z.string().nullish(),
  schedule: scheduleSchema.nullish(),
  answers: answersSchema.nullish(),
  /** Of the older generation: only whether it could be made, and what somebody proves by credentials of theirs. */
  isValidationOnly: flag.nullish(),
  verifiedCredentialsData: z.array(z.unknown()).nullish(),
  state: decided,
  status: decided,
  createdDateTime: decided,
  completedDateTime: decided,
  expirationDateTime: decided,
  customExtensionCalloutInstances: decided,
  customExtensionHandlerInstances: decided,
});
export type RequestBody = z.infer<typeof requestBodySchema>;

/** What somebody asks for by a call, read. */
export type Wish = {
  readonly call: Call;
  readonly personId: PersonId;
  readonly now: Date;
  readonly body: RequestBody;
  readonly about: z.infer<typeof assignmentSchema>;
  readonly sent: z.infer<typeof scheduleSchema> | null;
  readonly justification: string;
  readonly language: string;
};

const idOf = <Id extends string>(type: EntityType, id: string): Id => {
  if (!isUuid(id)) throw notFound(type.name, id);
  return id.toLowerCase() as Id;
};

export function packageIdOf({ about, body }: Wish): AccessPackageId {
  const id = about.accessPackageId ?? about.accessPackage?.id ?? body.accessPackage?.id;
  if (!id) throw badRequest("assignment.accessPackageId: name the access package.");
  return idOf(accessPackage, id);
}

export function policyIdOf({ about }: Wish): PolicyId | null {
  const id = about.assignmentPolicyId ?? about.assignmentPolicy?.id;
  return id ? idOf(assignmentPolicy, id) : null;
}

/** @throws GraphProblem 400 for what a request may say in Graph and cannot here */
export function refuseUnknownWishes({ isValidationOnly, verifiedCredentialsData: credentials }: RequestBody): void {
  if (isValidationOnly) throw notSupported("isValidationOnly: a request is made, and never only looked at.");
  if (credentials && credentials.length > 0) {
    throw notSupported("verifiedCredentialsData: nobody is asked for credentials of theirs.");
  }
}

/**
 * The assignment to change: by its id, or by what is assigned and to whom. One that is not there is named by an id that
 * none has.
 */
export async function assignmentIdOf(wish: Wish): Promise<AssignmentId> {
  const { about, body, call, now } = wish;
  if (about.id) return idOf(assignment, about.id);
  if (!about.accessPackageId && !about.accessPackage && !body.accessPackage) {
    throw badRequest("assignment.id: name the assignment, or say with accessPackageId what is assigned.");
  }
  const isIt = and(
    eq(assignments.targetId, await targetIdOf(wish)),
    eq(assignments.packageId, packageIdOf(wish)),
    ne(assignments.state, "expired"),
  );
  const [found] = await call.deps.db
    .select({ id: assignments.id })
    .from(assignments)
    .where(isIt)
    .orderBy(desc(assignments.startAt), desc(assignments.id))
    .limit(1);
  return found?.id ?? (newId(now) as AssignmentId);
}

/** Whom the body names by id; null where nobody. Whoever does not exist is named by an id that nobody has. */
function targetIdIn({ about, now }: Wish): PersonId | null {
  const id = about.targetId ?? about.target?.objectId ?? about.target?.id;
  if (!id) return null;
  return (isUuid(id) ? id.toLowerCase() : newId(now)) as PersonId;
}

/** The same by an address or a sign-in name, for those who look people up. */
async function targetIdByEmail({ call, about, now }: Wish): Promise<PersonId | null> {
  const email = about.target?.email?.trim().toLowerCase();
  if (!email) return null;
  const found = await call.deps.db
    .select({ id: people.id })
    .from(people)
    .where(or(eq(sql`lower(${people.email})`, email), eq(sql`lower(${people.userPrincipalName})`, email)));
  const [person] = found;
  return person && found.length === 1 ? person.id : (newId(now) as PersonId);
}

/**
 * Whom a request is about. Only who asks for themself need not say so: administrators name the person.
 * @throws GraphProblem 400 where that is not said, or not as the caller may say it
 */
export async function targetIdOf(wish: Wish): Promise<PersonId> {
  const { about, body, personId } = wish;
  const named = targetIdIn(wish);
  if (named) return named;
  if (body.requestType.startsWith("admin")) {
    const found = await targetIdByEmail(wish);
    if (found) return found;
    throw badRequest("assignment.targetId: name the person.");
  }
  // Whether there is somebody of an address is not told to whoever tries.
  if (about.target) throw badRequest("assignment.target.objectId: name the person by their id.");
  return personId;
}
