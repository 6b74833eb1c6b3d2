import type { Viewer } from "@/lib/auth/viewer";
import { type Scope, scopes } from "@/lib/engine/token/token";
import type { Segment } from "@/lib/graph/odata/path";
import { forbidden } from "@/lib/graph/problem";

/**
 * Whose token it is, a person's or a service's, and what it may be used for; what they may not do by their roles it never
 * may. A service is what Graph calls an application that calls for itself.
 */
export type Caller = {
  readonly viewer: Viewer;
  readonly scopes: ReadonlySet<Scope>;
  /** What the rate limit counts by: a token of the portal, or whose it is and the client that speaks for them. */
  readonly tokenId: string;
};

/** What an operation asks of a token: looking, changing, and either of it about one's own access. */
export type Permission = "read" | "write" | "selfRead" | "selfWrite";

const accepted: Record<Permission, readonly Scope[]> = {
  read: ["EntitlementManagement.Read.All", "EntitlementManagement.ReadWrite.All"],
  write: ["EntitlementManagement.ReadWrite.All"],
  selfRead: scopes,
  selfWrite: ["EntitlementMgmt-SubjectAccess.ReadWrite", "EntitlementManagement.ReadWrite.All"],
};

/**
 * Whom an operation answers: the person behind the token, without their roles where the token is for their own access
 * alone.
 * @throws GraphProblem 403 where the token was not given for this
 */
export function admit({ viewer, scopes: held }: Caller, permission: Permission): Viewer {
  const holds = (scope: Scope) => held.has(scope);
  if (!accepted[permission].some(holds)) {
    throw forbidden(`This needs a token with the scope ${accepted[permission].join(" or ")}.`);
  }
  return accepted.read.some(holds) ? viewer : { ...viewer, roles: [] };
}

/** Parts of addresses, in lower case, behind which everything is about the person who calls: what Graph gives to no application. */
const aboutTheCaller: ReadonlySet<string> = new Set([
  "me",
  "filterbycurrentuser",
  "getapplicablepolicyrequirements",
  "accesspackageassignmentapprovals",
  "additionalaccess",
  "cancel",
]);

/** @throws GraphProblem 403 where a service calls for what only people do */
export function refuseService({ viewer }: Caller, what: string): void {
  if (viewer.kind !== "service") return;
  throw forbidden(
    `${what} is for people: an application that acts for itself cannot do this. Use a token of a person.`,
  );
}

/** @throws GraphProblem 403 where a service calls an address that is about the person who calls */
export function admitTo(caller: Caller, segments: readonly Segment[]): void {
  const part = segments.find(({ text }) => aboutTheCaller.has(text.toLowerCase()));
  if (part) refuseService(caller, `'${part.text}'`);
}
