import { Download, UserRoundCheck } from "lucide-react";
import { ListPager } from "@/components/admin/list-pager";
import { plural } from "@/components/policy/policy-words";
import type { ActionFormProps } from "@/components/ui/action-form";
import { buttonClass } from "@/components/ui/button-class";
import { Empty } from "@/components/ui/empty";
import { SectionHeader } from "@/components/ui/page-header";
import type { AdditionalAccessView } from "@/lib/views/separation-of-duties";
import { DeclaredPair } from "./declared-pair";
import { HolderTable } from "./holder-table";
import { pairFileHref, pairHref } from "./pair-href";

export type AdditionalAccessProps = {
  view: AdditionalAccessView;
  /** The list is shown from its beginning. */
  isFirst: boolean;
  canOpenPeople: boolean;
  exclude: ActionFormProps["action"];
  allow: ActionFormProps["action"];
};

/** SOD-30, SOD-31: what is declared about a pair, who holds both, and the list as a file. */
export function AdditionalAccess({ view, isFirst, canOpenPeople, exclude, allow }: AdditionalAccessProps) {
  const { package: wanted, counterpart, total, holders } = view;
  const isGroup = counterpart.kind === "group";
  return (
    <div className="flex flex-col gap-8">
      <DeclaredPair view={view} exclude={exclude} allow={allow} />
      {total === 0 ? (
        <Empty icon={UserRoundCheck} title={isGroup ? "No holder is in the group" : "Nobody holds both"}>
          {isGroup
            ? `Nobody who holds ${wanted.displayName} now is in ${counterpart.displayName}.`
            : `Nobody holds ${wanted.displayName} and ${counterpart.displayName} now.`}
        </Empty>
      ) : (
        <section aria-labelledby="holders">
          <SectionHeader
            id="holders"
            title={
              isGroup ? `${plural(total, "holder")} in the group` : `${plural(total, "person", "people")} with both`
            }
            description={
              isGroup
                ? "Whoever leaves the group or gives the package back is off the list."
                : "Whoever gives one side back is off the list. The file has a line for each side."
            }
            actions={
              <a
                href={pairFileHref(wanted.id, counterpart)}
                download
                className={buttonClass({ variant: "outline", size: "sm" })}
              >
                <Download aria-hidden className="size-4" />
                Download CSV
              </a>
            }
          />
          <HolderTable
            view={view}
            canOpenPeople={canOpenPeople}
            footer={
              <ListPager
                label="people"
                first={isFirst ? undefined : pairHref(wanted.id, counterpart)}
                next={holders.next ? pairHref(wanted.id, counterpart, holders.next) : undefined}
              />
            }
          />
        </section>
      )}
    </div>
  );
}
