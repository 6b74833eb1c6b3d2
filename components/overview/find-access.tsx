import Link from "next/link";
import { SearchForm } from "@/components/ui/search-form";

/** The quickest way to something new: a search, or the whole list. */
export function FindAccess() {
  return (
    <section className="card card--default gap-0 p-5">
      <h2 className="text-base font-semibold tracking-tight">What do you need access to?</h2>
      <p className="mt-0.5 mb-3 text-sm text-muted">An application, a group, a site, or the name of a package.</p>
      <SearchForm
        action="/packages"
        label="Search what you can ask for"
        placeholder="For example: planning, payroll, wiki"
        keep={{ tab: "available" }}
      />
      <p className="mt-3 text-sm">
        <Link href="/packages" className="text-link">
          Browse all access packages
        </Link>
      </p>
    </section>
  );
}
