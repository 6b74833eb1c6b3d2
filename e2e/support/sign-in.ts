import type { App } from "./app";

/**
 * Finds the one enabled person with this name or e-mail address.
 * @throws when nobody or more than one is called that
 */
export async function findPersonId(app: App, who: string): Promise<string> {
  const { rows } = await app.handle.pool.query<{ id: string }>(
    "select id from people where is_enabled and (display_name = $1 or lower(email) = lower($1))",
    [who],
  );
  const [person, another] = rows;
  if (!person || another) throw new Error(`${rows.length} people are called ${who}`);
  return person.id;
}

/**
 * Signs in through the demo's own sign-in, without a browser.
 * @returns the value of a Cookie header
 */
export async function signInForCookies(app: App, who: string): Promise<string> {
  const personId = await findPersonId(app, who);
  const asked = await fetch(`${app.origin}/api/auth/csrf`);
  const { csrfToken } = (await asked.json()) as { csrfToken: string };
  const before = cookiesOf(asked);
  const answer = await fetch(`${app.origin}/api/auth/callback/demo`, {
    method: "POST",
    redirect: "manual",
    headers: { cookie: before.join("; "), "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ csrfToken, personId, json: "true", callbackUrl: app.origin }),
  });
  const after = cookiesOf(answer);
  if (!answer.ok || after.length === 0) throw new Error(`signing in as ${who} failed (${answer.status})`);
  return [...before, ...after].join("; ");
}

function cookiesOf(answer: Response): string[] {
  return answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0] ?? "");
}
