import { CalendarSearch, Download } from "lucide-react";
import { AccessOnChoices } from "@/components/admin/access-on-choices";
import { AccessOnTable } from "@/components/admin/access-on-table";
import { ListPager } from "@/components/admin/list-pager";
import { buttonClass } from "@/components/ui/button-class";
import { CopyLink } from "@/components/ui/copy-link";
import { Empty } from "@/components/ui/empty";
import { Notice } from "@/components/ui/notice";
import { SectionHeader } from "@/components/ui/page-header";
import type { Viewer } from "@/lib/auth/viewer";
import type { AccessPackageId, PersonId } from "@/lib/engine/ids";
import { formatDateTime } from "@/lib/format/instant";
import { listAccessOn } from "@/lib/queries/admin/access-on";
import type { AccessOnInstant } from "@/lib/queries/admin/access-on-instant";
import { address } from "../address";
import type { Choice } from "./choice";

const path = "/admin/access-on";

type Place = { date: string; person: string | undefined; package: string | undefined };

type AccessFoundProps = {
  viewer: Viewer;
  instant: AccessOnInstant;
  person: Choice | null;
  wanted: Choice | null;
  cursor: string | undefined;
  place: Place;
};

/** The answer, or what is missing for one. */
export async function AccessFound(props: AccessFoundProps) {
  const { instant, person, wanted, place } = props;
  if (instant.isFuture) {
    return (
      <Notice tone="warning" title="That day has not come yet">
        Choose today or a day before it.
      </Notice>
    );
  }
  if (!person && !wanted) {
    return (
      <Empty icon={CalendarSearch} title="Whose access, or access to what?">
        Name a person, a package, or both, and the day. The address of the answer can be kept and shared; it says the
        same whenever it is opened.
      </Empty>
    );
  }
  const open = [
    { name: "person", choice: person, title: "Which person?" },
    { name: "package", choice: wanted, title: "Which package?" },
  ].filter(({ choice }) => choice && !choice.chosen);
  if (open.length > 0) {
    return open.map(({ name, choice, title }) => (
      <AccessOnChoices
        key={name}
        title={title}
        typed={choice?.typed || "that id"}
        choices={choice?.choices ?? []}
        hrefOf={({ id }) => address(path, { ...place, [name]: id })}
      />
    ));
  }
  return <Answer {...props} />;
}

async function Answer({ viewer, instant: { at }, person, wanted, cursor, place }: AccessFoundProps) {
  const page = await listAccessOn(
    viewer,
    {
      at,
      personId: (person?.chosen?.id ?? null) as PersonId | null,
      packageId: (wanted?.chosen?.id ?? null) as AccessPackageId | null,
    },
    { cursor: cursor ?? null },
  );
  const [who, what] = [person?.chosen?.displayName, wanted?.chosen?.displayName];
  const title = who && what ? `${who} and ${what}` : who ? `What ${who} held` : `Who held ${what}`;
  return (
    <section aria-labelledby="answer">
      <SectionHeader
        id="answer"
        title={title}
        description={`As of ${formatDateTime(at)}`}
        actions={
          <div className="flex flex-wrap gap-2">
            <CopyLink href={address(path, place)} size="sm" />
            <a
              href={`/api/admin/access-on${address("", place)}`}
              download
              className={buttonClass({ variant: "outline", size: "sm" })}
            >
              <Download aria-hidden />
              CSV
            </a>
          </div>
        }
      />
      <AccessOnTable
        rows={page.rows}
        showsPerson={who === undefined}
        empty={
          <Empty icon={CalendarSearch} title={who ? "Nothing was held" : "Nobody held it"} level={3}>
            {who
              ? `${who} held nothing of that kind at that time, in the catalogs you see.`
              : `Nobody held ${what} at that time.`}
          </Empty>
        }
        footer={
          <ListPager
            label="access"
            first={cursor ? address(path, place) : undefined}
            next={page.next ? address(path, { ...place, cursor: page.next }) : undefined}
          />
        }
      />
    </section>
  );
}
