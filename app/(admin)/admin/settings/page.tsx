import { Bot, KeyRound, UserRoundCog } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { Suspense } from "react";
import { SettingPanel } from "@/components/admin/setting-panel";
import { settingGroups } from "@/components/admin/setting-words";
import { buttonClass } from "@/components/ui/button-class";
import { PageHeader } from "@/components/ui/page-header";
import { PanelSkeleton } from "@/components/ui/skeletons";
import { may } from "@/lib/auth/permissions";
import { requirePermission } from "@/lib/auth/viewer";
import { getSettings } from "@/lib/queries/admin/settings";
import { address } from "../address";
import { changeSettingsAction } from "./actions";

export const metadata: Metadata = { title: "Settings" };

export default function SettingsPage() {
  return (
    <Suspense
      fallback={
        <>
          <PageHeader title="Settings" />
          <PanelSkeleton label="Loading the settings" lines={6} />
        </>
      }
    >
      <Settings />
    </Suspense>
  );
}

async function Settings() {
  const viewer = await requirePermission("viewEverything");
  const page = await getSettings();
  const mayChange = may(viewer, "changeSettings");
  const description = mayChange
    ? "What holds for the whole organization. Every change is written to the audit log."
    : "What holds for the whole organization. Governance administrators change it; you can read it.";
  return (
    <>
      <PageHeader
        title="Settings"
        description={description}
        actions={
          <>
            <Link href={address("/admin/settings/roles")} className={buttonClass({ variant: "outline" })}>
              <UserRoundCog aria-hidden className="size-4" />
              Roles in the whole portal
            </Link>
            {may(viewer, "manageDirectory") && (
              <>
                <Link href={address("/admin/settings/services")} className={buttonClass({ variant: "outline" })}>
                  <Bot aria-hidden className="size-4" />
                  Services
                </Link>
                <Link href={address("/admin/settings/tokens")} className={buttonClass({ variant: "outline" })}>
                  <KeyRound aria-hidden className="size-4" />
                  API tokens
                </Link>
              </>
            )}
          </>
        }
      />
      <div className="flex max-w-4xl flex-col gap-6">
        {settingGroups.map((group) => (
          <SettingPanel
            key={group.title}
            group={group}
            page={page}
            save={mayChange ? changeSettingsAction : undefined}
          />
        ))}
      </div>
    </>
  );
}
