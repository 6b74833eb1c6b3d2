import { plural } from "@/components/policy/policy-words";
import { RoleDelivery } from "@/components/request/role-delivery";
import { Time } from "@/components/ui/time";
import type { RoleDeliveryView } from "@/lib/views/assignment-record";

function Tries({ role: { attempts, grantedAt, revokedAt, alsoBy } }: { role: RoleDeliveryView }) {
  const last = revokedAt ?? grantedAt;
  const failures = attempts > 0 ? plural(attempts, "failed attempt") : null;
  return (
    <>
      {last && (
        <>
          {revokedAt ? "Taken back " : "Granted "}
          <Time at={last.toISOString()} format="dateTime" />
          {failures && ", after "}
        </>
      )}
      {failures}
      {alsoBy.length > 0 && <span className="block">Also given by {alsoBy.join(", ")}</span>}
    </>
  );
}

/** POR-61, RES-50: every role of an assignment: what it is doing, its tries, and what else gives it. */
export function RoleDeliveries({ roles }: { roles: readonly RoleDeliveryView[] }) {
  if (roles.length === 0) return <p className="text-sm text-muted">The package gave no roles.</p>;
  return <RoleDelivery roles={roles} more={(role) => <Tries role={role} />} />;
}
