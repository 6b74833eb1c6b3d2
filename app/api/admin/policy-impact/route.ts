import { type NextRequest, NextResponse } from "next/server";
import { z } from "zod";
import { getViewer } from "@/lib/auth/viewer";
import { policyInput } from "@/lib/client/policy-input";
import { getPolicyImpact } from "@/lib/queries/admin/policy-impact";
import type { PolicyImpact } from "@/lib/views/policy-impact";

const askedSchema = z.object({ packageId: z.string(), policyId: z.string().nullable(), policy: z.string() });

const problem = (error: string, status: number) => NextResponse.json({ error }, { status });

/** What was sent; undefined for anything but JSON of a length that is known beforehand, which the proxy bounds. */
async function bodyOf(request: NextRequest): Promise<unknown> {
  if (request.headers.get("content-length") === null) return undefined;
  try {
    return await request.json();
  } catch {
    return undefined;
  }
}

/** What saving a policy as it stands in its editor would change. It writes nothing; the policy is too long for an address. */
export async function POST(request: NextRequest): Promise<NextResponse> {
  const viewer = await getViewer();
  if (!viewer) return problem("signedOut", 401);
  const asked = askedSchema.safeParse(await bodyOf(request));
  if (!asked.success) return problem("invalid", 400);
  const { packageId, policyId, policy } = asked.data;
  const form = policyInput(policy);
  if (!form.ok) return problem("invalid", 422);
  const found = await getPolicyImpact(viewer, { packageId, policyId, form: form.value });
  if (found === null) return problem("notFound", 404);
  if (found === "roleNotSufficient") return problem(found, 403);
  return NextResponse.json(found satisfies PolicyImpact);
}
