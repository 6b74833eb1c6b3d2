import { readFileSync } from "node:fs";
import { join } from "node:path";
import { encode } from "next-auth/jwt";
import { createDatabase, type DatabaseHandle } from "@/db/client";
import { startEmbedded } from "@/db/embedded";
import { dataRoot, scaleDataDir } from "@/db/server";
import { Complaint, option, run, say } from "@/lib/cli/program";
import type { PersonId } from "@/lib/engine/ids";
import { insertToken } from "@/lib/graph/testing/token";
import { demoClock } from "@/lib/platform/clock";

/** Timed runs of each page, after two that warm up. */
const RUNS = 9;
/** Milliseconds to the last byte that nobody notices as waiting. */
const LIMIT_MS = 500;

/** Who looks at what: ids of the large company that make the queries work hardest. */
async function findActors({ pool }: DatabaseHandle) {
  const one = async (text: string): Promise<string> => {
    const { rows } = await pool.query<{ id: string }>(text);
    if (!rows[0]) throw new Complaint("This is not the large company. `npm run db:seed -- scale` makes it.");
    return rows[0].id;
  };
  const mostOften = (column: string, table: string, where = "true") =>
    one(`select ${column} as id from ${table} where ${where} group by 1 order by count(*) desc limit 1`);
  return {
    administrator: await one(
      `select person_id as id from role_assignments where role = 'governanceAdministrator' and person_id is not null limit 1`,
    ),
    holder: await mostOften("target_id", "assignments"),
    approver: await one(
      `select m.person_id as id from stage_approvers a
         join request_stages s on s.request_id = a.request_id and s.stage = a.stage and s.state = 'active'
         join group_members m on m.group_id = a.group_id and m.role = 'member'
       group by 1 order by count(*) desc limit 1`,
    ),
    owner: await one(
      `select r.person_id as id from role_assignments r join access_packages p on p.catalog_id = r.catalog_id
       where r.role = 'catalogOwner' and r.person_id is not null group by 1 order by count(*) desc limit 1`,
    ),
    package: await mostOften("package_id", "assignments"),
    catalog: await mostOften("catalog_id", "access_packages"),
    group: await mostOften("group_id", "group_members"),
    request: await one(`select id from requests where state = 'delivered' order by id desc limit 1`),
    assignment: await one(`select id from assignments where state = 'delivered' order by id desc limit 1`),
  };
}

type Actors = Awaited<ReturnType<typeof findActors>>;
type Visit = readonly [who: "administrator" | "holder" | "approver" | "owner", path: string];

const visits = (of: Actors, day: string): readonly Visit[] => [
  ["holder", "/"],
  ["holder", "/packages?tab=available"],
  ["holder", "/packages?tab=available&q=reader"],
  ["holder", "/packages?tab=active"],
  ["holder", "/packages?tab=expired"],
  ["holder", `/packages/${of.package}`],
  ["holder", "/requests"],
  ["approver", "/approvals"],
  ["approver", "/team"],
  ["administrator", "/admin"],
  ["administrator", "/admin/catalogs"],
  ["administrator", `/admin/catalogs/${of.catalog}`],
  ["administrator", "/admin/packages"],
  ["administrator", "/admin/packages?q=payroll"],
  ["administrator", `/admin/packages/${of.package}`],
  ["administrator", "/admin/requests"],
  ["administrator", "/admin/requests?state=denied"],
  ["administrator", "/admin/requests?q=weber"],
  ["administrator", `/admin/requests/${of.request}`],
  ["administrator", "/admin/assignments"],
  ["administrator", "/admin/assignments?q=nguyen"],
  ["administrator", `/admin/assignments/${of.assignment}`],
  ["administrator", "/admin/people"],
  ["administrator", "/admin/people?q=nguyen"],
  ["administrator", `/admin/people/${of.holder}`],
  ["administrator", "/admin/groups"],
  ["administrator", "/admin/groups?q=payroll"],
  ["administrator", `/admin/groups/${of.group}`],
  ["administrator", "/admin/audit"],
  ["administrator", `/admin/audit?person=${of.holder}`],
  ["administrator", `/admin/audit?package=${of.package}`],
  ["administrator", `/admin/audit?catalog=${of.catalog}`],
  ["administrator", "/admin/audit?person=nguyen"],
  ["administrator", "/admin/audit?activity=Deny+access+package+assignment+request"],
  ["administrator", `/admin/access-on?day=${day}&person=${of.holder}`],
  ["administrator", `/admin/access-on?day=${day}&package=${of.package}`],
  ["administrator", "/admin/coverage"],
  ["owner", "/admin"],
  ["owner", "/admin/packages"],
  ["owner", "/admin/requests"],
  ["owner", "/admin/assignments"],
];

const em = "/v1.0/identityGovernance/entitlementManagement";

/** What scripts ask the Graph API of a large company. */
const calls = (of: Actors): readonly string[] => [
  `${em}/accessPackages?$top=100`,
  `${em}/accessPackages?$filter=contains(tolower(displayName),'payroll')&$expand=assignmentPolicies,catalog`,
  `${em}/accessPackages/${of.package}?$expand=resourceRoleScopes($expand=role,scope)`,
  `${em}/assignments?$top=100&$expand=target,accessPackage,assignmentPolicy`,
  `${em}/assignments?$filter=accessPackage/id eq '${of.package}' and state eq 'Delivered'&$expand=target`,
  `${em}/assignments?$filter=target/objectId eq '${of.holder}'&$expand=accessPackage`,
  `${em}/assignments?$orderby=schedule/startDateTime desc&$top=100`,
  `${em}/assignments/$count`,
  `${em}/assignmentRequests?$filter=state eq 'pendingApproval'&$expand=requestor,accessPackage`,
  `${em}/assignmentRequests?$top=999`,
  `${em}/catalogs/${of.catalog}?$expand=accessPackages`,
  `/v1.0/groups/${of.group}/members?$top=100`,
];

/** Milliseconds until the last byte is there. */
async function timeOf(url: string, headers: Readonly<Record<string, string>>): Promise<number> {
  const began = performance.now();
  const answer = await fetch(url, { headers, redirect: "manual" });
  const page = await answer.text();
  if (answer.status !== 200) throw new Complaint(`${url} answers ${answer.status}`);
  if (/data-failure|id="__next_error__"/.test(page)) throw new Complaint(`${url} shows a failure`);
  return performance.now() - began;
}

/** Times one address, says so, and says whether it was too slow. */
async function isSlow(origin: string, who: string, path: string, headers: Readonly<Record<string, string>>) {
  const url = `${origin}${path}`;
  await timeOf(url, headers);
  await timeOf(url, headers);
  const times: number[] = [];
  for (let index = 0; index < RUNS; index += 1) times.push(await timeOf(url, headers));
  times.sort((a, b) => a - b);
  const median = times[Math.floor(RUNS / 2)] ?? 0;
  const tooSlow = median > LIMIT_MS;
  const columns = [median, times.at(-1) ?? 0].map((time) => `${Math.round(time)} ms`.padStart(8));
  say(`${columns.join(" ")}  ${who.padEnd(14)} ${path}${tooSlow ? "  too slow" : ""}`);
  return tooSlow;
}

/**
 * `npm run bench:pages [-- --origin http://localhost:3000]`: how long whole pages and calls of the API take with 100,000 people and 300,000
 * assignments. `npm run demo -- --scale` runs beside it.
 */
async function bench(): Promise<number> {
  const origin = option("origin") ?? "http://localhost:3000";
  const secret = readFileSync(join(dataRoot, "demo-secret"), "utf8");
  const server = await startEmbedded({ dataDir: scaleDataDir, durable: false });
  const handle = createDatabase(server.url, { name: "latchkey bench", max: 1 });
  try {
    const actors = await findActors(handle);
    const halfAYearAgo = new Date(Date.now() - 183 * 86_400_000).toISOString().slice(0, 10);
    let slow = 0;
    say("  median     most  who            page");
    for (const [who, path] of visits(actors, halfAYearAgo)) {
      const cookie = `latchkey.session=${await encode({ token: { personId: actors[who] }, secret })}`;
      if (await isSlow(origin, who, path, { cookie })) slow += 1;
    }
    const clock = demoClock(handle.db);
    const authorization = `Bearer ${await insertToken({ db: handle.db, clock }, actors.administrator as PersonId)}`;
    for (const path of calls(actors)) if (await isSlow(origin, "API", path, { authorization })) slow += 1;
    say(
      slow === 0
        ? `Nothing takes more than ${LIMIT_MS} ms (medians of ${RUNS}).`
        : `${slow} addresses take more than ${LIMIT_MS} ms.`,
    );
    return slow === 0 ? 0 : 1;
  } finally {
    await handle.close();
    await server.stop();
  }
}

await run(bench);
