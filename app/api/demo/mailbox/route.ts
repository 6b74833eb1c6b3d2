import type { NextRequest } from "next/server";
import { demoMailbox } from "@/lib/queries/demo-mailbox";
import { answerInDemo } from "../answer";

/** `GET ?person=NAME_OR_MAIL`: what the portal told somebody, or everybody, newest first. */
export async function GET(request: NextRequest): Promise<Response> {
  const person = request.nextUrl.searchParams.get("person");
  return answerInDemo(request, "read", async (viewer) => ({ value: await demoMailbox(viewer, person) }));
}
