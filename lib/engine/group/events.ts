import type { NamedPerson } from "@/lib/engine/directory";
import type { GroupId } from "@/lib/engine/ids";
import type { GroupForm } from "./group";

/** A group by the name it had at the time. */
export type NamedGroup = { readonly groupId: GroupId; readonly displayName: string };

/** RES-4: what somebody is in a group. */
export const groupRoles = ["member", "owner"] as const;
export type GroupRole = (typeof groupRoles)[number];

/** What happens to a group and to who is in it by hand; what packages give and take is told by their requests. */
export type GroupEvent = { readonly at: Date; readonly groupId: GroupId } & (
  | { readonly kind: "groupCreated"; readonly after: GroupForm }
  /** AUD-3: only what changed. */
  | { readonly kind: "groupUpdated"; readonly before: Partial<GroupForm>; readonly after: Partial<GroupForm> }
  | { readonly kind: "memberAdded" | "ownerAdded"; readonly person: NamedPerson }
  | {
      readonly kind: "memberRemoved" | "ownerRemoved";
      readonly person: NamedPerson;
      /** ASN-32: the packages through which it was held, which do not give it back. */
      readonly through: readonly string[];
    }
  /** WHO-20: another group lies in this one, or no longer does. */
  | { readonly kind: "groupNested" | "groupUnnested"; readonly inner: NamedGroup }
);

/** The names under which they stand in the audit log, in the words of the field, where groups are members too. */
export const groupActivities = {
  groupCreated: "Add group",
  groupUpdated: "Update group",
  memberAdded: "Add member to group",
  ownerAdded: "Add owner to group",
  memberRemoved: "Remove member from group",
  ownerRemoved: "Remove owner from group",
  groupNested: "Add member to group",
  groupUnnested: "Remove member from group",
} as const satisfies Record<GroupEvent["kind"], string>;
