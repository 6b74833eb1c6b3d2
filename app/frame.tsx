import { connection } from "next/server";
import { cache, type ReactNode, Suspense } from "react";
import { ClockSync } from "@/components/layout/clock-sync";
import { NavLinks } from "@/components/layout/nav-links";
import { PersonaMenu } from "@/components/layout/persona-menu";
import { Shell } from "@/components/layout/shell";
import { ThemeSwitch } from "@/components/layout/theme-switch";
import { SearchForm } from "@/components/ui/search-form";
import { getViewer } from "@/lib/auth/viewer";
import { Provider } from "@/lib/client/provider";
import { env } from "@/lib/platform/env";
import { portalTime } from "@/lib/queries/portal-time";
import { hasTeam } from "@/lib/queries/team";
import { adminRights } from "./admin-rights";
import { ApprovalsCount } from "./approvals-count";
import { DemoClock } from "./demo/demo-clock";

export type FrameProps = { children: ReactNode; strip?: ReactNode };

/** The shell with what depends on the person streamed into its slots, so that the frame itself is static. */
export function Frame({ children, strip }: FrameProps) {
  return (
    <Provider>
      <Shell
        search={
          <SearchForm
            action="/packages"
            label="Search access packages"
            placeholder="Search packages"
            keep={{ tab: "available" }}
          />
        }
        tools={
          <>
            <Suspense>
              <DemoClock />
            </Suspense>
            <ThemeSwitch />
            <Suspense fallback={<span className="size-9" />}>
              <Persona />
            </Suspense>
          </>
        }
        approvalsBadge={
          <Suspense>
            <ApprovalsCount />
          </Suspense>
        }
        teamLink={
          <Suspense>
            <TeamLink />
          </Suspense>
        }
        teamTab={
          <Suspense>
            <TeamTab />
          </Suspense>
        }
        adminLinks={
          <Suspense>
            <AdminLinks />
          </Suspense>
        }
        adminTab={
          <Suspense>
            <AdminTab />
          </Suspense>
        }
        strip={strip}
      >
        {children}
      </Shell>
    </Provider>
  );
}

async function Persona() {
  const viewer = await getViewer();
  if (!viewer) return <span className="size-9" />;
  return (
    <>
      <ClockSync now={await portalTime()} />
      <PersonaMenu name={viewer.displayName} email={viewer.email} demo={env().demo} />
    </>
  );
}

/** POR-57: there for whoever has direct reports. */
const viewersTeam = cache(async (): Promise<boolean> => {
  await connection();
  const viewer = await getViewer();
  return viewer !== null && (await hasTeam(viewer));
});

async function TeamLink() {
  if (!(await viewersTeam())) return null;
  return (
    <div className="mt-0.5">
      <NavLinks section="team" shape="side" />
    </div>
  );
}

async function TeamTab() {
  if (!(await viewersTeam())) return null;
  return (
    <div className="min-w-0 flex-1">
      <NavLinks section="team" shape="bottom" />
    </div>
  );
}

async function AdminLinks() {
  const rights = await adminRights();
  if (!rights) return null;
  return (
    <nav aria-labelledby="admin-links" className="mt-6">
      <h2 id="admin-links" className="px-3 pb-1.5 text-xs font-medium text-muted">
        Administration
      </h2>
      <NavLinks section="admin" shape="side" rights={rights} />
    </nav>
  );
}

async function AdminTab() {
  if (!(await adminRights())) return null;
  return (
    <div className="min-w-0 flex-1">
      <NavLinks section="adminEntry" shape="bottom" />
    </div>
  );
}
