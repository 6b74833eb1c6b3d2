import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import { Suspense } from "react";
import { ConnectGuide } from "@/components/token/connect-guide";
import { OwnTokens } from "@/components/token/own-tokens";
import { TokenForm } from "@/components/token/token-form";
import { EachVisit } from "@/components/ui/each-visit";
import { PageHeader, SectionHeader } from "@/components/ui/page-header";
import { PanelSkeleton } from "@/components/ui/skeletons";
import { may } from "@/lib/auth/permissions";
import { requireViewer } from "@/lib/auth/viewer";
import { env } from "@/lib/platform/env";
import { listOwnTokens } from "@/lib/queries/api-tokens";
import { createTokenAction, revokeTokenAction } from "./actions";

export const metadata: Metadata = { title: "API access" };

export default function ApiAccessPage() {
  return (
    <>
      <PageHeader
        title="API access"
        description="Let scripts and programs do what you do here, in the language of Microsoft Graph. They see and change what you may, and the audit log names you."
      />
      <Suspense fallback={<PanelSkeleton label="Loading your tokens" lines={6} />}>
        <ApiAccess />
      </Suspense>
    </>
  );
}

/** Where the reader reaches the portal. */
async function originOfPortal(): Promise<string> {
  const sent = await headers();
  const host = sent.get("x-forwarded-host") ?? sent.get("host") ?? "localhost";
  return env().origin ?? `${sent.get("x-forwarded-proto") ?? "http"}://${host}`;
}

async function ApiAccess() {
  const viewer = await requireViewer();
  const isAdministrator = may(viewer, "openAdmin");
  return (
    <div className="flex max-w-4xl flex-col gap-8">
      <section>
        <SectionHeader title="Your tokens" />
        <OwnTokens rows={await listOwnTokens(viewer)} revoke={revokeTokenAction} />
      </section>
      <EachVisit>
        <TokenForm action={createTokenAction} owner={{ kind: "reader", isAdministrator }} />
      </EachVisit>
      {may(viewer, "manageDirectory") && (
        <p className="text-sm leading-6 text-muted">
          A program that works for the organization, and not for you, acts as a{" "}
          <Link href="/admin/settings/services" className="text-link">
            service
          </Link>
          : with roles and tokens of its own, which stay when you leave.
        </p>
      )}
      <ConnectGuide origin={await originOfPortal()} isAdministrator={isAdministrator} />
    </div>
  );
}
