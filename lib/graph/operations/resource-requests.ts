import { and, desc, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { auditEvents, directoryResources, resources } from "@/db/schema";
import { decideResourceAttributes } from "@/lib/engine/catalog/attributes";
import type { CatalogEvent } from "@/lib/engine/catalog/events";
import type { CatalogRefusal } from "@/lib/engine/catalog/refusals";
import { type Origin, originSystems } from "@/lib/engine/catalog/resources";
import type { CatalogId, DirectoryResourceId, ResourceId } from "@/lib/engine/ids";
import type { AttributeInput } from "@/lib/engine/policy/attributes";
import { countAttributeChanges } from "@/lib/facts/attributes";
import { anyCase, parseBody, referenceSchema } from "@/lib/graph/http/body";
import { replyWith } from "@/lib/graph/http/collection";
import type { Call, Operation } from "@/lib/graph/http/operation";
import { catalogProblem, orProblem } from "@/lib/graph/http/refusal";
import { attributeOf, attributeSchema } from "@/lib/graph/model/attribute-json";
import { catalog } from "@/lib/graph/model/catalog";
import { flag, notSupported, object } from "@/lib/graph/model/input";
import { resource } from "@/lib/graph/model/resource";
import { resourceRequest } from "@/lib/graph/model/resource-request";
import { badRequest, type GraphProblem, notFound } from "@/lib/graph/problem";
import { isUuid, newId } from "@/lib/platform/ids";
import { addResource, removeResource } from "@/lib/services/change-resources";
import { setResourceAttributes } from "@/lib/services/set-resource-attributes";
import { em } from "./paths";

const set = `${em}/resourceRequests`;

const bodySchema = object({
  id: z.unknown().optional(),
  requestType: anyCase(["adminAdd", "adminUpdate", "adminRemove"]),
  // Clients send what else they know of it: its name, its roles, its scopes.
  resource: z.looseObject({
    id: z.string().nullish(),
    originId: z.string().max(2_000).nullish(),
    originSystem: anyCase(originSystems).nullish(),
    attributes: z.array(attributeSchema).max(100).nullish(),
  }),
  catalog: referenceSchema.nullish(),
  /** Of the older generation: the catalog by its id alone, and what says nothing of a change that is made at once. */
  catalogId: z.string().nullish(),
  isValidationOnly: flag.nullish(),
  executeImmediately: z.unknown().optional(),
  justification: z.unknown().optional(),
  expirationDateTime: z.unknown().optional(),
  status: z.unknown().optional(),
  state: z.unknown().optional(),
  createdDateTime: z.unknown().optional(),
});
type Body = z.infer<typeof bodySchema>;

function catalogIdIn({ catalog: named, catalogId }: Body): CatalogId | null {
  const id = named?.id ?? catalogId;
  if (!id) return null;
  if (!isUuid(id)) throw notFound(catalog.name, id);
  return id as CatalogId;
}

/** CAT-38: the thing outside as the portal names it. An application is named by the id of its directory entry, too. */
async function originIn({ deps }: Call, { resource: { originId, originSystem } }: Body): Promise<Origin | null> {
  if (!originId || !originSystem) return null;
  if (!isUuid(originId)) return { originSystem, originId };
  if (originSystem === "AadGroup") return { originSystem, originId: originId.toLowerCase() };
  const isIt = and(
    eq(directoryResources.id, originId as DirectoryResourceId),
    eq(directoryResources.originSystem, originSystem),
  );
  const [row] = await deps.db.select({ originId: directoryResources.originId }).from(directoryResources).where(isIt);
  return { originSystem, originId: row?.originId ?? originId };
}

const noResource = ({ resource: { id, originId } }: Body) => notFound(resource.name, id ?? originId ?? "");

type Done = { readonly kind: string; readonly resource: { readonly id: ResourceId } };

/** What a service says it has done, as far as it is about a resource. */
function doneOf(event: CatalogEvent | null): Done | null {
  return event && "resource" in event ? event : null;
}

/** CAT-46: refuses what a resource cannot need of a profile before it is added. @throws GraphProblem 400 */
function requireSound(
  attributes: readonly AttributeInput[],
  { originSystem }: Origin,
  catalogId: CatalogId,
  now: Date,
) {
  const resource = { id: newId(now) as ResourceId, displayName: "", originSystem };
  const facts = { catalogId, resource, current: [], version: 0, lastEditor: null };
  orProblem(decideResourceAttributes(facts, { attributes, version: 0 }, now), catalogProblem);
}

async function add(call: Call, body: Body): Promise<Done | null> {
  const catalogId = catalogIdIn(body);
  if (!catalogId) throw badRequest("catalog: say with its id which catalog the resource belongs in.");
  const origin = await originIn(call, body);
  if (!origin) throw badRequest("resource: say with originSystem and originId which resource to add.");
  const { personId } = call.caller.viewer;
  const attributes = (body.resource.attributes ?? []).map(attributeOf);
  requireSound(attributes, origin, catalogId, call.context.reading.now);
  const added = orProblem(await addResource(call.deps, { personId, catalogId, origin }), catalogProblem);
  if (!added) throw badRequest("The resource is in this catalog already.");
  const done = doneOf(added);
  if (done && attributes.length > 0) {
    const input = { personId, catalogId, resourceId: done.resource.id, version: 0, attributes };
    orProblem(await setResourceAttributes(call.deps, input), catalogProblem);
  }
  return done;
}

/** The resource a body names by its id, or by what it is outside and the catalog it is in. */
async function namedResource(call: Call, body: Body) {
  const catalogId = catalogIdIn(body);
  const { id } = body.resource;
  const origin = await originIn(call, body);
  if (!id && !(origin && catalogId)) {
    throw badRequest("resource: say with its id which one it is, or with originSystem and originId and its catalog.");
  }
  if (id && !isUuid(id)) throw noResource(body);
  const [row] = await call.deps.db
    .select({ catalogId: resources.catalogId, resourceId: resources.id })
    .from(resources)
    .where(
      and(
        id ? eq(resources.id, id as ResourceId) : undefined,
        !id && origin ? eq(resources.originSystem, origin.originSystem) : undefined,
        !id && origin ? eq(resources.originId, origin.originId) : undefined,
        catalogId ? eq(resources.catalogId, catalogId) : undefined,
        isNull(resources.deletedAt),
      ),
    );
  if (!row) throw noResource(body);
  return row;
}

/** DEL-23: a resource of somebody else's catalog is answered like one that does not exist. */
const hidden =
  (body: Body) =>
  (refusal: CatalogRefusal): GraphProblem =>
    refusal.code === "catalogNotFound" || refusal.code === "resourceNotFound"
      ? noResource(body)
      : catalogProblem(refusal);

async function remove(call: Call, body: Body): Promise<Done | null> {
  const { catalogId, resourceId } = await namedResource(call, body);
  const { personId } = call.caller.viewer;
  return doneOf(orProblem(await removeResource(call.deps, { personId, catalogId, resourceId }), hidden(body)));
}

/**
 * CAT-46: what a resource needs of a profile is all that can be updated of one, by whoever reads what it needs now. The
 * event of the last time where it needs that already; null where it never needed anything.
 */
async function update(call: Call, body: Body): Promise<Done | null> {
  const { attributes } = body.resource;
  if (!attributes) throw badRequest("resource: its attributes are all that a request of the type adminUpdate updates.");
  const { catalogId, resourceId } = await namedResource(call, body);
  const { personId } = call.caller.viewer;
  const version = await countAttributeChanges(call.deps.db, resourceId);
  const input = { personId, catalogId, resourceId, version, attributes: attributes.map(attributeOf) };
  const updated = orProblem(await setResourceAttributes(call.deps, input), hidden(body));
  return doneOf(updated) ?? { kind: "resourceAttributesChanged", resource: { id: resourceId } };
}

/** The entry in the log of what was just done. */
async function entryOf({ deps }: Call, done: Done): Promise<string> {
  const [entry] = await deps.db
    .select({ id: auditEvents.id })
    .from(auditEvents)
    .where(and(eq(auditEvents.subjectId, done.resource.id), eq(auditEvents.kind, done.kind)))
    .orderBy(desc(auditEvents.sequence))
    .limit(1);
  if (!entry) throw badRequest("There was nothing to do.");
  return entry.id;
}

const ways = { adminAdd: add, adminUpdate: update, adminRemove: remove } as const;

export const resourceRequestOperations: readonly Operation[] = [
  {
    method: "POST",
    path: set,
    permission: "write",
    run: async (call) => {
      const body = parseBody(bodySchema, await call.body());
      if (body.isValidationOnly) throw notSupported("isValidationOnly: a change is made, and never only looked at.");
      const done = await ways[body.requestType](call, body);
      if (!done) throw badRequest("There was nothing to do.");
      return replyWith(call, set.slice(1), resourceRequest, await entryOf(call, done), 201);
    },
  },
];
