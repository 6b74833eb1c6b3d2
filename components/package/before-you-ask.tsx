import type { Route } from "next";
import Link from "next/link";
import { Notice } from "@/components/ui/notice";
import type { SodWarning } from "@/lib/engine/trace/warnings";
import type { PackageView } from "@/lib/views/packages";

const words = {
  declaredByHeld: {
    title: "Something you hold does not go with this",
    detail: "Asking is allowed. Once that access has ended you could not ask for it again while you hold this one:",
  },
  waitsAsWell: {
    title: "You have asked for something that conflicts with this",
    detail: "Both may wait; whichever is delivered first wins, and the other is closed:",
  },
} as const satisfies Record<SodWarning["kind"], { title: string; detail: string }>;

/** What nobody forbids and everybody should know before they ask: conflicts ahead, and what is there already. */
export function BeforeYouAsk({ warnings, rolesHeld }: Pick<PackageView, "warnings" | "rolesHeld">) {
  const kinds = Object.keys(words) as SodWarning["kind"][];
  return (
    <>
      {kinds.map((kind) => (
        <Warning key={kind} kind={kind} warnings={warnings.filter((each) => each.kind === kind)} />
      ))}
      {rolesHeld.length > 0 && (
        <Notice title="Part of it is yours already">
          <ul className="list-disc ps-5">
            {rolesHeld.map(({ role, through }) => (
              <li key={role}>
                {role}, through {through.join(" and ")}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}

function Warning({ kind, warnings }: { kind: SodWarning["kind"]; warnings: readonly SodWarning[] }) {
  if (warnings.length === 0) return null;
  const { title, detail } = words[kind];
  return (
    <Notice tone="warning" title={title}>
      <p>{detail}</p>
      <ul className="mt-1 list-disc ps-5">
        {warnings.map(({ package: other }) => (
          <li key={other.id}>
            <Link href={`/packages/${other.id}` as Route} className="text-link">
              {other.displayName}
            </Link>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
