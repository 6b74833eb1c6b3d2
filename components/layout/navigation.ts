import {
  Boxes,
  CalendarSearch,
  FolderKanban,
  Inbox,
  KeyRound,
  LayoutDashboard,
  LayoutGrid,
  ListChecks,
  type LucideIcon,
  Network,
  Package,
  Radar,
  ScrollText,
  Send,
  Settings,
  ShieldCheck,
  Users,
  UsersRound,
} from "lucide-react";
import type { Route } from "next";

export type NavigationItem = {
  href: Route;
  label: string;
  /** Shorter, for the bottom bar. */
  shortLabel?: string;
  icon: LucideIcon;
  /** Only this very page is the item; otherwise everything below its path is too. */
  exact?: boolean;
  /** Shows the number of requests waiting for the reader. */
  badge?: "approvals";
  /** Left out for whoever may not do this. */
  needs?: NavigationRight;
};

/** What some items ask for beyond the right to see their section. */
export type NavigationRight = "viewEverything" | "readAudit";

const portal: readonly NavigationItem[] = [
  { href: "/" as Route, label: "Overview", icon: LayoutGrid, exact: true },
  { href: "/packages" as Route, label: "Access packages", shortLabel: "Packages", icon: Package },
  { href: "/requests" as Route, label: "Requests", icon: Send },
  { href: "/approvals" as Route, label: "Approvals", icon: Inbox, badge: "approvals" },
];

const admin: readonly NavigationItem[] = [
  { href: "/admin" as Route, label: "Dashboard", icon: LayoutDashboard, exact: true },
  { href: "/admin/catalogs" as Route, label: "Catalogs", icon: FolderKanban },
  { href: "/admin/packages" as Route, label: "Packages", icon: Boxes },
  { href: "/admin/requests" as Route, label: "All requests", icon: ListChecks },
  { href: "/admin/assignments" as Route, label: "Assignments", icon: KeyRound },
  { href: "/admin/access-on" as Route, label: "Access on a day", icon: CalendarSearch },
  { href: "/admin/coverage" as Route, label: "Coverage", icon: Radar },
  { href: "/admin/people" as Route, label: "People", icon: Users, needs: "viewEverything" },
  { href: "/admin/groups" as Route, label: "Groups", icon: Network, needs: "viewEverything" },
  { href: "/admin/audit" as Route, label: "Audit log", icon: ScrollText, needs: "readAudit" },
  { href: "/admin/settings" as Route, label: "Settings", icon: Settings, needs: "viewEverything" },
];

const team: readonly NavigationItem[] = [
  { href: "/team" as Route, label: "My team", shortLabel: "Team", icon: UsersRound },
];

const adminEntry: readonly NavigationItem[] = [{ href: "/admin" as Route, label: "Admin", icon: ShieldCheck }];

export const sections = { portal, team, admin, adminEntry } as const;
export type SectionName = keyof typeof sections;

/** Whether the page at `pathname` belongs to the item. */
export function isCurrent(item: NavigationItem, pathname: string): boolean {
  if (item.exact) return pathname === item.href;
  return pathname === item.href || pathname.startsWith(`${item.href}/`);
}
