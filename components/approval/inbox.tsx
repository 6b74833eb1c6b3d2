"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { CloudOff, Inbox as InboxIcon } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { lazy, Suspense, useCallback, useMemo, useRef, useState } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { Empty } from "@/components/ui/empty";
import { RowsSkeleton } from "@/components/ui/skeletons";
import { approvalsQuery } from "@/lib/client/approvals.query";
import type { Verdict } from "@/lib/engine/approval/stage";
import type { ApprovalItem } from "@/lib/views/approvals";
import { useDecisions } from "./decisions";
import { InboxRow } from "./inbox-row";
import { matches, withRefused } from "./inbox-rows";
import { InboxToolbar } from "./inbox-toolbar";
import { LastDecisions } from "./last-decisions";
import { SelectionBar } from "./selection-bar";
import { useInboxKeys } from "./use-inbox-keys";

// Both are fetched when somebody is about to need them.
const loadBulk = () => import("./bulk-decision");
const BulkDecision = lazy(async () => ({ default: (await loadBulk()).BulkDecision }));
const KeyboardHelp = lazy(async () => ({ default: (await import("./keyboard-help")).KeyboardHelp }));

/** What waits for the reader's decision, soonest deadline first; kept fresh, because others decide too (POR-47, POR-48). */
export function Inbox() {
  const query = useInfiniteQuery(approvalsQuery());
  const { refused } = useDecisions();
  const openId = usePathname().match(/^\/approvals\/([^/]+)/)?.[1];
  const [search, setSearch] = useState("");
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState<{ verdict: Verdict; items: readonly ApprovalItem[] } | null>(null);
  const [helps, setHelps] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const searchBox = useRef<HTMLInputElement>(null);

  const waiting = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data]);
  const all = useMemo(() => withRefused(waiting, refused, openId), [waiting, refused, openId]);
  const shown = useMemo(() => all.filter((item) => matches(item, search)), [all, search]);
  const rows = useMemo(() => shown.filter((item) => waiting.includes(item)), [shown, waiting]);
  const chosen = rows.filter((item) => selected.has(item.requestId));

  const select = useCallback((requestId: string, isSelected: boolean) => {
    setSelected((now) => new Set(isSelected ? [...now, requestId] : [...now].filter((id) => id !== requestId)));
  }, []);
  const ask = (verdict: Verdict, items: readonly ApprovalItem[]) => {
    if (items.length > 0) setAsking({ verdict, items });
  };

  useInboxKeys({ list, searchBox, rows, selected, openId, select, ask, help: () => setHelps(true) });

  if (query.isPending) return <RowsSkeleton label="Loading what waits for you" />;
  if (query.isError && all.length === 0) {
    return (
      <Empty
        icon={CloudOff}
        title="The list could not be loaded"
        action={
          <button type="button" onClick={() => query.refetch()} className={buttonClass({ variant: "primary" })}>
            Try again
          </button>
        }
      >
        Nothing was changed. Check your connection and try again.
      </Empty>
    );
  }
  return (
    <div ref={list}>
      <LastDecisions />
      {all.length === 0 ? (
        <div data-inbox-empty>
          <Empty
            icon={InboxIcon}
            title="Nothing waits for you"
            action={
              <Link href="/approvals?tab=history" className={buttonClass({ variant: "outline" })}>
                See what was decided
              </Link>
            }
          >
            New requests appear here by themselves as soon as you are asked.
          </Empty>
        </div>
      ) : (
        <>
          <InboxToolbar
            search={search}
            onSearch={setSearch}
            searchBox={searchBox}
            count={rows.length}
            isPartial={query.hasNextPage}
            isAllSelected={rows.length > 0 && chosen.length === rows.length}
            onSelectAll={(on) => setSelected(new Set(on ? rows.map((item) => item.requestId) : []))}
            onHelp={() => setHelps(true)}
          />
          {chosen.length > 0 && (
            <SelectionBar
              count={chosen.length}
              onNear={() => void loadBulk()}
              onDecide={(verdict) => ask(verdict, chosen)}
              onClear={() => setSelected(new Set())}
            />
          )}
          {shown.length === 0 ? (
            <p className="px-4 py-10 text-center text-sm text-muted">
              Nothing here matches “{search}”.{" "}
              <button type="button" onClick={() => setSearch("")} className="text-link cursor-pointer">
                Show all
              </button>
            </p>
          ) : (
            <ul aria-label="Requests that wait for you" className="data-table overflow-hidden">
              {shown.map((item) => (
                <InboxRow
                  key={item.requestId}
                  item={item}
                  isOpen={item.requestId === openId}
                  isSelected={selected.has(item.requestId)}
                  onSelect={rows.includes(item) ? select : null}
                  refused={item.requestId === openId ? undefined : refused.get(item.requestId)}
                />
              ))}
            </ul>
          )}
          {query.hasNextPage && (
            <button
              type="button"
              onClick={() => query.fetchNextPage()}
              disabled={query.isFetchingNextPage}
              className={`mt-3 ${buttonClass({ variant: "outline", size: "sm", wide: true })}`}
            >
              {query.isFetchingNextPage ? "Loading more…" : "Load more"}
            </button>
          )}
        </>
      )}
      <Suspense>
        {asking && (
          <BulkDecision
            {...asking}
            onClose={() => setAsking(null)}
            onSent={() => {
              setAsking(null);
              setSelected(new Set());
            }}
          />
        )}
        {helps && <KeyboardHelp onClose={() => setHelps(false)} />}
      </Suspense>
    </div>
  );
}
