import { and, asc, eq, inArray, ne, or, type SQL, sql } from "drizzle-orm";
import { delegations, groupClosure, groupMembers, groups, people } from "@/db/schema";
import type { Viewer } from "@/lib/auth/viewer";
import type { PersonId } from "@/lib/engine/ids";
import type { TenantSettings } from "@/lib/engine/settings";
import { isDue, latest } from "@/lib/engine/time";
import { loadHeldDelegations } from "@/lib/facts/delegations";
import { loadGroupIds, loadPerson } from "@/lib/facts/people";
import { loadSettings } from "@/lib/facts/settings";
import type { Candidates } from "@/lib/views/candidates";
import type { DelegationPage, DelegationPhase, DelegationView, HeldDelegationView } from "@/lib/views/delegation";
import { detailOf, findGroups, findPeople, noCandidates, shownCandidates } from "./candidates";
import { searchText } from "./membership";
import { currentReading, type Reading } from "./reading";

type Asking = Pick<Viewer, "personId">;

const phaseOf = (takesEffectAt: Date, endAt: Date | null, now: Date): DelegationPhase =>
  endAt && isDue(endAt, now) ? "over" : isDue(takesEffectAt, now) ? "active" : "ahead";

/** APP-87: whom the viewer named, whether it has begun, runs or is over. */
async function readOwn({ db, now }: Reading, personId: PersonId): Promise<DelegationView | null> {
  const [row] = await db
    .select({
      startAt: delegations.startAt,
      endAt: delegations.endAt,
      savedAt: delegations.savedAt,
      person: people,
      group: groups,
    })
    .from(delegations)
    .leftJoin(people, eq(people.id, delegations.delegateId))
    .leftJoin(groups, eq(groups.id, delegations.delegateGroupId))
    .where(eq(delegations.delegatorId, personId));
  if (!row) return null;
  const { person, group, endAt } = row;
  const takesEffectAt = latest(row.startAt, row.savedAt);
  return {
    delegate: {
      kind: person ? "person" : "group",
      id: person?.id ?? group?.id ?? "",
      displayName: person?.displayName ?? group?.displayName ?? "",
      detail: person && detailOf(person.jobTitle, person.department),
    },
    isDelegateEnabled: person?.isEnabled ?? true,
    takesEffectAt,
    endAt,
    phase: phaseOf(takesEffectAt, endAt, now),
  };
}

/** POR-56, POR-8: the viewer's delegation while it lets somebody decide; null otherwise. */
export async function getActiveDelegation(viewer: Asking, reading?: Reading): Promise<DelegationView | null> {
  const now = reading ?? (await currentReading());
  const { allowApprovalDelegation } = await loadSettings(now.db);
  if (!allowApprovalDelegation) return null;
  const own = await readOwn(now, viewer.personId);
  return own?.phase === "active" && own.isDelegateEnabled ? own : null;
}

/** APP-89: for whom the viewer decides or will, whoever's account is open. */
async function listHeld({ db, now }: Reading, personId: PersonId): Promise<HeldDelegationView[]> {
  const held = await loadHeldDelegations(db, personId, await loadGroupIds(db, personId));
  return held.flatMap(({ delegator, isDelegatorEnabled, takesEffectAt, endAt }) => {
    const phase = phaseOf(takesEffectAt, endAt, now);
    return isDelegatorEnabled && phase !== "over"
      ? [{ delegatorName: delegator.displayName, takesEffectAt, endAt, phase }]
      : [];
  });
}

/** APP-86: whom the organization permits, in names; null where it leaves the choice free. */
async function permittedNames({ db }: Reading, personId: PersonId, settings: TenantSettings): Promise<string[] | null> {
  const { delegatesAreDirectManagers, delegateGroupIds } = settings;
  if (!delegatesAreDirectManagers && delegateGroupIds.length === 0) return null;
  const managerId = delegatesAreDirectManagers ? (await loadPerson(db, personId))?.managerId : null;
  const [manager] = managerId ? await db.select().from(people).where(eq(people.id, managerId)) : [];
  const listed =
    delegateGroupIds.length === 0
      ? []
      : await db.select().from(groups).where(inArray(groups.id, delegateGroupIds)).orderBy(asc(groups.displayName));
  return [
    ...(manager ? [`your manager ${manager.displayName}`] : []),
    ...listed.map((group) => `members of ${group.displayName}`),
  ];
}

/** POR-56: the viewer's delegation, what may be chosen, and for whom the viewer decides. */
export async function getDelegation(viewer: Asking, reading?: Reading): Promise<DelegationPage> {
  const now = reading ?? (await currentReading());
  const settings = await loadSettings(now.db);
  const isAllowed = settings.allowApprovalDelegation;
  return {
    isAllowed,
    maxDays: settings.maxDelegationDays,
    permitted: await permittedNames(now, viewer.personId, settings),
    own: await readOwn(now, viewer.personId),
    held: isAllowed ? await listHeld(now, viewer.personId) : [],
  };
}

/** SQL: who may be named among people; the same as the engine's `decideDelegation` (APP-86). */
function isPermittedPerson(viewer: Asking, settings: TenantSettings): SQL | undefined {
  const { delegatesAreDirectManagers, delegateGroupIds: listed } = settings;
  const isManager = sql`${people.id} = (select own.manager_id from ${people} own where own.id = ${viewer.personId})`;
  const isMember =
    listed.length === 0
      ? undefined
      : sql`exists (select 1 from ${groupMembers}
          join ${groupClosure} on ${groupClosure.descendantId} = ${groupMembers.groupId}
          where ${groupMembers.personId} = ${people.id} and ${eq(groupMembers.role, "member")}
            and ${inArray(groupClosure.ancestorId, listed)})`;
  return and(
    eq(people.isEnabled, true),
    ne(people.id, viewer.personId),
    delegatesAreDirectManagers ? or(isManager, isMember) : isMember,
  );
}

/** SQL: the same among groups: those listed, and those inside them. None where only managers may be named. */
function isPermittedGroup({ delegatesAreDirectManagers, delegateGroupIds: listed }: TenantSettings): SQL | undefined {
  if (listed.length === 0) return delegatesAreDirectManagers ? sql`false` : undefined;
  return sql`exists (select 1 from ${groupClosure}
    where ${groupClosure.descendantId} = ${groups.id} and ${inArray(groupClosure.ancestorId, listed)})`;
}

/** POR-56, APP-86: whom the viewer may name, by a part of the name; people before groups. */
export async function findDelegates(viewer: Asking, search: string, reading?: Reading): Promise<Candidates> {
  const { db } = reading ?? (await currentReading());
  const text = searchText(search);
  const settings = await loadSettings(db);
  if (text === "" || !settings.allowApprovalDelegation) return noCandidates;
  return shownCandidates([
    ...(await findPeople(db, text, isPermittedPerson(viewer, settings))),
    ...(await findGroups(db, text, isPermittedGroup(settings))),
  ]);
}
