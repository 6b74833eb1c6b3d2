import type { Metadata } from "next";
import { Suspense } from "react";
import { AccessOnForm } from "@/components/admin/access-on-form";
import { PageHeader } from "@/components/ui/page-header";
import { RowsSkeleton } from "@/components/ui/skeletons";
import { requirePermission } from "@/lib/auth/viewer";
import { findHeldPackages, findHolders } from "@/lib/queries/admin/access-on";
import { instantOf } from "@/lib/queries/admin/access-on-instant";
import { currentReading } from "@/lib/queries/reading";
import { address, textOf } from "../address";
import { AccessFound } from "./access-found";
import { choiceOf } from "./choice";

export const metadata: Metadata = { title: "Access on a day" };

type Props = PageProps<"/admin/access-on">;

export default function AccessOnPage({ searchParams }: Props) {
  return (
    <>
      <PageHeader
        title="Access on a day"
        description="Who held a package, or what somebody held, at the end of a day: by which request and whose decision it was given, and when it ended and why."
      />
      <Suspense fallback={<RowsSkeleton />}>
        <AccessOn searchParams={searchParams} />
      </Suspense>
    </>
  );
}

const path = "/admin/access-on";
const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

async function AccessOn({ searchParams }: Pick<Props, "searchParams">) {
  const viewer = await requirePermission("openAdmin");
  const params = await searchParams;
  const { now } = await currentReading();
  const date = textOf(params, "date");
  const instant = instantOf(date, now);
  const person = await choiceOf(textOf(params, "person"), (text) => findHolders(viewer, text));
  const wanted = await choiceOf(textOf(params, "package"), (text) => findHeldPackages(viewer, text));
  /** What the address says, so that it means the same later: a day that still runs is named by its instant. */
  const place = {
    date: date && dayOf(instant.at) !== dayOf(now) ? date : instant.at.toISOString(),
    person: person?.chosen?.id ?? person?.typed,
    package: wanted?.chosen?.id ?? wanted?.typed,
  };
  return (
    <div className="flex flex-col gap-4">
      <AccessOnForm
        action={address(path)}
        day={dayOf(instant.at)}
        typed={{ ...(person && { person: person.typed }), ...(wanted && { package: wanted.typed }) }}
        chosen={{ ...(person?.chosen && { person: person.chosen }), ...(wanted?.chosen && { package: wanted.chosen }) }}
        without={(subject) => address(path, { ...place, [subject]: undefined })}
        today={dayOf(now)}
      />
      <AccessFound
        viewer={viewer}
        instant={instant}
        person={person}
        wanted={wanted}
        cursor={textOf(params, "cursor")}
        place={place}
      />
    </div>
  );
}
