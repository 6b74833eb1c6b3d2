import { History } from "lucide-react";
import type { Metadata, Route } from "next";
import Link from "next/link";
import { Suspense } from "react";
import { ChooseOne } from "@/components/approval/choose-one";
import { HistoryTable } from "@/components/approval/history-table";
import { buttonClass } from "@/components/ui/button-class";
import { Pager } from "@/components/ui/data-table";
import { Empty } from "@/components/ui/empty";
import { RowsSkeleton } from "@/components/ui/skeletons";
import { requireViewer } from "@/lib/auth/viewer";
import { listApprovalHistory } from "@/lib/queries/approvals";
import { takeBackApprovalAction } from "./actions";

export const metadata: Metadata = { title: "Approvals" };

type Props = PageProps<"/approvals">;

const start = "/approvals?tab=history" as Route;

export default function ApprovalsPage({ searchParams }: Props) {
  return (
    <Suspense fallback={<RowsSkeleton label="Loading approvals" />}>
      <Beside searchParams={searchParams} />
    </Suspense>
  );
}

/** The history, or a word beside the inbox. */
async function Beside({ searchParams }: Pick<Props, "searchParams">) {
  const viewer = await requireViewer();
  const { tab, cursor } = await searchParams;
  if (tab !== "history") return <ChooseOne />;
  const after = typeof cursor === "string" ? cursor : null;
  const page = await listApprovalHistory(viewer, { cursor: after });
  return (
    <HistoryTable
      rows={page.rows}
      takeBack={takeBackApprovalAction}
      empty={
        <Empty
          icon={History}
          title={after === null ? "Nothing has been decided yet" : "There is nothing older"}
          action={
            <Link href={after === null ? "/approvals" : start} className={buttonClass({ variant: "primary" })}>
              {after === null ? "See what is pending" : "Back to the newest"}
            </Link>
          }
        >
          {after === null
            ? "Requests you were asked about come here once somebody has decided them, with who did and why."
            : "This is the end of the list."}
        </Empty>
      }
      footer={
        <Pager
          label="decided requests"
          next={page.next === null ? undefined : (`${start}&cursor=${encodeURIComponent(page.next)}` as Route)}
          summary={
            after === null ? undefined : (
              <Link href={start} className="text-link">
                Back to the newest
              </Link>
            )
          }
        />
      }
    />
  );
}
