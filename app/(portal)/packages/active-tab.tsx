import { KeyRound } from "lucide-react";
import Link from "next/link";
import { ActiveAccess } from "@/components/assignment/active-access";
import { buttonClass } from "@/components/ui/button-class";
import { Empty } from "@/components/ui/empty";
import { requireViewer } from "@/lib/auth/viewer";
import { listActiveAccess } from "@/lib/queries/access";
import { removeOwnAccessAction } from "./actions";
import { NothingFound } from "./nothing-found";
import { type TabQuery, tabHref } from "./tab-query";

/** What the viewer holds, what ends first at the top (POR-19). */
export async function ActiveTab({ q }: TabQuery) {
  const viewer = await requireViewer();
  const rows = await listActiveAccess(viewer, { search: q ?? null });
  if (rows.length > 0) return <ActiveAccess rows={rows} holder={null} removeAction={removeOwnAccessAction} />;
  if (q) {
    return (
      <NothingFound tab="active" q={q}>
        None of the packages you hold has this in its name or description.
      </NothingFound>
    );
  }
  return (
    <Empty
      icon={KeyRound}
      title="You hold no access packages yet"
      action={
        <Link href={tabHref("available")} className={buttonClass({ variant: "primary" })}>
          See what you can ask for
        </Link>
      }
    >
      Access appears here as soon as it is delivered, with the day it ends and every role it brings.
    </Empty>
  );
}
