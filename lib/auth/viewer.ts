import { headers } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import { cache } from "react";
import type { RoleName } from "@/db/schema/enums";
import type { AccountKind } from "@/lib/engine/directory";
import type { PersonId } from "@/lib/engine/ids";
import { findPerson, rolesOf } from "./people";
import { type HeldRole, may, type PortalAction } from "./permissions";
import { requestPathHeader } from "./request-path";
import { type SignInProblem, signInPath } from "./safe-path";
import { sessionPersonId } from "./session";

/** Who is looking, as of this very request; a service does by the API alone. */
export type Viewer = {
  personId: PersonId;
  displayName: string;
  email: string;
  kind: AccountKind;
  roles: readonly HeldRole[];
};

type Admission = { viewer: Viewer } | { viewer: null; problem: SignInProblem | undefined };

/** Read once per request, never cached beyond it: whoever is disabled or loses a role is out at the next click. */
const admit = cache(async (): Promise<Admission> => {
  const personId = await sessionPersonId();
  if (personId === null) return { viewer: null, problem: undefined };
  const [person, roles] = await Promise.all([findPerson(personId), rolesOf(personId)]);
  if (!person) return { viewer: null, problem: "unknown" };
  if (!person.isEnabled) return { viewer: null, problem: "disabled" };
  const { id, displayName, email, kind } = person;
  return { viewer: { personId: id, displayName, email, kind, roles } };
});

/** The person behind the request, or null when nobody is signed in or the person may no longer be. */
export async function getViewer(): Promise<Viewer | null> {
  return (await admit()).viewer;
}

/** The person behind the request; whoever is not signed in goes to the sign-in page and comes back afterwards. */
export async function requireViewer(): Promise<Viewer> {
  const { viewer, ...rest } = await admit();
  if (viewer) return viewer;
  const next = (await headers()).get(requestPathHeader);
  const problem = "problem" in rest ? rest.problem : undefined;
  redirect(signInPath(problem ? { next, problem } : { next }) as never);
}

/** The person behind the request, who must hold the role, in some catalog or everywhere; the forbidden page otherwise. */
export async function requireRole(role: RoleName): Promise<Viewer> {
  const viewer = await requireViewer();
  if (!viewer.roles.some((held) => held.role === role)) forbidden();
  return viewer;
}

/** The person behind the request, who must be allowed the action; the forbidden page otherwise. */
export async function requirePermission(action: PortalAction): Promise<Viewer> {
  const viewer = await requireViewer();
  if (!may(viewer, action)) forbidden();
  return viewer;
}
