import { may } from "@/lib/auth/permissions";
import type { NamedPerson } from "@/lib/engine/directory";
import type { PersonId } from "@/lib/engine/ids";
import { loadPersonRecord } from "@/lib/facts/person-records";
import { isUuid } from "@/lib/platform/ids";
import { currentReading, type Reading } from "@/lib/queries/reading";
import type { PersonFormView } from "@/lib/views/directory";
import type { Administrator } from "./scope";

const named = ({ personId, displayName }: NamedPerson) => ({ id: personId, displayName });

/** A person as their form shows them, for those who may edit people; null for everybody else and where there is nobody. */
export async function getPersonForm(
  viewer: Administrator,
  id: string,
  reading?: Reading,
): Promise<PersonFormView | null> {
  if (!may(viewer, "manageDirectory") || !isUuid(id)) return null;
  const { db } = reading ?? (await currentReading());
  const record = await loadPersonRecord(db, id as PersonId);
  if (!record) return null;
  return { ...record, manager: record.manager && named(record.manager), sponsors: record.sponsors.map(named) };
}
