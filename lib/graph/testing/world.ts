import type { Person } from "@/lib/engine/directory";
import { everybody, kim } from "@/lib/engine/testing/cast";
import { Portal } from "@/lib/services/testing/portal";
import { appointGovernanceAdministrator, insertPeople } from "@/lib/services/testing/world";
import type { TestDatabase } from "@/lib/testing/database";
import { type Answer, callApi } from "./api";
import { insertToken } from "./token";

/** A portal with the cast in it, of whom Kim administers everything, and calls of its API by any of them. */
export class ApiWorld {
  readonly portal: Portal;
  readonly #tokens = new Map<string, string>();

  private constructor(test: TestDatabase) {
    this.portal = new Portal(test);
  }

  /** A new one in the place of whatever the database held. */
  static async begin(test: TestDatabase): Promise<ApiWorld> {
    await test.reset();
    await insertPeople(test.db, ...everybody);
    await appointGovernanceAdministrator(test.db, kim);
    return new ApiWorld(test);
  }

  /** A call with a token of somebody, given at their first call. */
  async as(
    who: Pick<Person, "id">,
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer> {
    const token = this.#tokens.get(who.id) ?? (await insertToken(this.portal.deps, who.id));
    this.#tokens.set(who.id, token);
    return callApi(this.portal.deps, token, method, path, body, headers);
  }
}
