import { packageId } from "@/db/seed/packages/packages";
import type { ActionCall } from "@/e2e/support/action-calls";
import type { App } from "@/e2e/support/app";
import { oneValue } from "@/e2e/support/database";

/** A server action, who may call it and who may not. */
export type Entry = {
  readonly action: string;
  /** Who may do it. */
  readonly by: string;
  /** The call as that person's browser sends it; `id` stands in for the id of what it is about. */
  readonly call: (app: App, id?: string) => Promise<ActionCall>;
  /** People who may not, and what they are told: a refusal's code, or a status. */
  readonly strangers: Readonly<Record<string, string | number>>;
  /** What an id is answered with that leads nowhere; not asked where the call has none. */
  readonly unknown?: string;
  /**
   * What is told to whoever does it a second time; a path where the same request is shown again; null where no refusal
   * is told, because a message stands at a field or there is nothing left to change.
   */
  readonly again?: string | RegExp | null;
};

/** The id of somebody's request for a package. */
export const requestOf = (app: App, who: string, key: Parameters<typeof packageId>[0], state = "pendingApproval") =>
  oneValue<string>(
    app,
    "select r.id from requests r join people p on p.id = r.target_id where p.display_name = $1 and r.package_id = $2 and r.state = $3",
    [who, packageId(key), state],
  );

/** Sent with most forms; of one key there is one request a person (REQ-51). */
export const submissionKey = "2b1f0c1e-5b0e-4d5c-9d3a-7c9b1f0e2a44";
