import { sql } from "drizzle-orm";
import { accessPackages, assignments, catalogs, people, requests } from "@/db/schema";
import type { RequestId } from "@/lib/engine/ids";
import type { PolicySnapshot } from "@/lib/engine/policy/policy";
import { type Answer, inSequence } from "@/lib/engine/policy/questions";
import { type RequestType, requestStates, requestTypes } from "@/lib/engine/request/states";
import { loadRequests } from "@/lib/facts/requests";
import { byId, type EntityType, one, through } from "@/lib/graph/read/entity";
import { packagesOfSeenCatalogs } from "@/lib/queries/admin/scope";
import { isNotDeleted, isParty } from "@/lib/queries/own-requests";
import { accessPackage } from "./access-package";
import { askedOfCaller } from "./asked";
import { assignment } from "./assignment";
import { subject } from "./directory";
import { questionJson } from "./policy-json";
import { instantText, scheduleOf, statusText } from "./values";

/** What Graph has no name for: changes of access that somebody else asked for. */
const unnamed: readonly RequestType[] = ["onBehalfUpdate", "onBehalfRemove"];
const graphTypes = requestTypes.filter((type) => !unnamed.includes(type));

const typeText = (type: RequestType): string => (unnamed.includes(type) ? "unknownFutureValue" : type);

/** INF-7: the answer with the question as it was asked. */
function answerJson(answer: Answer, { questions }: PolicySnapshot) {
  const { value, displayValue } = answer;
  const question = inSequence(questions).find((each) => each.id === answer.questionId);
  return {
    "@odata.type": "#microsoft.graph.accessPackageAnswerString",
    displayValue,
    value: typeof value === "string" ? value : value.join(","),
    ...(question ? { answeredQuestion: questionJson(question) } : {}),
  };
}

/** Those that exist: access comes with its delivery. */
const assignmentsOf = through(
  sql`${requests} join ${assignments} on ${assignments.id} = ${requests.assignmentId}`,
  requests.id,
  assignments.id,
);

export const assignmentRequest: EntityType = {
  name: "accessPackageAssignmentRequest",
  properties: [
    "id",
    "requestType",
    "state",
    "status",
    "createdDateTime",
    "completedDateTime",
    "justification",
    "schedule",
    "answers",
    "customExtensionCalloutInstances",
  ],
  fields: {
    id: { kind: "id", sql: requests.id },
    requestType: { kind: "enum", sql: requests.type, values: graphTypes },
    state: { kind: "enum", sql: requests.state, values: requestStates },
    createdDateTime: { kind: "instant", sql: requests.createdAt },
    completedDateTime: { kind: "instant", sql: requests.completedAt },
    "accessPackage/id": { kind: "id", sql: requests.packageId },
    "accessPackage/displayName": { kind: "text", sql: accessPackages.displayName },
    "accessPackage/catalog/id": { kind: "id", sql: accessPackages.catalogId },
    "assignment/id": { kind: "id", sql: requests.assignmentId },
    "assignment/target/id": { kind: "id", sql: requests.targetId },
    "assignment/target/objectId": { kind: "id", sql: requests.targetId },
    "requestor/id": { kind: "id", sql: requests.requestorId },
    "requestor/objectId": { kind: "id", sql: requests.requestorId },
    "requestor/displayName": { kind: "text", sql: people.displayName },
  },
  navigations: {
    accessPackage: one({
      to: () => accessPackage,
      isPartOfOwner: true,
      link: through(requests, requests.id, requests.packageId),
    }),
    requestor: one({
      to: () => subject,
      isPartOfOwner: true,
      link: through(requests, requests.id, requests.requestorId),
    }),
    assignment: one({ to: () => assignment, isPartOfOwner: false, link: assignmentsOf }),
  },
  source: sql`${requests}
    left join ${accessPackages} on ${accessPackages.id} = ${requests.packageId}
    left join ${catalogs} on ${catalogs.id} = ${accessPackages.catalogId}
    left join ${people} on ${people.id} = ${requests.requestorId}`,
  id: requests.id,
  exists: isNotDeleted,
  administered: packagesOfSeenCatalogs,
  /** Those who decide on a request see it as those do whom it is about. */
  own: async (context) => sql`(${isParty(context.viewer)} or ${await askedOfCaller(context)})`,
  load: async ({ reading }, ids) => {
    const found = await loadRequests(reading.db, ids as RequestId[]);
    return byId(
      [...found.values()].map(({ request }) => ({
        id: request.id,
        requestType: typeText(request.type),
        state: request.state,
        status: statusText("subStatus" in request ? request.subStatus : request.state),
        createdDateTime: instantText(request.createdAt),
        completedDateTime: instantText("completedAt" in request ? request.completedAt : null),
        justification: request.justification,
        schedule: scheduleOf(request.schedule.startAt, request.schedule.endAt, "notSpecified"),
        answers: request.answers.map((answer) => answerJson(answer, request.snapshot)),
        customExtensionCalloutInstances: [],
      })),
    );
  },
};
