/** One page of a list by keyset: `next` is the opaque cursor of the page after it, null on the last. */
export type Page<Row> = { readonly rows: readonly Row[]; readonly next: string | null };

/** The same for a list that is walked both ways: `previous` is the cursor of the page before it, null on the first. */
export type TwoWayPage<Row> = Page<Row> & { readonly previous: string | null };
