import { History } from "lucide-react";
import { ExpiredAccess } from "@/components/assignment/expired-access";
import { Empty } from "@/components/ui/empty";
import { requireViewer } from "@/lib/auth/viewer";
import { listExpiredAccess } from "@/lib/queries/access";
import { NothingFound } from "./nothing-found";
import { TabPager } from "./tab-pager";
import type { TabQuery } from "./tab-query";

/** What the viewer held, what ended last at the top (POR-21). */
export async function ExpiredTab({ q, cursor }: TabQuery) {
  const viewer = await requireViewer();
  const { rows, next } = await listExpiredAccess(viewer, { search: q ?? null, cursor: cursor ?? null });
  return (
    <ExpiredAccess
      rows={rows}
      empty={
        q ? (
          <NothingFound tab="expired" q={q}>
            None of the packages you held has this in its name or description.
          </NothingFound>
        ) : (
          <Empty icon={History} title="No access of yours has ended">
            Access that reaches its end, or that you or an administrator remove, stays here with the day and the reason.
          </Empty>
        )
      }
      footer={<TabPager tab="expired" q={q} cursor={cursor} next={next} label="ended access" />}
    />
  );
}
