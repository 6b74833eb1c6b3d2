import type { Metadata } from "next";
import { Suspense } from "react";
import { revokeTokenAction } from "@/app/(portal)/api-access/actions";
import { ListPager } from "@/components/admin/list-pager";
import { TokensOfEverybody } from "@/components/token/tokens-of-everybody";
import { PageHeader } from "@/components/ui/page-header";
import { RowsSkeleton } from "@/components/ui/skeletons";
import { requirePermission } from "@/lib/auth/viewer";
import { listTokensOfEverybody } from "@/lib/queries/admin/api-tokens";
import { address, textOf } from "../../address";

export const metadata: Metadata = { title: "API tokens" };

const here = "/admin/settings/tokens";

export default function TokensPage({ searchParams }: PageProps<"/admin/settings/tokens">) {
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Settings", href: address("/admin/settings") }]}
        title="API tokens"
        description="With these, scripts and programs act in the name of the people who made them, and services in their own. A token stops with the account it belongs to."
      />
      <Suspense fallback={<RowsSkeleton />}>
        <Tokens searchParams={searchParams} />
      </Suspense>
    </>
  );
}

async function Tokens({ searchParams }: Pick<PageProps<"/admin/settings/tokens">, "searchParams">) {
  const viewer = await requirePermission("manageDirectory");
  const cursor = textOf(await searchParams, "cursor") ?? null;
  const { rows, next } = await listTokensOfEverybody(viewer, cursor);
  return (
    <TokensOfEverybody
      rows={rows}
      revoke={revokeTokenAction}
      footer={
        (cursor || next) && (
          <ListPager
            label="Pages of tokens"
            first={cursor ? address(here) : undefined}
            next={next ? address(here, { cursor: next }) : undefined}
          />
        )
      }
    />
  );
}
