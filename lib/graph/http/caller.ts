import type { Viewer } from "@/lib/auth/viewer";
import { type Scope, scopes } from "@/lib/engine/token/token";
import { forbidden } from "@/lib/graph/problem";

/** Whose token it is and what it may be used for; what the person may not do in the browser it never may. */
export type Caller = {
  readonly viewer: Viewer;
  readonly scopes: ReadonlySet<Scope>;
  /** What the rate limit counts by: a token of the portal, or a person and the client that speaks for them. */
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
