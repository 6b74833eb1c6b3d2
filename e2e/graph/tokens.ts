import type { App } from "@/e2e/support/app";
import { findPersonId } from "@/e2e/support/sign-in";
import type { PersonId } from "@/lib/engine/ids";
import { insertToken } from "@/lib/graph/testing/token";
import { demoClock } from "@/lib/platform/clock";

/** A token of the person with this name, for everything they may do. */
export async function tokenOf(app: App, who: string): Promise<string> {
  const { db } = app.handle;
  return insertToken({ db, clock: demoClock(db) }, (await findPersonId(app, who)) as PersonId);
}
