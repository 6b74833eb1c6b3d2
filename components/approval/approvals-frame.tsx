"use client";
import type { Route } from "next";
import { usePathname, useSearchParams } from "next/navigation";
import type { ReactNode } from "react";
import { TabLinks } from "@/components/ui/tab-links";
import { type Decide, DecisionsProvider } from "./decisions";

export type ApprovalsFrameProps = {
  /** Title and description; phones show it only where the list is. */
  header: ReactNode;
  inbox: ReactNode;
  /** What stands beside the list: one request, the history, or a word about how to begin. */
  children: ReactNode;
  decide: Decide;
};

const delegation = "/approvals/delegation" as Route;

/** List and detail side by side on wide screens, one after the other on phones; history and delegation take the whole width. */
export function ApprovalsFrame({ header, inbox, children, decide }: ApprovalsFrameProps) {
  const pathname = usePathname();
  const isDelegation = pathname === delegation;
  const isDetail = !isDelegation && pathname !== "/approvals";
  const isHistory = useSearchParams().get("tab") === "history";
  return (
    <DecisionsProvider send={decide}>
      <div className={isDetail ? "max-lg:sr-only" : ""}>{header}</div>
      <div className={isDetail ? "max-lg:hidden" : ""}>
        <TabLinks
          label="Approvals"
          items={[
            { href: "/approvals", label: "Pending" },
            { href: "/approvals?tab=history", label: "History" },
            { href: delegation, label: "Delegation" },
          ]}
          current={isDelegation ? delegation : isHistory ? "/approvals?tab=history" : "/approvals"}
        />
      </div>
      {isHistory || isDelegation ? (
        children
      ) : (
        // With an empty inbox and nothing open there is nothing to stand beside it.
        <div
          className={`group items-start gap-6 lg:grid lg:grid-cols-[minmax(18rem,22rem)_minmax(0,1fr)] ${isDetail ? "" : "lg:has-[[data-inbox-empty]]:block"}`}
        >
          <div
            className={`lg:sticky lg:top-20 lg:-mx-1 lg:max-h-[calc(100dvh-6.5rem)] lg:overflow-y-auto lg:px-1 lg:pb-1 ${isDetail ? "max-lg:hidden" : ""}`}
          >
            {inbox}
          </div>
          <div className={`min-w-0 ${isDetail ? "" : "group-has-[[data-inbox-empty]]:hidden max-lg:hidden"}`}>
            {children}
          </div>
        </div>
      )}
    </DecisionsProvider>
  );
}
