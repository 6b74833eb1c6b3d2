import { readFileSync } from "node:fs";
import { join } from "node:path";
import { demoPersonas } from "@/db/seed/demo";
import { type App, startApp } from "@/e2e/support/app";
import { startSeededServer } from "@/e2e/support/seeded-server";
import { signInForCookies } from "@/e2e/support/sign-in";
import { ensureBuild } from "./build";
import { run, say } from "./program";
import { linksIn, routeOf, scriptBytes } from "./route-size";

/** Kilobytes of JavaScript, gzip, that a page of a requester or an approver may load. */
const limitKb = 260;
const pagesPerRoute = 3;
const kb = (bytes: number) => bytes / 1_000;

function pageRoutes(): string[] {
  const manifest: Record<string, string> = JSON.parse(
    readFileSync(join(".next", "app-path-routes-manifest.json"), "utf8"),
  );
  return Object.entries(manifest)
    .filter(([entry, route]) => entry.endsWith("/page") && !route.startsWith("/_"))
    .map(([, route]) => route)
    .toSorted();
}

type Measured = { bytes: number; path: string };

/** Follows links from the overview as one person, a few pages of each route, and keeps the heaviest page of each. */
async function walk(
  app: App,
  cookie: string,
  routes: readonly string[],
  heaviest: Map<string, Measured>,
): Promise<void> {
  const queue = [...routes.filter((route) => !route.includes("["))];
  const seen = new Set(queue);
  const visits = new Map<string, number>();
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    const route = routeOf(path, routes);
    if (route === undefined || (visits.get(route) ?? 0) >= pagesPerRoute) continue;
    const answer = await fetch(app.origin + path, { headers: { cookie, accept: "text/html" }, redirect: "manual" });
    const html = await answer.text();
    if (answer.status !== 200) continue;
    visits.set(route, (visits.get(route) ?? 0) + 1);
    const bytes = scriptBytes(html);
    if (bytes > (heaviest.get(route)?.bytes ?? -1)) heaviest.set(route, { bytes, path });
    for (const link of linksIn(html)) {
      if (!seen.has(link)) queue.push(link);
      seen.add(link);
    }
  }
}

/**
 * `npm run size`: what the pages really make a browser load, measured on the running production build, per route. Exit
 * code 1 when a page outside the administration is above the limit or was not reached.
 */
await run(async () => {
  await ensureBuild();
  const routes = pageRoutes();
  const heaviest = new Map<string, Measured>();
  const server = await startSeededServer();
  try {
    const app = await startApp(server.url, server.template);
    try {
      for (const { email } of demoPersonas) {
        await walk(app, await signInForCookies(app, email), routes, heaviest);
      }
    } finally {
      await app.stop();
    }
  } finally {
    await server.stop();
  }

  const width = Math.max(...routes.map((route) => route.length));
  let objections = 0;
  say(`JavaScript per route, gzip; limit ${limitKb} kB outside /admin`);
  for (const route of routes) {
    const measured = heaviest.get(route);
    const limited = !route.startsWith("/admin");
    const over = limited && measured !== undefined && kb(measured.bytes) > limitKb;
    if (over || (limited && !measured)) objections += 1;
    const size = measured ? `${kb(measured.bytes).toFixed(1).padStart(7)} kB` : "  no link leads here";
    say(`  ${route.padEnd(width)} ${size}${over ? "  ← above the limit" : ""}`);
  }
  return objections > 0 ? 1 : 0;
});
