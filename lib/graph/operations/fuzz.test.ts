import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { ada, auditors, ben, dora, everybody, kim, payments, policyIds, reports } from "@/lib/engine/testing/cast";
import { policy } from "@/lib/engine/testing/facts";
import { readContract } from "@/lib/graph/contract/contract";
import { servedIn } from "@/lib/graph/contract/served";
import { textFunctions } from "@/lib/graph/odata/filter";
import { callApi } from "@/lib/graph/testing/api";
import { insertToken } from "@/lib/graph/testing/token";
import { Portal } from "@/lib/services/testing/portal";
import {
  appoint,
  appointGovernanceAdministrator,
  insertCatalog,
  insertGroup,
  insertGroupResource,
  insertPackage,
  insertPeople,
} from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";
import { operations } from ".";

/** Calls in `npm test`; `FUZZ_CALLS=20000 npx vitest run --project database lib/graph/operations/fuzz` makes more. */
const CALLS = Number(process.env.FUZZ_CALLS ?? 600);

/** What has an operation of its own, and what is read along the navigations. */
const answered = [
  ...operations,
  ...servedIn(readContract()).filter(
    ({ method, path }) => !operations.some((one) => one.method === method && one.path === path),
  ),
];

const test = testDatabase();
let portal: Portal;
let tokens: readonly (string | null)[] = [];
let ids: readonly string[] = [];
/** Ids that fit, by what the contract calls them in addresses. */
let fitting: Readonly<Record<string, string>> = {};

beforeAll(async () => {
  portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
  await appointGovernanceAdministrator(test.db, kim);
  const catalogId = await insertCatalog(test.db, { name: "Finance" });
  await insertGroup(test.db, auditors, { name: "Auditors", members: [dora] });
  const { member } = await insertGroupResource(test.db, catalogId, auditors);
  await appoint(test.db, ada, "accessPackageManager", catalogId);
  const terms = policy({ policyId: policyIds[0] });
  await insertPackage(test.db, payments, { name: "Payments", catalogId, roles: [member], policies: [terms] });
  await insertPackage(test.db, reports, { name: "Reports", catalogId });
  const request = await portal.ask(ben, payments);
  tokens = [
    ...(await Promise.all([kim, kim, kim, ada, ada, ben].map(({ id }) => insertToken(portal.deps, id)))),
    null,
    "lk_nonsense_of_the_right_length",
  ];
  ids = [
    request,
    catalogId,
    payments,
    reports,
    policyIds[0],
    auditors,
    member,
    ben.id,
    kim.id,
    `${member}_${catalogId}`,
  ];
  fitting = {
    "accessPackage-id": payments,
    "accessPackageCatalog-id": catalogId,
    "accessPackageAssignmentPolicy-id": policyIds[0],
    "accessPackageAssignmentRequest-id": request,
    "accessPackageResourceRole-id": member,
    "approval-id": request,
    "availableAccessPackage-id": payments,
    "group-id": auditors,
    "user-id": ben.id,
    "accessPackageSubject-id": ben.id,
    on: "target",
  };
});

const hostile = fc.constantFrom("0", "null", "../..", "%00", "'", "a".repeat(300), "🙂", "$count", "x' or '1' eq '1");
const anyId = fc.oneof({ weight: 6, arbitrary: fc.nat().map((n) => ids[n % ids.length] ?? "") }, fc.uuid(), hostile);

const names = [
  "id",
  "displayName",
  "state",
  "catalog/id",
  "accessPackage/id",
  "target/objectId",
  "createdDateTime",
  "x",
];
const expansions = [
  "*",
  "accessPackage",
  "target",
  "assignmentPolicies",
  "resourceRoleScopes($expand=role,scope)",
  "stages",
];
/** Dates as clients write them, at the ends of the calendar, and beyond what is kept. */
const date = fc.oneof(
  fc.constantFrom("9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "0000-01-01T00:00:00Z", "2026-02-30", "infinity"),
  fc.constantFrom("275760-01-01T00:00:00Z", "+275760-09-13T00:00:00Z", "-000001-01-01T00:00:00Z", "-271821-04-20"),
  fc.date({ noInvalidDate: true }).map((instant) => instant.toISOString()),
);
const literal = fc.oneof(
  date,
  date.map((text) => `'${text}'`),
  fc.constantFrom("'delivered'", "null", "true", "1", "2026-01-01T00:00:00Z", "'\u0000'", "'%'"),
  anyId.map((id) => `'${id.replaceAll("'", "''")}'`),
);
const comparison = fc
  .tuple(fc.constantFrom(...names), fc.constantFrom("eq", "ne", "gt", "le", "in", "has"), literal)
  .map((parts) => parts.join(" "));
const filter = fc.oneof(
  comparison,
  fc.tuple(comparison, fc.constantFrom("and", "or"), comparison).map((parts) => parts.join(" ")),
  fc.tuple(fc.constantFrom(...textFunctions), fc.constantFrom(...names)).map(([call, name]) => `${call}(${name},'a')`),
  fc.string({ maxLength: 30 }),
);
const query = fc
  .record(
    {
      $filter: filter,
      $expand: fc.oneof(fc.constantFrom(...expansions), fc.string({ maxLength: 12 })),
      $select: fc.constantFrom("id", "displayName", "id,state", "*", "nothing"),
      $orderby: fc.constantFrom("displayName desc", "id", "createdDateTime,displayName", "nothing"),
      $top: fc.constantFrom("0", "1", "999", "99999999999", "-1"),
      $skip: fc.constantFrom("0", "3", "x"),
      $count: fc.constantFrom("true", "false"),
      $search: fc.string({ maxLength: 8 }),
      $skiptoken: fc.oneof(
        fc.base64String(),
        fc
          .array(fc.oneof(anyId, date, fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n }).map(String)), {
            maxLength: 3,
          })
          .map((values) => Buffer.from(JSON.stringify(values)).toString("base64url")),
      ),
      $apply: fc.constant("x"),
    },
    { requiredKeys: [] },
  )
  .map((options) => Object.fromEntries(Object.entries(options).slice(0, 2)));

/** What bodies are made of: names that operations know, with values of every kind. */
const words = [
  "displayName",
  "description",
  "catalog",
  "accessPackage",
  "requestType",
  "assignment",
  "targetId",
  "assignmentPolicyId",
  "accessPackageId",
  "resource",
  "role",
  "scope",
  "originId",
  "originSystem",
  "reviewResult",
  "justification",
  "schedule",
  "expiration",
  "answers",
  "questions",
  "startDateTime",
  "endDateTime",
  "duration",
  "type",
  "subject",
  "subjectLifecycle",
  "requestApprovalSettings",
  "stages",
  "specificAllowedTargets",
  "allowedTargetScope",
  "@odata.id",
  "@odata.type",
  "id",
  "principalId",
  "roleDefinitionId",
  "appScopeId",
  "data",
];
const texts = fc.oneof(
  anyId,
  date,
  fc.constantFrom(
    "adminAdd",
    "userAdd",
    "adminRemove",
    "AadGroup",
    "Approve",
    "P14D",
    "afterDuration",
    "afterDateTime",
    "allMemberUsers",
  ),
  fc.string({ maxLength: 20 }),
);
const { value: body } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    texts,
    fc.constantFrom(null, true, 0, -1, 1e300),
    fc.array(tie("value"), { maxLength: 2 }),
    fc.dictionary(fc.constantFrom(...words), tie("value"), { maxKeys: 6 }),
  ),
}));

/** Requests and policies of which all but the dates is as it should be. */
const expiration = fc.record(
  {
    type: fc.constantFrom("afterDateTime", "afterDuration", "noExpiration"),
    endDateTime: date,
    duration: fc.oneof(
      fc.nat().map((days) => `P${days}D`),
      fc.nat().map((seconds) => `PT${seconds}S`),
    ),
  },
  { requiredKeys: ["type"] },
);
const dated = fc.oneof(
  fc.record({
    requestType: fc.constantFrom("userAdd", "adminAdd", "userUpdate", "adminUpdate"),
    assignment: fc.record({
      accessPackageId: fc.constant(payments),
      assignmentPolicyId: fc.constant(policyIds[0]),
      targetId: fc.constantFrom(ada.id, ben.id, dora.id),
    }),
    schedule: fc.record({ startDateTime: date, expiration }, { requiredKeys: [] }),
  }),
  fc.record({
    displayName: fc.string({ minLength: 1, maxLength: 20 }),
    accessPackage: fc.constant({ id: payments }),
    allowedTargetScope: fc.constant("allMemberUsers"),
    expiration,
  }),
);
const takesDates = operations.filter(
  ({ method, path }) =>
    ["POST", "PUT", "PATCH"].includes(method) && /assignment(Requests|Policies)(\/\{[^}]+\})?$/.test(path),
);

const params = fc.array(fc.option(anyId, { freq: 1 }), { minLength: 4, maxLength: 4 });
const wild = fc.record({
  operation: fc.nat().map((n) => answered[n % answered.length]),
  params,
  query: fc.oneof({ weight: 2, arbitrary: fc.constant({}) }, query),
  body: fc.oneof(body, fc.dictionary(fc.constantFrom(...words), body, { maxKeys: 8 })),
  token: fc.nat(),
  version: fc.constantFrom("v1.0", "beta"),
});
const call = fc.oneof(
  { weight: 5, arbitrary: wild },
  fc.record({
    operation: fc.constantFrom(...takesDates),
    params,
    query: fc.constant<Record<string, string>>({}),
    body: dated,
    token: fc.nat(),
    version: fc.constant("v1.0"),
  }),
);

it(`whatever is called in whatever way, nothing breaks and every answer is one of the contract (${CALLS} calls)`, async () => {
  const statuses = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(call, async ({ operation, params, query: options, body: sent, token, version }) => {
      if (!operation) throw new Error("there are operations");
      let next = 0;
      const path = operation.path.replaceAll(/\{([^}]+)\}/g, (_all, name: string) => {
        next += 1;
        return encodeURIComponent(params[next - 1] ?? fitting[name] ?? "unknown");
      });
      const search = new URLSearchParams(options);
      const hasBody = operation.method !== "GET" && operation.method !== "DELETE";
      const url = `https://portal.test/api/graph/${version}${path}?${search}`;
      const bearer = tokens[token % tokens.length] ?? null;
      const { status } = await callApi(portal.deps, bearer, operation.method, url, hasBody ? sent : undefined);
      expect(status, `${operation.method} ${url} ${JSON.stringify(sent)}`).toBeLessThan(500);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }),
    { numRuns: CALLS },
  );
  const counts = [...statuses].sort(([a], [b]) => a - b).map(([status, calls]) => `${status}: ${calls}`);
  process.stdout.write(`fuzz: ${CALLS} calls of ${answered.length} operations; ${counts.join(", ")}\n`);
  expect(statuses.get(200) ?? 0, "some calls are answered").toBeGreaterThan(CALLS / 100);
}, 600_000);
