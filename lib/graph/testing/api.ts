import { expect } from "vitest";
import { serve } from "@/lib/graph/http/serve";
import type { Deps } from "@/lib/services/deps";
import { violationsOf } from "./conformance";

export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed where it is JSON, the text otherwise; undefined where there is none. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly body: any;
};

export const testRoot = "https://portal.test/api/graph/v1.0";

/** Calls the API as a client would, without a network between; every answer has to be what the contract allows. */
export async function callApi(
  deps: Deps,
  token: string | null,
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const url = path.startsWith("https:") ? path : `${testRoot}${path}`;
  const request = new Request(url, {
    method,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const { pathname } = new URL(url);
  const [, version = "", rest = ""] = /^\/api\/graph\/([^/]+)(\/.*)?$/.exec(pathname) ?? [];
  const response = await serve(
    request,
    { version, path: rest, root: `https://portal.test/api/graph/${version}` },
    deps,
  );
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.startsWith("application/json");
  const answer = text === "" ? undefined : isJson ? JSON.parse(text) : text;
  if (isJson) expect(violationsOf(method, rest, response.status, answer) ?? [], `${method} ${rest}`).toEqual([]);
  return { status: response.status, headers: response.headers, body: answer };
}
