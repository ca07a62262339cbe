/** What a file leaves out because it says nothing. Pure. */

/** Without what is undefined, null, an empty text or an empty list, as in a file that somebody writes. */
export function said<T extends object>(values: T): Partial<T> {
  const kept = Object.entries(values).filter(
    ([, value]) =>
      value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(kept) as Partial<T>;
}

/** @returns undefined for the value that is meant where a file says nothing */
export const unless = <T>(value: T, usual: T): T | undefined => (value === usual ? undefined : value);

/** A numeric column as a number. */
export const numberOf = (text: string | null): number | undefined =>
  text === null ? undefined : Number(text);
