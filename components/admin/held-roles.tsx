import { ShieldCheck } from "lucide-react";
import type { Route } from "next";
import type { ReactNode } from "react";
import { Panel } from "@/components/ui/panel";
import { type AdminPersonDetail, administrativeRoleLabel } from "@/lib/views/admin";
import { NamedLink } from "./named-link";

export type HeldRolesProps = { roles: AdminPersonDetail["roles"]; description: ReactNode };

/** DEL-3: what somebody administers in this portal, and where. */
export function HeldRoles({ roles, description }: HeldRolesProps) {
  return (
    <Panel title="Administrative roles" description={description}>
      {roles.length === 0 ? (
        <p className="text-sm text-muted">None.</p>
      ) : (
        <ul className="flex flex-col gap-2.5 text-sm">
          {roles.map(({ role, catalog, group }) => (
            <li key={`${role}/${catalog?.id}/${group?.id}`} className="flex gap-2.5 leading-5">
              <ShieldCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" strokeWidth={1.75} />
              <span>
                <span className="font-medium">{administrativeRoleLabel[role]}</span>
                {catalog ? (
                  <>
                    {" of "}
                    <NamedLink href={`/admin/catalogs/${catalog.id}` as Route}>{catalog.displayName}</NamedLink>
                  </>
                ) : (
                  " everywhere"
                )}
                {group && (
                  <>
                    {", as a member of "}
                    <NamedLink href={`/admin/groups/${group.id}` as Route}>{group.displayName}</NamedLink>
                  </>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
