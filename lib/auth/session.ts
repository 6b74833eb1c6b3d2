import { cookies } from "next/headers";
import { getToken } from "next-auth/jwt";
import { env } from "@/lib/platform/env";
import { isUuid } from "@/lib/platform/ids";

/** Seconds after which everybody signs in again. */
export const sessionMaxAge = 12 * 60 * 60;

/** The cookie that holds the encrypted session; `__Secure-` binds it to https. */
export function sessionCookie(): { name: string; secure: boolean } {
  const secure = env().origin?.startsWith("https://") ?? false;
  return { name: `${secure ? "__Secure-" : ""}latchkey.session`, secure };
}

type Cookies = { getAll(): { name: string; value: string }[] };

/** The person a set of cookies says it belongs to, or null when there is no valid session in it. Asks no database. */
export async function personIdIn(jar: Cookies): Promise<string | null> {
  const { name, secure } = sessionCookie();
  const secret = env().sessionSecret;
  if (!secret) return null;
  // Only the cookie counts: without headers next-auth cannot look for a bearer token.
  const request = { cookies: jar, headers: {} } as unknown as Parameters<typeof getToken>[0]["req"];
  const token = await getToken({ req: request, cookieName: name, secureCookie: secure, secret });
  return isUuid(token?.personId) ? token.personId : null;
}

/** The person the request's session belongs to; nothing is known about them yet but that they once signed in. */
export async function sessionPersonId(): Promise<string | null> {
  return personIdIn(await cookies());
}
