import { ArrowLeftRight, ArrowRight, Package, ShieldCheck, UsersRound } from "lucide-react";
import type { Route } from "next";
import type { ReactNode } from "react";
import { Empty } from "@/components/ui/empty";
import { Panel } from "@/components/ui/panel";
import type { AdminPackageDetail, PackageMention } from "@/lib/views/admin";
import { NamedLink } from "./named-link";

export type SeparationOfDutiesProps = { view: AdminPackageDetail; canOpenGroups: boolean };

/** SDA-1 to SDA-9: what this package must not be held together with, and the deliberate exceptions. */
export function SeparationOfDuties({ view, canOpenGroups }: SeparationOfDutiesProps) {
  const blocks = view.incompatiblePackages.length + view.incompatibleGroups.length;
  const named = view.incompatibleWith.length + view.incompatibleWithElsewhere;
  if (blocks + named + view.overrides.length + view.overriddenBy.length === 0) {
    return (
      <Empty icon={ShieldCheck} title="No conflicts are declared">
        {view.displayName} can be held together with any other access. Packages and groups that must not meet in one
        person are listed here.
      </Empty>
    );
  }
  const isMutual = (id: string) => view.incompatibleWith.some((each) => each.id === id);
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <Panel
        title="Incompatible packages"
        description={`Whoever holds one of these cannot get ${view.displayName}. Checked at the request, at the last approval and at delivery.`}
      >
        <Mentions
          items={view.incompatiblePackages}
          none="None."
          aside={(each) => (isMutual(each.id) ? <BothWays /> : <OneWay canTell={each.canOpen} />)}
        />
      </Panel>
      <Panel
        title="Incompatible groups"
        description={`Members of these groups, directly or through another group, cannot get ${view.displayName}.`}
      >
        <List none="None.">
          {view.incompatibleGroups.map((group) => (
            <Item key={group.id} icon={<UsersRound aria-hidden className="size-4 text-muted" strokeWidth={1.75} />}>
              <NamedLink href={`/admin/groups/${group.id}` as Route} canOpen={canOpenGroups}>
                {group.displayName}
              </NamedLink>
            </Item>
          ))}
        </List>
      </Panel>
      <Panel
        title="Incompatible with"
        description={`Packages that name this one: whoever holds ${view.displayName} cannot get them.`}
      >
        <Mentions items={view.incompatibleWith} none={view.incompatibleWithElsewhere === 0 ? "None." : ""} />
        {view.incompatibleWithElsewhere > 0 && (
          <p className="mt-2 text-sm text-muted">
            {view.incompatibleWith.length > 0 ? "And " : ""}
            {view.incompatibleWithElsewhere} in catalogs you have no role in.
          </p>
        )}
      </Panel>
      {(view.overrides.length > 0 || view.overriddenBy.length > 0) && (
        <Panel
          title="Deliberate exceptions"
          description="A package made for people who need both sides, under a stricter policy."
        >
          <div className="flex flex-col gap-4 text-sm">
            {view.overrides.length > 0 && (
              <div>
                <p className="mb-2">{view.displayName} is such an exception. It bundles what is granted by:</p>
                <Mentions items={view.overrides} none="" />
              </div>
            )}
            {view.overriddenBy.length > 0 && (
              <div>
                <p className="mb-2">What {view.displayName} grants is also part of:</p>
                <Mentions items={view.overriddenBy} none="" />
              </div>
            )}
          </div>
        </Panel>
      )}
    </div>
  );
}

type MentionsProps = {
  items: readonly PackageMention[];
  none: string;
  aside?: (item: PackageMention) => ReactNode;
};

function Mentions({ items, none, aside }: MentionsProps) {
  return (
    <List none={none}>
      {items.map((item) => (
        <Item key={item.id} icon={<Package aria-hidden className="size-4 text-muted" strokeWidth={1.75} />}>
          <NamedLink href={`/admin/packages/${item.id}` as Route} canOpen={item.canOpen}>
            {item.displayName}
          </NamedLink>
          {!item.canOpen && <span className="text-muted"> – in a catalog you have no role in</span>}
          {aside && <span className="ms-auto ps-3 text-xs whitespace-nowrap text-muted">{aside(item)}</span>}
        </Item>
      ))}
    </List>
  );
}

function List({ children, none }: { children: readonly ReactNode[]; none: string }) {
  if (children.length === 0) return none ? <p className="text-sm text-muted">{none}</p> : null;
  return <ul className="flex flex-col gap-2 text-sm">{children}</ul>;
}

function Item({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <li className="flex flex-wrap items-center gap-2">
      {icon}
      {children}
    </li>
  );
}

function BothWays() {
  return (
    <span className="inline-flex items-center gap-1">
      <ArrowLeftRight aria-hidden className="size-3.5" /> both ways
    </span>
  );
}

/** SDA-4: the other way round it is not blocked, as far as the reader can know. */
function OneWay({ canTell }: { canTell: boolean }) {
  if (!canTell) return null;
  return (
    <span className="inline-flex items-center gap-1">
      <ArrowRight aria-hidden className="size-3.5" /> this way only
    </span>
  );
}
