import { type Call, entityReply, type Operation } from "@/lib/graph/http/operation";
import { findSeen } from "@/lib/graph/http/single";
import { badRequest, notFound } from "@/lib/graph/problem";
import type { Entity, EntityType } from "@/lib/graph/read/entity";

/**
 * What lives inside of one entity alone: its list, its count, and each by its id.
 * @param path of the owner, with its id
 * @param param what the contract calls the id of one of them
 */
export function contained(path: string, type: EntityType, name: string, param: string): Operation[] {
  const [ownerSet = "", ownerParam = ""] = /^\/(.+)\/\{(.+)\}$/.exec(path)?.slice(1) ?? [];
  const set = `${ownerSet}/${name}`;
  const loaded = async (call: Call): Promise<readonly Entity[]> => {
    const { select, expand, filter, search, orderBy } = call.options();
    if (filter || search || orderBy.length > 0) {
      throw badRequest(`$filter, $search and $orderby are not supported for '${name}'; it is given whole.`);
    }
    const asked = [{ navigation: name, select, expand }];
    const owner = await findSeen(call, type, call.param(ownerParam), { select: ["id"], expand: asked });
    return owner[name] as readonly Entity[];
  };
  const get = (below: string, run: Operation["run"]): Operation => ({
    method: "GET",
    path: `${path}/${name}${below}`,
    permission: "read",
    run,
  });
  return [
    get("", async (call) => {
      const { top, skip, isCounted } = call.options();
      const all = await loaded(call);
      const body = {
        "@odata.context": `${call.context.root}/$metadata#${set}`,
        ...(isCounted ? { "@odata.count": all.length } : {}),
        value: all.slice(skip, top === null ? undefined : skip + top),
      };
      return { status: 200, body };
    }),
    get("/$count", async (call) => ({ status: 200, body: (await loaded(call)).length, isText: true })),
    get(`/{${param}}`, async (call) => {
      const id = call.param(param);
      const one = (await loaded(call)).find((each) => each.id === id);
      if (!one) throw notFound(name, id);
      return entityReply(call, set, one);
    }),
  ];
}
