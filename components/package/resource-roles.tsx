import { AppWindow, Globe, type LucideIcon, UsersRound } from "lucide-react";
import type { ResourceRoleView } from "@/lib/views/packages";
import type { OriginSystem } from "@/lib/views/resources";

const systems = {
  AadApplication: { title: "Applications", icon: AppWindow },
  AadGroup: { title: "Groups", icon: UsersRound },
  SharePointOnline: { title: "Sites", icon: Globe },
} as const satisfies Record<OriginSystem, { title: string; icon: LucideIcon }>;

const order = Object.keys(systems) as OriginSystem[];

/** What a package grants, by the system it lives in. */
export function ResourceRoles({ roles }: { roles: readonly ResourceRoleView[] }) {
  if (roles.length === 0) {
    return <p className="text-sm text-muted">Nothing yet: whoever manages this package has not put a role into it.</p>;
  }
  const present = order.filter((system) => roles.some((role) => role.originSystem === system));
  return (
    <div className="flex flex-col gap-5">
      {present.map((system) => (
        <SystemRoles key={system} system={system} roles={roles.filter((role) => role.originSystem === system)} />
      ))}
    </div>
  );
}

function SystemRoles({ system, roles }: { system: OriginSystem; roles: readonly ResourceRoleView[] }) {
  const { title, icon: Icon } = systems[system];
  return (
    <section>
      <h3 className="mb-2 text-xs font-medium text-muted">{title}</h3>
      <ul className="flex flex-col gap-3">
        {roles.map((role) => (
          <li key={`${role.resourceName}/${role.roleName}`} className="flex gap-3">
            <span className="flex size-8 shrink-0 items-center justify-center rounded-lg bg-default text-muted">
              <Icon aria-hidden className="size-4" strokeWidth={1.75} />
            </span>
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-baseline justify-between gap-x-3 text-sm leading-5">
                <span className="font-medium wrap-anywhere">{role.resourceName}</span>
                <span className="text-muted">{role.roleName}</span>
              </p>
              {role.resourceDescription && (
                <p className="mt-0.5 text-sm leading-5 text-muted text-pretty">{role.resourceDescription}</p>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
