import { expect, it } from "vitest";
import { linksIn, routeOf, scriptsOf } from "./route-size";

it("finds script tags and the files that streamed parts name, each once, without those for old browsers", () => {
  const html = `
    <script src="/_next/static/chunks/a.js" async=""></script>
    <link rel="preload" as="script" href="/_next/static/chunks/a.js"/>
    <script src="/_next/static/chunks/old.js" noModule=""></script>
    <script>self.__next_f.push([1,"5:I[12,[\\"/_next/static/chunks/b-1~x.js\\",\\"/_next/static/chunks/a.js\\"],\\"Form\\"]"])</script>
    <link rel="stylesheet" href="/_next/static/chunks/c.css"/>`;
  expect(scriptsOf(html)).toEqual(["chunks/a.js", "chunks/b-1~x.js"]);
});

it("finds links within the portal", () => {
  const html = `<a class="x" href="/packages?tab=active#top">a</a><a href="/packages">b</a><a href="//evil.example">c</a>
    <a href="https://example.com/">d</a>`;
  expect(linksIn(html)).toEqual(["/packages"]);
});

it("answers a path with the route that names most of it", () => {
  const routes = ["/", "/packages", "/packages/[packageId]", "/packages/mine", "/packages/[packageId]/request"];
  expect(routeOf("/", routes)).toBe("/");
  expect(routeOf("/packages/mine", routes)).toBe("/packages/mine");
  expect(routeOf("/packages/42", routes)).toBe("/packages/[packageId]");
  expect(routeOf("/packages/42/request", routes)).toBe("/packages/[packageId]/request");
  expect(routeOf("/nowhere/else", routes)).toBeUndefined();
});
