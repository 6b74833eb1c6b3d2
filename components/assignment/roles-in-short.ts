import type { RoleGrantView } from "@/lib/views/access";

/** The roles of an assignment in one line: "3 roles, all granted", "2 roles, 1 being granted". */
export function rolesInShort(roles: readonly RoleGrantView[]): string {
  if (roles.length === 0) return "No roles";
  const total = roles.length === 1 ? "1 role" : `${roles.length} roles`;
  const inState = (state: RoleGrantView["state"]) => roles.filter((role) => role.state === state).length;
  const [waiting, failed] = [inState("pendingGrant"), inState("grantFailed")];
  const parts = [waiting > 0 && `${waiting} being granted`, failed > 0 && `${failed} not granted`].filter(Boolean);
  if (parts.length > 0) return `${total}, ${parts.join(", ")}`;
  return roles.length === 1 ? `${total}, granted` : `${total}, all granted`;
}
