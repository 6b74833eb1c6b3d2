import { z } from "zod";
import type { GroupId, PersonId } from "@/lib/engine/ids";
import type { OnBehalfRequestor, SpecificTarget, SubjectSet } from "@/lib/engine/policy/policy";
import { badRequest } from "@/lib/graph/problem";
import { flag, isType, notSupported, object, typeName, wholeNumber } from "./input";

/** A subjectSet of any kind; the generation of the API before this one named every id `id`. */
export const subjectSetSchema = object({
  userId: z.guid("This is not the id of a person.").nullish(),
  groupId: z.guid("This is not the id of a group.").nullish(),
  id: z.guid("This is not an id.").nullish(),
  description: z.string().nullish(),
  isBackup: flag.nullish(),
  managerLevel: wholeNumber.nullish(),
  // Of sets the portal does not have, so that they are refused by what they are.
  servicePrincipalId: z.unknown().optional(),
  connectedOrganizationId: z.unknown().optional(),
  membershipRule: z.unknown().optional(),
}).refine((set) => typeName(set["@odata.type"]) !== "", "@odata.type says who this is.");
export type SubjectInput = z.infer<typeof subjectSetSchema>;

const unsupported = (what: string, set: SubjectInput) =>
  notSupported(`${what} cannot be of the type '${typeName(set["@odata.type"])}' here.`);

const incomplete = (what: string, name: string) => badRequest(`Somebody in ${what} has no ${name}.`);

/** A person or a group that is named by its id; null for every other set. */
function namedSubject(what: string, set: SubjectInput): SpecificTarget | null {
  const type = set["@odata.type"];
  if (isType(type, "singleUser")) {
    const userId = set.userId ?? set.id;
    if (!userId) throw incomplete(what, "userId");
    return { kind: "singleUser", userId: userId.toLowerCase() as PersonId };
  }
  if (isType(type, "groupMembers")) {
    const groupId = set.groupId ?? set.id;
    if (!groupId) throw incomplete(what, "groupId");
    return { kind: "groupMembers", groupId: groupId.toLowerCase() as GroupId };
  }
  return null;
}

/** WHO-12: for whom a policy is. */
export function targetOf(set: SubjectInput): SpecificTarget {
  const named = namedSubject("specificAllowedTargets", set);
  if (named) return named;
  if (isType(set["@odata.type"], "connectedOrganizationMembers")) {
    throw notSupported("There are no connected organizations yet.");
  }
  throw unsupported("specificAllowedTargets", set);
}

/** APP-9 to APP-14: whom a stage asks. Relationships are seen from the target (APP-17), whoever the set says. */
function approverOf(what: string, set: SubjectInput): SubjectSet {
  const named = namedSubject(what, set);
  if (named) return named;
  const type = set["@odata.type"];
  if (isType(type, "requestorManager") || isType(type, "targetManager")) {
    const level = set.managerLevel ?? 1;
    if (level !== 1 && level !== 2) throw notSupported(`${what} takes managers of the levels 1 and 2, not ${level}.`);
    return { kind: "requestorManager", managerLevel: level };
  }
  if (isType(type, "targetUserSponsors")) return { kind: "targetUserSponsors" };
  throw unsupported(what, set);
}

/** Those who are asked and those who stand in where the first ones are nobody: the older generation marks them. */
export function approversOf(
  what: string,
  sets: readonly SubjectInput[] | null | undefined,
): { readonly first: readonly SubjectSet[]; readonly backups: readonly SubjectSet[] } {
  const subjects = (wanted: boolean) =>
    (sets ?? []).filter((set) => (set.isBackup ?? false) === wanted).map((set) => approverOf(what, set));
  return { first: subjects(false), backups: subjects(true) };
}

/** WHO-37, WHO-38: who may ask for somebody else. Everybody in the directory is a group without an id. */
export function onBehalfOf(set: SubjectInput): OnBehalfRequestor {
  const type = set["@odata.type"];
  const isManager = isType(type, "targetManager") || isType(type, "requestorManager");
  if (isManager && (set.managerLevel ?? 1) === 1) return { kind: "requestorManager" };
  if (isType(type, "groupMembers") && !set.groupId && !set.id) return { kind: "anyDirectoryUser" };
  throw isManager
    ? notSupported("onBehalfRequestors takes direct managers, nobody above them.")
    : unsupported("onBehalfRequestors", set);
}
