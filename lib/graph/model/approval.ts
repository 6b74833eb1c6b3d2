import { createHash } from "node:crypto";
import { and, inArray, sql } from "drizzle-orm";
import { accessPackages, catalogs, people, requestStages, requests } from "@/db/schema";
import { mayDecide } from "@/lib/engine/approval/decide";
import type { Decider } from "@/lib/engine/approval/decider";
import type { Stage, StageDecision } from "@/lib/engine/approval/stage";
import type { PersonId, RequestId } from "@/lib/engine/ids";
import { type AssignmentRequest, plannedStages } from "@/lib/engine/request/request";
import { isOpen } from "@/lib/engine/request/states";
import { loadDecider } from "@/lib/facts/people";
import { loadRequests } from "@/lib/facts/requests";
import { byId, type Entity, type EntityType, type ReadContext } from "@/lib/graph/read/entity";
import { packagesOfSeenCatalogs } from "@/lib/queries/admin/scope";
import { seesApprovers } from "@/lib/queries/approver-names";
import { isNotDeleted, isParty } from "@/lib/queries/own-requests";
import { askedOfCaller } from "./asked";
import { instantText } from "./values";

/**
 * The id of a stage of a request, which has none of its own: a UUID of version 8 made of the hash of the request's id and
 * the stage's number, the same whenever it is asked for.
 * @param index counted from 0
 */
export function stageIdOf(requestId: RequestId, index: number): string {
  const hex = createHash("sha256").update(`${requestId}/stage/${index}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The numbers of the stages there are: those to come too as long as the request is open. */
export const stageIndexes = (request: AssignmentRequest): number[] =>
  plannedStages(request)
    .map((_, index) => index)
    .filter((index) => isOpen(request.state) || request.stages.some((stage) => stage.index === index));

const statuses = {
  active: "InProgress",
  approved: "Completed",
  denied: "Completed",
  timedOut: "Expired",
  closed: "Completed",
} as const satisfies Record<Stage["state"], string>;

const resultOf = (stage: Stage | undefined) =>
  stage?.state === "approved" ? "Approved" : stage?.state === "denied" ? "Denied" : "NotReviewed";

/** How the caller reads a request: what they may do about it and whom they are shown. */
type Reader = { readonly decider: Decider | null; readonly showsNames: boolean; readonly now: Date };

type Names = ReadonlyMap<PersonId, string>;

const reviewerJson = ({ personId, displayName }: StageDecision, principalNames: Names) => ({
  "@odata.type": "#microsoft.graph.userIdentity",
  id: personId,
  displayName,
  ipAddress: null,
  userPrincipalName: principalNames.get(personId) ?? null,
});

function stageJson(
  request: AssignmentRequest,
  index: number,
  { decider, showsNames, now }: Reader,
  names: Names,
): Entity {
  const stage = request.stages.find((each) => each.index === index);
  const decision = stage && "decision" in stage ? stage.decision : null;
  // APP-72: whoever decided knows that they did.
  const isNamed = showsNames || decision?.personId === decider?.id;
  return {
    id: stageIdOf(request.id, index),
    displayName: null,
    status: stage ? statuses[stage.state] : "Initializing",
    assignedToMe: decider !== null && mayDecide(request, index, decider, now).ok,
    reviewResult: resultOf(stage),
    reviewedBy: decision && isNamed ? reviewerJson(decision, names) : null,
    reviewedDateTime: instantText(decision?.at ?? null),
    justification: decision?.reason ?? null,
  };
}

/** APP-70: the requests of which the caller is shown who decides, whoever else is not. */
async function namedTo(context: ReadContext, ids: readonly RequestId[]): Promise<ReadonlySet<string>> {
  const isAdministered = packagesOfSeenCatalogs(context.viewer) ?? sql`true`;
  const { rows } = await context.reading.db.execute<{ id: string }>(sql`
    select ${requests.id} as id from ${requests}
    join ${accessPackages} on ${accessPackages.id} = ${requests.packageId}
    where ${inArray(requests.id, [...ids])} and (${isAdministered} or ${await askedOfCaller(context)})`);
  return new Set(rows.map((row) => row.id));
}

async function stagesOf(context: ReadContext, ids: readonly RequestId[]): Promise<Map<string, readonly Entity[]>> {
  const { reading, viewer } = context;
  const { db, now } = reading;
  const found = [...(await loadRequests(db, ids)).values()].map(({ request }) => request);
  const decider = await loadDecider(db, viewer.personId);
  const named = await namedTo(context, ids);
  const isEverybodyNamed = await seesApprovers(db, viewer.kind);
  const reviewers = found.flatMap(({ stages }) =>
    stages.flatMap((stage) => ("decision" in stage ? [stage.decision.personId] : [])),
  );
  const names = await principalNames(context, reviewers);
  return new Map(
    found.map((request): [string, readonly Entity[]] => {
      const reader = { decider, showsNames: isEverybodyNamed || named.has(request.id), now };
      return [request.id, stageIndexes(request).map((index) => stageJson(request, index, reader, names))];
    }),
  );
}

async function principalNames({ reading }: ReadContext, ids: readonly PersonId[]): Promise<Names> {
  if (ids.length === 0) return new Map();
  const rows = await reading.db
    .select({ id: people.id, name: people.userPrincipalName })
    .from(people)
    .where(inArray(people.id, [...new Set(ids)]));
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** The approval of a request, which has the id of the request. */
export const approval: EntityType = {
  name: "approval",
  properties: ["id"],
  fields: { id: { kind: "id", sql: requests.id } },
  navigations: {
    stages: {
      kind: "contained",
      isCollection: true,
      load: async (context, ids) => stagesOf(context, ids as RequestId[]),
    },
  },
  source: sql`${requests}
    left join ${accessPackages} on ${accessPackages.id} = ${requests.packageId}
    left join ${catalogs} on ${catalogs.id} = ${accessPackages.catalogId}`,
  id: requests.id,
  exists: and(
    isNotDeleted,
    sql`exists (select 1 from ${requestStages} where ${requestStages.requestId} = ${requests.id})`,
  ),
  administered: packagesOfSeenCatalogs,
  /** POR-41, APP-39: whoever asked, whom it is for, and who is or was asked. */
  own: async (context) => sql`(${isParty(context.viewer)} or ${await askedOfCaller(context)})`,
  load: async (_context, ids) => byId(ids.map((id) => ({ id }))),
};
