/** Somebody as others see them. */
export type PersonView = { readonly id: string; readonly displayName: string; readonly email: string };

/** The people behind a set of approvers: the first fifty by name, and how many more there are (APP-71). */
export type PeopleView = { readonly people: readonly PersonView[]; readonly more: number };
