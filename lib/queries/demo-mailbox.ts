import { and, desc, eq, or, type SQL, sql } from "drizzle-orm";
import { accessPackages, notifications, people, requests } from "@/db/schema";
import { may } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/viewer";
import type { NotificationKind } from "@/lib/engine/effects";
import { isUuid } from "@/lib/platform/ids";
import { currentReading, type Reading } from "./reading";

/** A message that the portal wrote to somebody, as far as it is decided by the rules; instants in ISO 8601. */
export type DemoMessage = {
  readonly id: string;
  readonly to: { readonly id: string; readonly displayName: string; readonly mail: string };
  readonly kind: NotificationKind;
  /** The rule that asks for it, NOT-2 for instance. */
  readonly rule: string;
  readonly requestId: string | null;
  /** The package the request is for. */
  readonly accessPackage: string | null;
  /** Counted from zero. */
  readonly stage: number | null;
  readonly createdDateTime: string;
};

const MESSAGES_MAX = 200;

const isNamed = (text: string): SQL | undefined => {
  const wanted = text.trim().toLowerCase();
  return or(
    sql`lower(${people.displayName}) = ${wanted}`,
    sql`lower(${people.email}) = ${wanted}`,
    isUuid(wanted) ? sql`${people.id} = ${wanted}` : undefined,
  );
};

/**
 * What the portal told people, newest first, two hundred at most; of one of them by name, address or id, or of all. For
 * whoever may change settings, as the time machine is; empty for everybody else.
 */
export async function demoMailbox(
  viewer: Pick<Viewer, "roles">,
  person: string | null,
  reading?: Reading,
): Promise<readonly DemoMessage[]> {
  if (!may(viewer, "changeSettings") || person?.includes("\0")) return [];
  const { db } = reading ?? (await currentReading());
  const rows = await db
    .select({
      id: notifications.id,
      kind: notifications.kind,
      rule: notifications.rule,
      requestId: notifications.requestId,
      stage: notifications.stage,
      createdAt: notifications.createdAt,
      to: { id: people.id, displayName: people.displayName, mail: people.email },
      accessPackage: accessPackages.displayName,
    })
    .from(notifications)
    .innerJoin(people, eq(people.id, notifications.recipientId))
    .leftJoin(requests, eq(requests.id, notifications.requestId))
    .leftJoin(accessPackages, eq(accessPackages.id, requests.packageId))
    .where(and(person === null ? undefined : isNamed(person)))
    .orderBy(desc(notifications.createdAt), desc(notifications.id))
    .limit(MESSAGES_MAX);
  return rows.map(({ createdAt, ...row }) => ({ ...row, createdDateTime: createdAt.toISOString() }));
}
