import served from "@/lib/graph/contract/served.json";

/** What the Graph API serves, as OpenAPI; for everybody, since it says nothing of anybody. */
export function GET(): Response {
  return Response.json(served);
}
