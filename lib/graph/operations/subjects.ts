import { eq } from "drizzle-orm";
import { z } from "zod";
import { people } from "@/db/schema";
import type { PersonId } from "@/lib/engine/ids";
import { anyCase, parseBody } from "@/lib/graph/http/body";
import { requireAdministration } from "@/lib/graph/http/collection";
import { type Call, noContent, type Operation } from "@/lib/graph/http/operation";
import { lifecycleOf, subject } from "@/lib/graph/model/directory";
import { notSupported, object } from "@/lib/graph/model/input";
import { badRequest, notFound } from "@/lib/graph/problem";
import { findId } from "@/lib/graph/read/find";
import { em } from "./paths";

const set = `${em}/subjects`;

/** What the directory decides may be sent and says nothing, so that an entity that was read can be sent back. */
const decided = z.unknown().optional();

const bodySchema = object({
  subjectLifecycle: anyCase(["notDefined", "notGoverned", "governed"]).nullish(),
  id: decided,
  objectId: decided,
  displayName: decided,
  email: decided,
  principalName: decided,
  onPremisesSecurityIdentifier: decided,
  subjectType: decided,
  connectedOrganization: decided,
});

/**
 * What becomes of somebody's account when their last access ends. It stays, whoever they are, so that there is nothing to
 * change; whatever says anything else is refused.
 * @throws GraphProblem 400 for that, 403 for who administers nothing, 404 for somebody the caller does not see
 */
async function update(call: Call, text: string): Promise<void> {
  const { db } = call.deps;
  const id = (await findId(subject, call.context, text)) as PersonId;
  requireAdministration(call);
  const { subjectLifecycle: wanted } = parseBody(bodySchema, await call.body());
  const [person] = await db.select({ kind: people.kind }).from(people).where(eq(people.id, id));
  if (!person) throw notFound(subject.name, text);
  if (!wanted || wanted === lifecycleOf(person)) return;
  if (person.kind !== "guest") throw badRequest("subjectLifecycle: only people from outside have one.");
  throw notSupported("subjectLifecycle: the portal looks after access, not after the accounts of people from outside.");
}

const updating = (path: string, param: string): Operation => ({
  method: "PATCH",
  path,
  permission: "write",
  run: async (call) => {
    await update(call, call.param(param));
    return noContent;
  },
});

export const subjectOperations: readonly Operation[] = [
  updating(`${set}/{accessPackageSubject-id}`, "accessPackageSubject-id"),
  updating(`${set}(objectId='{objectId}')`, "objectid"),
];
