import { expect } from "vitest";
import type { Person } from "@/lib/engine/directory";
import { kim } from "@/lib/engine/testing/cast";
import type { Answer } from "./api";
import type { ApiWorld } from "./world";

/**
 * A call as documents print it, and what it answers. `{name}` in its path, its body and its answer is the id that is known
 * by this name.
 */
export type Example = {
  /** Where it is printed: the name of the reference page or the number of the call. */
  readonly of: string;
  /** Kim where nobody is named. */
  readonly by?: Pick<Person, "id">;
  /** The path of the contract; `/beta` before it for the version that is not v1.0. */
  readonly call: readonly [method: string, path: string, body?: unknown];
  readonly headers?: Readonly<Record<string, string>>;
  readonly status: Answer["status"];
  /** What the answer has among other things. */
  readonly answer?: object;
  /** The name by which the id in the answer, or the first one of its list, is known from then on. */
  readonly as?: string;
};

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** Examples one after the other, each with the ids that the ones before have answered. */
export class Examples {
  readonly #world: ApiWorld;
  readonly #known: Map<string, string>;

  constructor(world: ApiWorld, known: Readonly<Record<string, string>> = {}) {
    this.#world = world;
    this.#known = new Map(Object.entries(known));
  }

  /** The id known by a name. */
  the(name: string): string {
    const id = this.#known.get(name);
    if (id === undefined) throw new Error(`nothing is known as '${name}'`);
    return id;
  }

  know(name: string, id: string): void {
    this.#known.set(name, id);
  }

  #filled(value: unknown): unknown {
    if (typeof value === "string") return value.replaceAll(/\{(\w+)\}/g, (_all, name: string) => this.the(name));
    if (Array.isArray(value)) return value.map((each) => this.#filled(each));
    if (!isPlain(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, this.#filled(each)]));
  }

  /** @returns the body of the answer */
  async run({ by = kim, call, headers, status, answer, as }: Example): Promise<Answer["body"]> {
    const [method, path, body] = call;
    // As clients send them.
    const filled = String(this.#filled(path)).replaceAll(" ", "%20").replaceAll("'", "%27");
    const url = filled.startsWith("/beta/") ? `https://portal.test/api/graph${filled}` : filled;
    const answered = await this.#world.as(by, method, url, this.#filled(body), headers);
    expect(answered.status, JSON.stringify(answered.body)).toBe(status);
    if (as) this.know(as, answered.body.id ?? answered.body.value[0].id);
    if (answer) expect(answered.body).toMatchObject(this.#filled(answer) as object);
    return answered.body;
  }
}
