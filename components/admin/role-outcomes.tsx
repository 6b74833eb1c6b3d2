import { ChevronRight } from "lucide-react";
import { deliveryProblemText, roleStateText } from "@/components/assignment/delivery-words";
import { Time } from "@/components/ui/time";
import type { RoleGrantState } from "@/lib/engine/assignment/assignment";
import type { RoleGrantView } from "@/lib/views/access";

/** "3 of 3 granted", "1 failed", "All taken back": the roles of an assignment in one line. */
function summary(roles: readonly RoleGrantView[]): string {
  const count = (state: RoleGrantState) => roles.filter((role) => role.state === state).length;
  if (roles.length === 0) return "No roles";
  if (count("grantFailed") > 0) return `${count("grantFailed")} of ${roles.length} failed`;
  if (count("pendingRevoke") > 0) return `${count("revoked")} of ${roles.length} taken back`;
  return count("revoked") === roles.length ? "All taken back" : `${count("granted")} of ${roles.length} granted`;
}

/** What became of every role of an assignment, opened on demand. */
export function RoleOutcomes({ roles }: { roles: readonly RoleGrantView[] }) {
  const failed = roles.some((role) => role.state === "grantFailed");
  if (roles.length === 0) return <span className="text-muted">No roles</span>;
  return (
    <details className="group/roles min-w-0">
      <summary
        className={`inline-flex cursor-pointer list-none items-center gap-1 rounded-md py-1 pe-1.5 whitespace-nowrap tabular-nums hover:underline pointer-coarse:min-h-11 [&::-webkit-details-marker]:hidden ${failed ? "text-danger-soft-foreground" : ""}`}
      >
        <ChevronRight
          aria-hidden
          className="size-3.5 shrink-0 text-muted transition-transform group-open/roles:rotate-90"
        />
        {summary(roles)}
      </summary>
      <ul className="mt-1 flex min-w-44 flex-col gap-2 pb-1.5 ps-4.5 text-start">
        {roles.map((role) => (
          <li key={role.label} className="text-xs leading-5">
            <span className="block">{role.label}</span>
            <span className={role.state === "grantFailed" ? "text-danger-soft-foreground" : "text-muted"}>
              {roleStateText(role)}
              {role.problem && `: ${deliveryProblemText(role.problem)}`}
              {role.nextAttemptAt && (
                <>
                  , next attempt <Time at={role.nextAttemptAt.toISOString()} />
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
