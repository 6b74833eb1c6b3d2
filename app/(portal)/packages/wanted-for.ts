/** Whom the address names; where it names several, something that is nobody's id. */
export const wantedFor = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? "" : value;
