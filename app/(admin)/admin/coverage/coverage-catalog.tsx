import Link from "next/link";
import { buttonClass } from "@/components/ui/button-class";
import type { CatalogRow } from "@/lib/views/admin";
import { address } from "../address";

type CoverageCatalogProps = { catalogs: readonly CatalogRow[]; chosen: CatalogRow | undefined };

/** Which catalog is looked at, where all of them together are too much. */
export function CoverageCatalog({ catalogs, chosen }: CoverageCatalogProps) {
  if (chosen) {
    return (
      <p className="mb-4 flex flex-wrap items-center gap-3 text-sm">
        <span>
          In the catalog <strong className="font-semibold">{chosen.displayName}</strong>
        </span>
        <Link href={address("/admin/coverage")} className={buttonClass({ variant: "outline", size: "sm" })}>
          Other catalogs
        </Link>
      </p>
    );
  }
  return (
    <nav aria-label="Catalogs" className="flex flex-col gap-3">
      <p className="max-w-2xl text-sm text-muted">
        Every policy is thought through for everybody, which takes too long for all catalogs at once. Choose one.
      </p>
      <ul className="grid gap-x-6 gap-y-1 sm:grid-cols-2 lg:grid-cols-3">
        {catalogs.map(({ id, displayName }) => (
          <li key={id}>
            <Link href={address("/admin/coverage", { catalog: id })} className="text-link inline-block py-1 text-sm">
              {displayName}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
