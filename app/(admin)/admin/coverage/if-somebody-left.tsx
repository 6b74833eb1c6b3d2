import { CircleCheck, UserRoundX } from "lucide-react";
import Link from "next/link";
import { CoverageGaps } from "@/components/admin/coverage-gaps";
import { CoverageJams } from "@/components/admin/coverage-jams";
import { CoverageLeavers } from "@/components/admin/coverage-leavers";
import { plural } from "@/components/policy/policy-words";
import { buttonClass } from "@/components/ui/button-class";
import { Empty } from "@/components/ui/empty";
import { Notice } from "@/components/ui/notice";
import { SectionHeader } from "@/components/ui/page-header";
import { SearchForm } from "@/components/ui/search-form";
import { may } from "@/lib/auth/permissions";
import { findLeavers, getDeparture } from "@/lib/queries/admin/coverage-departure";
import { type Administrator, onlyIn } from "@/lib/queries/admin/scope";
import type { DepartureView } from "@/lib/views/coverage";
import { address, textOf } from "../address";
import type { CoverageProps } from "./gaps-now";

const path = "/admin/coverage";

/** Somebody to be chosen by name, and what would jam without them. */
export function IfSomebodyLeft({ viewer: whoever, catalogId, params }: CoverageProps) {
  const viewer = catalogId ? onlyIn(whoever, catalogId) : whoever;
  const search = textOf(params, "q");
  const personId = textOf(params, "person");
  return (
    <div className="flex flex-col gap-5">
      <SearchForm
        action={address(path)}
        label="Find somebody who might leave"
        placeholder="Name of the person"
        defaultValue={search}
        keep={{ view: "leaving", ...(catalogId && { catalog: catalogId }) }}
      />
      {search ? (
        <Found viewer={whoever} search={search} catalogId={catalogId} />
      ) : personId ? (
        <Departure viewer={viewer} canOpen={may(whoever, "viewEverything")} personId={personId} />
      ) : (
        <Empty icon={UserRoundX} title="Who might leave?">
          Choose somebody, and see which stages and which running requests would be left with nobody able to decide
          them. Nothing is changed by looking.
        </Empty>
      )}
    </div>
  );
}

async function Found({ viewer, search, catalogId }: Omit<CoverageProps, "params"> & { search: string }) {
  return (
    <CoverageLeavers
      rows={await findLeavers(viewer, search)}
      search={search}
      hrefOf={(person) => address(path, { person, catalog: catalogId })}
    />
  );
}

type DepartureProps = { viewer: Administrator; canOpen: boolean; personId: string };

async function Departure({ viewer, canOpen, personId }: DepartureProps) {
  const view = await getDeparture(viewer, personId);
  if (!view) {
    return (
      <Empty icon={UserRoundX} title="There is no such person">
        The address may be mistyped. Look for the person by name.
      </Empty>
    );
  }
  return <Departed view={view} canOpen={canOpen} />;
}

function Departed({ view, canOpen }: { view: DepartureView; canOpen: boolean }) {
  const { person, packages, morePackages, requests, moreRequests } = view;
  const name = person.displayName;
  if (!person.isEnabled) {
    return (
      <Notice
        title={`${name}’s account is disabled already`}
        action={
          <Link href={address(path)} className={buttonClass({ variant: "outline", size: "sm" })}>
            See coverage as things are
          </Link>
        }
      >
        What that leaves with nobody is listed there.
      </Notice>
    );
  }
  if (packages.length + requests.length === 0) {
    return (
      <Empty icon={CircleCheck} title={`Nothing would jam if ${name} left`}>
        Every stage and every running request that counts on {name} has somebody else as well.
      </Empty>
    );
  }
  return (
    <div className="flex flex-col gap-8">
      <Verdict view={view} canOpen={canOpen} />
      <section aria-labelledby="requests">
        <SectionHeader id="requests" title="Running requests" />
        <CoverageJams rows={requests} />
        <More count={moreRequests} what="request" />
      </section>
      <section aria-labelledby="stages">
        <SectionHeader id="stages" title="Stages of policies" />
        {packages.length === 0 ? (
          <p className="text-sm text-muted">Whoever asks from then on would find somebody in every stage.</p>
        ) : (
          <CoverageGaps packages={packages} canOpen={canOpen} isSupposed level={3} />
        )}
        <More count={morePackages} what="package" />
      </section>
    </div>
  );
}

/** The answer in one sentence. */
function Verdict({ view, canOpen }: { view: DepartureView; canOpen: boolean }) {
  const { person, jammedPackages, requests, moreRequests } = view;
  const name = person.displayName;
  const jammed = [
    jammedPackages > 0 && `stages of ${plural(jammedPackages, "package")}`,
    requests.length > 0 && plural(requests.length + moreRequests, "running request"),
  ].filter((part) => part !== false);
  return (
    <Notice
      tone={jammed.length > 0 ? "warning" : "info"}
      title={
        jammed.length > 0
          ? `If ${name} left, ${jammed.join(" and ")} would have nobody to decide`
          : `If ${name} left, every stage would still have somebody to decide`
      }
      action={
        canOpen && (
          <Link
            href={address(`/admin/people/${person.id}`)}
            className={buttonClass({ variant: "outline", size: "sm" })}
          >
            Open {name}
          </Link>
        )
      }
    >
      {jammed.length > 0
        ? "Name further approvers or fallbacks first. Gaps that are there already are not repeated here."
        : "Only the forwarding of some would find nobody any more."}
    </Notice>
  );
}

function More({ count, what }: { count: number; what: string }) {
  if (count === 0) return null;
  return <p className="mt-3 text-sm text-muted">and {plural(count, `more ${what}`)}</p>;
}
