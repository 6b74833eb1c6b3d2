import { KeyRound } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { cache, Suspense } from "react";
import { revokeTokenAction } from "@/app/(portal)/api-access/actions";
import { AuditLink } from "@/components/admin/audit-link";
import { HeldRoles } from "@/components/admin/held-roles";
import { AccountState } from "@/components/admin/person-table";
import { ServiceForm } from "@/components/service/service-form";
import { SwitchService } from "@/components/service/switch-service";
import { TokenForm } from "@/components/token/token-form";
import { TokenTable } from "@/components/token/token-table";
import { EachVisit } from "@/components/ui/each-visit";
import { Empty } from "@/components/ui/empty";
import { Notice } from "@/components/ui/notice";
import { PageHeader, SectionHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { PageSkeleton } from "@/components/ui/skeletons";
import { may } from "@/lib/auth/permissions";
import { requirePermission } from "@/lib/auth/viewer";
import { configuredIssuer } from "@/lib/graph/http/issuer";
import { getService } from "@/lib/queries/admin/services";
import type { ServiceView } from "@/lib/views/services";
import { address } from "../../../address";
import { createServiceTokenAction, setServiceEnabledAction, updateServiceAction } from "../actions";

type Props = PageProps<"/admin/settings/services/[serviceId]">;

const load = cache(async (id: string) => {
  const viewer = await requirePermission("manageDirectory");
  const issuer = configuredIssuer()?.url ?? null;
  return { viewer, issuer, service: await getService(viewer, id, issuer) };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { service } = await load((await params).serviceId);
  return { title: service?.displayName ?? "Not found" };
}

export default function ServicePage({ params }: Props) {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <Service params={params} />
    </Suspense>
  );
}

async function Service({ params }: Pick<Props, "params">) {
  const { viewer, issuer, service } = await load((await params).serviceId);
  if (!service) notFound();
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Settings", href: address("/admin/settings") },
          { label: "Services", href: address("/admin/settings/services") },
        ]}
        title={service.displayName}
        aside={<AccountState isEnabled={service.isEnabled} />}
        actions={
          <>
            {may(viewer, "readAudit") && <AuditLink about="person" id={service.id} label="Audit log" />}
            <SwitchService service={service} action={setServiceEnabledAction} />
          </>
        }
      />
      <div className="flex max-w-4xl flex-col gap-8">
        {!service.isEnabled && (
          <Notice tone="warning" title="This service is disabled">
            Every call with one of its tokens is refused.
          </Notice>
        )}
        <HeldRoles roles={service.roles} description={<WhereRolesAre />} />
        <Tokens service={service} />
        <Panel title={issuer ? "Name and client id" : "Rename"}>
          <EachVisit>
            <ServiceForm action={updateServiceAction} service={service} issuer={issuer} />
          </EachVisit>
        </Panel>
      </div>
    </>
  );
}

function WhereRolesAre() {
  return (
    <>
      All that it may do. Roles are given under{" "}
      <Link href={address("/admin/settings/roles")} className="text-link">
        Roles in the whole portal
      </Link>{" "}
      and on the page of each{" "}
      <Link href={address("/admin/catalogs")} className="text-link">
        catalog
      </Link>
      .
    </>
  );
}

function Tokens({ service: { id, displayName, isEnabled, tokens } }: { service: ServiceView }) {
  return (
    <>
      <section>
        <SectionHeader title="Tokens" description="Made here, for the service to show with every call." />
        <TokenTable
          caption={`Tokens of ${displayName}`}
          rows={tokens}
          ownerName={displayName}
          revoke={revokeTokenAction}
          empty={
            <Empty icon={KeyRound} title="It has no tokens" level={3}>
              Without one it cannot call, unless your organization’s issuer gives it tokens.
            </Empty>
          }
        />
      </section>
      {isEnabled && (
        <EachVisit>
          <TokenForm action={createServiceTokenAction} owner={{ kind: "service", serviceId: id }} />
        </EachVisit>
      )}
    </>
  );
}
