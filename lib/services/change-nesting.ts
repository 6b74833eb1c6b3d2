import { and, eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { groupNestings } from "@/db/schema";
import type { Group } from "@/lib/engine/group/group";
import { decideNesting, decideUnnesting, type NestingFacts } from "@/lib/engine/group/nesting";
import type { GroupId } from "@/lib/engine/ids";
import { loadAdministration } from "@/lib/facts/administration";
import { loadGroupNames, loadNestings } from "@/lib/facts/groups";
import { changeGroup, type GroupChanged, type GroupInput, lookForStandIns, oneOrNone } from "./change-group";
import type { Deps } from "./deps";
import { lockAdministration, lockNestings } from "./directory-editor";
import { rebuildGroupClosure } from "./group-closure";

export type NestingInput = GroupInput & { readonly innerId: GroupId };

async function loadNestingFacts(tx: Transaction, group: Group, innerId: GroupId): Promise<NestingFacts> {
  const nestings = await loadNestings(tx);
  const ids = nestings.flatMap(({ parentId, childId }) => [parentId, childId]);
  const names = await loadGroupNames(tx, [...ids, group.id, innerId]);
  const inner = names.get(innerId);
  return {
    outer: { groupId: group.id, displayName: group.displayName },
    inner: inner === undefined ? null : { groupId: innerId, displayName: inner },
    nestings,
    nameOf: (id) => names.get(id) ?? "",
  };
}

/** WHO-20: puts a group into another one; its members count as members there from the next click on. */
export const nestGroup = (deps: Deps, input: NestingInput): Promise<GroupChanged> =>
  changeGroup(deps, input, {
    lock: lockNestings,
    decide: async (tx, group, now) => oneOrNone(decideNesting(await loadNestingFacts(tx, group, input.innerId), now)),
    write: async (tx) => {
      await tx.insert(groupNestings).values({ parentId: input.groupId, childId: input.innerId });
      await rebuildGroupClosure(tx);
    },
  });

/** WHO-20: takes a group out of another one; stages left with nobody get their fallbacks from the worker (APP-33). */
export const unnestGroup = (deps: Deps, input: NestingInput): Promise<GroupChanged> =>
  changeGroup(deps, input, {
    lock: async (tx) => {
      await lockNestings(tx);
      await lockAdministration(tx);
    },
    decide: async (tx, group, now) => {
      const administration = await loadAdministration(tx);
      const facts = { ...(await loadNestingFacts(tx, group, input.innerId)), administration };
      return oneOrNone(decideUnnesting(facts, now));
    },
    write: async (tx) => {
      const { groupId, innerId } = input;
      await tx
        .delete(groupNestings)
        .where(and(eq(groupNestings.parentId, groupId), eq(groupNestings.childId, innerId)));
      await rebuildGroupClosure(tx);
      await lookForStandIns(tx, groupId);
    },
  });
