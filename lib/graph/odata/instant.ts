/** Edm.DateTimeOffset, or a day alone, which begins at midnight in UTC. */
const pattern =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,12})?)?(?:Z|[+-]\d{2}:\d{2}))?$/i;

/**
 * The instant a text names, in milliseconds; null for what is none, and for years that databases and clients cannot hold:
 * those before the first and after 9999.
 */
export function instantOf(text: string): Date | null {
  if (!pattern.test(text)) return null;
  const day = text.slice(0, 10);
  // A day that a month does not have would be one of the next month.
  if (new Date(day).toISOString().slice(0, 10) !== day) return null;
  const instant = new Date(text.toUpperCase());
  const year = instant.getUTCFullYear();
  return year >= 1 && year <= 9_999 ? instant : null;
}
