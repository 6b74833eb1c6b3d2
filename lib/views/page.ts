/** One page of a list by keyset: `next` is the opaque cursor of the page after it, null on the last. */
export type Page<Row> = { readonly rows: readonly Row[]; readonly next: string | null };
