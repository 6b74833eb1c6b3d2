import type { SQL } from "drizzle-orm";
import { z } from "zod";
import { invariant } from "@/lib/engine/invariant";
import { parseBody } from "@/lib/graph/http/body";
import { type Call, noContent, type Operation } from "@/lib/graph/http/operation";
import { segmentsOf } from "@/lib/graph/odata/path";
import { badRequest, notFound } from "@/lib/graph/problem";
import type { EntityType } from "@/lib/graph/read/entity";
import { list } from "@/lib/graph/read/list";
import { walk, wayOf } from "@/lib/graph/read/walk";
import { isUuid } from "@/lib/platform/ids";
import { em } from "./paths";

/** Where an entity of a type is found; a link may be to any of these. */
const places: Readonly<Record<string, readonly string[]>> = {
  accessPackage: ["accesspackages"],
  group: ["groups", "directoryobjects"],
  user: ["users", "directoryobjects"],
};

const addressOf = (root: string, type: EntityType, id: string) =>
  type.name === "accessPackage" ? `${root}${em}/accessPackages/${id}` : `${root}/${type.name}s/${id}`;

/**
 * The id at the end of a link. Whose server it names says nothing: scripts write that of the product they were made for.
 * @throws GraphProblem 400 for what is no link to an entity of the type
 */
function linkedId(type: EntityType, link: string): string {
  const [place, target] = segmentsOf(link.split("?")[0] ?? "").slice(-2);
  const isPlace = (places[type.name] ?? []).includes(place?.text.toLowerCase() ?? "");
  if (!isPlace || !target || target.args) throw badRequest(`'${link}' is no link to one ${type.name}.`);
  return target.text;
}

const linkSchema = z.strictObject({ "@odata.id": z.string().max(2_000) });

type Links = {
  /** Of the entity the links lead from, with the parameter that its id stands for. */
  readonly path: string;
  readonly param: string;
  readonly of: EntityType;
  /** Of the navigation. */
  readonly name: string;
  readonly type: EntityType;
  /** What the contract calls the other side's id. */
  readonly otherParam: string;
  readonly add: (call: Call, otherId: string) => Promise<void>;
  readonly remove: (call: Call, otherId: string) => Promise<void>;
};

/** SQL: what the links of an entity lead to, for those who may know. @throws GraphProblem 404 to everybody else */
async function linkedOf(call: Call, { of, param, name }: Links): Promise<SQL> {
  const way = wayOf(
    of,
    [call.param(param), name].map((text) => ({ text, args: null })),
  );
  const at = way && (await walk(call.context, of, way));
  invariant(at?.kind === "many", "links are of a navigation to many");
  return at.scope;
}

/** A navigation that is changed by links: read as links, added to, and taken from in both spellings. */
export function linked(links: Links): Operation[] {
  const { type, otherParam, add, remove } = links;
  const path = `${links.path}/${links.name}`;
  const known = (id: string): string => {
    if (isUuid(id)) return id;
    throw notFound(type.name, id);
  };
  return [
    {
      method: "GET",
      path: `${path}/$ref`,
      permission: "selfRead",
      run: async (call) => {
        const { context } = call;
        const options = { ...call.options(), select: ["id"] };
        const { entities } = await list(type, context, options, await linkedOf(call, links));
        // The contract and the clients made from it have the links as texts.
        const value = entities.map(({ id }) => addressOf(context.root, type, id));
        return { status: 200, body: { "@odata.context": `${context.root}/$metadata#Collection($ref)`, value } };
      },
    },
    {
      method: "POST",
      path: `${path}/$ref`,
      permission: "write",
      run: async (call) => {
        const { "@odata.id": link } = parseBody(linkSchema, await call.body());
        await add(call, known(linkedId(type, link)));
        return noContent;
      },
    },
    {
      method: "DELETE",
      path: `${path}/$ref`,
      permission: "write",
      run: async (call) => {
        const link = call.query.get("@id") ?? call.query.get("$id");
        if (!link) throw badRequest("Say which link to remove with ?@id=.");
        await remove(call, known(linkedId(type, link)));
        return noContent;
      },
    },
    {
      method: "DELETE",
      path: `${path}/{${otherParam}}/$ref`,
      permission: "write",
      run: async (call) => {
        await remove(call, known(call.param(otherParam)));
        return noContent;
      },
    },
  ];
}
