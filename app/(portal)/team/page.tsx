import { EyeOff, UsersRound } from "lucide-react";
import type { Metadata } from "next";
import { Suspense } from "react";
import { TeamTable } from "@/components/person/team-table";
import { Empty } from "@/components/ui/empty";
import { PageHeader } from "@/components/ui/page-header";
import { RowsSkeleton } from "@/components/ui/skeletons";
import { requireViewer } from "@/lib/auth/viewer";
import { getTeam } from "@/lib/queries/team";

export const metadata: Metadata = { title: "My team" };

/** POR-57: the direct reports and what they hold. */
export default function TeamPage() {
  return (
    <>
      <PageHeader
        title="My team"
        description="Your direct reports and the access they hold. Open one to ask for access for them, extend it or take it back."
      />
      <Suspense fallback={<RowsSkeleton label="Loading your team" />}>
        <Team />
      </Suspense>
    </>
  );
}

async function Team() {
  const { reports } = await getTeam(await requireViewer());
  if (reports === null) {
    return (
      <Empty icon={EyeOff} title="Your organization does not show managers what their reports hold">
        An administrator can switch that on. Asking for a report is possible all the same, under Access packages.
      </Empty>
    );
  }
  return (
    <TeamTable
      rows={reports}
      empty={
        <Empty icon={UsersRound} title="Nobody reports to you">
          Whoever has you as manager in the directory is listed here.
        </Empty>
      }
    />
  );
}
