import { Check, CircleAlert, CircleDashed, type LucideIcon, RotateCw, Undo2 } from "lucide-react";
import type { ReactNode } from "react";
import { deliveryProblemText, roleStateText } from "@/components/assignment/delivery-words";
import { Time } from "@/components/ui/time";
import type { RoleGrantState } from "@/lib/engine/assignment/assignment";
import type { RoleGrantView } from "@/lib/views/access";

const looks: Record<RoleGrantState, { icon: LucideIcon; className: string }> = {
  pendingGrant: { icon: CircleDashed, className: "text-accent-soft-foreground" },
  granted: { icon: Check, className: "text-success-soft-foreground" },
  grantFailed: { icon: CircleAlert, className: "text-danger-soft-foreground" },
  pendingRevoke: { icon: CircleDashed, className: "text-muted" },
  revoked: { icon: Undo2, className: "text-muted" },
};

export type RoleDeliveryProps<Role extends RoleGrantView> = {
  roles: readonly Role[];
  /** What else there is to tell of a role. */
  more?: (role: Role) => ReactNode;
};

/** Every role of a delivery: what it is doing, what went wrong and when it is tried again. */
export function RoleDelivery<Role extends RoleGrantView>({ roles, more }: RoleDeliveryProps<Role>) {
  return (
    <ul className="divide-y divide-separator">
      {roles.map((role) => (
        <RoleItem key={role.label} role={role} more={more?.(role)} />
      ))}
    </ul>
  );
}

function RoleItem({ role, more }: { role: RoleGrantView; more: ReactNode }) {
  const isRetried = role.state === "pendingGrant" && role.problem !== null;
  const { icon: Icon, className } = isRetried
    ? { icon: RotateCw, className: "text-warning-soft-foreground" }
    : looks[role.state];
  return (
    <li className="flex items-start gap-3 py-2.5 first:pt-0 last:pb-0">
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${className}`} />
      <div className="min-w-0 flex-1 text-sm leading-5">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <span className="font-medium wrap-anywhere">{role.label}</span>
          <span className={className}>{roleStateText(role)}</span>
        </div>
        {role.problem && (
          <p className="mt-0.5 text-muted">
            Last attempt failed: {deliveryProblemText(role.problem)}.
            {role.nextAttemptAt && (
              <>
                {" "}
                Next attempt <Time at={role.nextAttemptAt.toISOString()} />.
              </>
            )}
          </p>
        )}
        {more && <div className="mt-0.5 text-muted">{more}</div>}
      </div>
    </li>
  );
}
