import {
  type AdministrationFacts,
  losesTheLastAdministrator,
  type Nesting,
  withoutNesting,
} from "@/lib/engine/administration";
import type { DirectoryRefusal } from "@/lib/engine/directory-refusals";
import type { GroupId } from "@/lib/engine/ids";
import { err, ok, type Result } from "@/lib/engine/result";
import type { GroupEvent, NamedGroup } from "./events";

/**
 * WHO-20: the way from one group down to another through the groups inside it, the shortest there is, both included; null
 * where there is none.
 */
export function pathDown(from: GroupId, to: GroupId, nestings: readonly Nesting[]): readonly GroupId[] | null {
  const cameFrom = new Map<GroupId, GroupId | null>([[from, null]]);
  for (const [group] of cameFrom) {
    if (group === to) break;
    for (const { parentId, childId } of nestings) {
      if (parentId === group && !cameFrom.has(childId)) cameFrom.set(childId, group);
    }
  }
  if (!cameFrom.has(to)) return null;
  const path: GroupId[] = [];
  for (let at: GroupId | null | undefined = to; at; at = cameFrom.get(at)) path.unshift(at);
  return path;
}

export type NestingFacts = {
  readonly outer: NamedGroup;
  /** Null where there is no such group. */
  readonly inner: NamedGroup | null;
  /** How groups lie in one another now. */
  readonly nestings: readonly Nesting[];
  readonly nameOf: (groupId: GroupId) => string;
};

const isNested = ({ outer, inner, nestings }: NestingFacts): boolean =>
  nestings.some((each) => each.parentId === outer.groupId && each.childId === inner?.groupId);

/**
 * The groups of the circle that would close if the inner group were put into the outer one, by their names: each is in
 * the next, and the last is the first again. Null where none would.
 */
export function circleClosedBy(nesting: Nesting, nestings: readonly Nesting[]): readonly GroupId[] | null {
  const down = pathDown(nesting.childId, nesting.parentId, nestings);
  return down && [...down.toReversed(), nesting.parentId];
}

/** WHO-20: a group is put into another one. No group contains itself, at whatever depth. Null where it is in it already. */
export function decideNesting(facts: NestingFacts, now: Date): Result<GroupEvent | null, DirectoryRefusal> {
  const { outer, inner, nestings, nameOf } = facts;
  if (!inner) return err({ code: "memberNotFound" });
  if (isNested(facts)) return ok(null);
  const circle = circleClosedBy({ parentId: outer.groupId, childId: inner.groupId }, nestings);
  if (circle) return err({ code: "groupCircle", names: circle.map(nameOf) });
  return ok({ kind: "groupNested", at: now, groupId: outer.groupId, inner });
}

/** WHO-20: a group is taken out of another one; one governance administrator always stays (P1). Null where it is out. */
export function decideUnnesting(
  facts: NestingFacts & { readonly administration: AdministrationFacts },
  now: Date,
): Result<GroupEvent | null, DirectoryRefusal> {
  const { outer, inner, administration } = facts;
  if (!inner) return err({ code: "memberNotFound" });
  if (!isNested(facts)) return ok(null);
  const without = withoutNesting(administration, { parentId: outer.groupId, childId: inner.groupId });
  if (losesTheLastAdministrator(administration, without)) return err({ code: "lastAdministrator" });
  return ok({ kind: "groupUnnested", at: now, groupId: outer.groupId, inner });
}
