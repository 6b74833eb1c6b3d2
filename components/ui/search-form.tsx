import { Search } from "lucide-react";
import type { Route } from "next";
import Form from "next/form";

export type SearchFormProps = {
  /** The page that shows the results; the text arrives there as `q`. */
  action: Route;
  label: string;
  placeholder?: string;
  defaultValue?: string | undefined;
  /** Other parameters of the page that must survive, e.g. the tab. */
  keep?: Readonly<Record<string, string | undefined>>;
};

/** A search that is part of the address: it can be shared, and back undoes it. */
export function SearchForm({ action, label, placeholder, defaultValue, keep = {} }: SearchFormProps) {
  return (
    <Form action={action} role="search" aria-label={label} className="relative w-full sm:max-w-sm">
      {Object.entries(keep).map(([name, value]) =>
        value ? <input key={name} type="hidden" name={name} value={value} /> : null,
      )}
      <Search aria-hidden className="pointer-events-none absolute start-3 top-1/2 size-4 -translate-y-1/2 text-muted" />
      <input
        key={defaultValue}
        type="search"
        name="q"
        aria-label={label}
        placeholder={placeholder ?? label}
        defaultValue={defaultValue}
        autoComplete="off"
        maxLength={200}
        className="input input--full-width min-h-10 ps-9"
      />
    </Form>
  );
}
