import type { Route } from "next";
import Link from "next/link";
import { Notice } from "@/components/ui/notice";
import type { SodWarning } from "@/lib/engine/trace/warnings";
import type { PackageView } from "@/lib/views/packages";

type Words = { readonly title: string; readonly detail: string };

/** Whoever would hold the access: the reader, or somebody by their name. */
const words = {
  declaredByHeld: (name) => ({
    title: `Something ${name ? `${name} holds` : "you hold"} does not go with this`,
    detail: name
      ? "Asking is allowed. Once that access has ended it could not be asked for again while this one is held:"
      : "Asking is allowed. Once that access has ended you could not ask for it again while you hold this one:",
  }),
  waitsAsWell: (name) => ({
    title: name
      ? `Something that conflicts with this has been asked for for ${name}`
      : "You have asked for something that conflicts with this",
    detail: "Both may wait; whichever is delivered first wins, and the other is closed:",
  }),
} as const satisfies Record<SodWarning["kind"], (name: string | undefined) => Words>;

/** What nobody forbids and everybody should know before they ask: conflicts ahead, and what is there already. */
export function BeforeYouAsk({
  of: { warnings, rolesHeld, target },
}: {
  of: Pick<PackageView, "warnings" | "rolesHeld" | "target">;
}) {
  const kinds = Object.keys(words) as SodWarning["kind"][];
  const name = target?.displayName;
  return (
    <>
      {kinds.map((kind) => (
        <Warning
          key={kind}
          words={words[kind](name)}
          warnings={warnings.filter((each) => each.kind === kind)}
          isForReader={target === null}
        />
      ))}
      {rolesHeld.length > 0 && (
        <Notice title={name ? `${name} has part of it already` : "Part of it is yours already"}>
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

type WarningProps = { words: Words; warnings: readonly SodWarning[]; isForReader: boolean };

/** What somebody else holds is named, and not led to: it may be nothing the reader can open. */
function Warning({ words: { title, detail }, warnings, isForReader }: WarningProps) {
  if (warnings.length === 0) return null;
  return (
    <Notice tone="warning" title={title}>
      <p>{detail}</p>
      <ul className="mt-1 list-disc ps-5">
        {warnings.map(({ package: other }) => (
          <li key={other.id}>
            {isForReader ? (
              <Link href={`/packages/${other.id}` as Route} className="text-link">
                {other.displayName}
              </Link>
            ) : (
              other.displayName
            )}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
