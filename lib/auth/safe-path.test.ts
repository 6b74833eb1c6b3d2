import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { safePath, signInPath } from "./safe-path";

describe("safePath", () => {
  it.each(["/packages", "/packages?tab=active&q=a%20b", "/requests/1#stage", "/", "/sign-internal"])(
    "keeps %s",
    (path) => {
      expect(safePath(path)).toBe(path);
    },
  );

  it.each([
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https://evil.example/",
    "javascript:alert(1)",
    "/\t/evil.example",
    "/\n/evil.example",
    "/.//evil.example",
    "/..//evil.example",
    "/sign-in?next=/sign-in",
    "/api/auth/signout",
    "/_next/image",
    "packages",
    "",
    `/${"a".repeat(2000)}`,
    undefined,
    null,
    ["/packages"],
    7,
  ])("turns %j into the overview", (candidate) => {
    expect(safePath(candidate)).toBe("/");
  });

  it("never leaves the portal, whatever it is given", () => {
    const portal = "https://access.example.com";
    const tricky = fc.array(
      fc.constantFrom("/", "\\", ".", "..", ":", "@", "?", "#", "%2f", "\t", "evil.example", "http"),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          tricky.map((parts) => `/${parts.join("")}`),
        ),
        (candidate) => {
          expect(new URL(safePath(candidate), portal).origin).toBe(portal);
        },
      ),
    );
  });
});

describe("signInPath", () => {
  it("carries the reason and the way back", () => {
    expect(signInPath({ problem: "disabled", next: "/requests?tab=open" })).toBe(
      "/sign-in?problem=disabled&next=%2Frequests%3Ftab%3Dopen",
    );
  });

  it("leaves out what says nothing", () => {
    expect(signInPath({ next: "//evil.example" })).toBe("/sign-in");
  });
});
