/** Talks to next-auth's own endpoints without its client library, which would come along with every page. */

async function post(path: string, fields: Record<string, string>): Promise<{ ok: boolean; url: string | null }> {
  const token = await fetch("/api/auth/csrf", { cache: "no-store" });
  if (!token.ok) return { ok: false, url: null };
  const { csrfToken } = (await token.json()) as { csrfToken: string };
  const response = await fetch(`/api/auth/${path}`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ ...fields, csrfToken, json: "true" }),
  });
  const body = (await response.json().catch(() => null)) as { url?: string } | null;
  return { ok: response.ok, url: body?.url ?? null };
}

/** Leaves for the organization's sign-in page. False when it could not be reached. */
export async function signInWithOrganization(callbackPath: string): Promise<boolean> {
  const { ok, url } = await post("signin/oidc", { callbackUrl: new URL(callbackPath, location.origin).href });
  if (!ok || !url) return false;
  location.assign(url);
  return true;
}

/** Demo only: becomes the person and goes to the path. False when the person may not sign in. */
export async function signInAsPersona(personId: string, callbackPath: string): Promise<boolean> {
  const { ok } = await post("callback/demo", {
    personId,
    callbackUrl: new URL(callbackPath, location.origin).href,
  });
  // A full load: nothing the last person saw may survive in the router's cache.
  if (ok) location.assign(callbackPath);
  return ok;
}

/** Ends the session in this browser and goes to the path. */
export async function signOut(then: string): Promise<void> {
  await post("signout", { callbackUrl: new URL("/sign-in", location.origin).href });
  location.assign(then);
}
