/** Ids of records as they stand in addresses, forms and files. Pure. */

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * What comes in an address may be anything, and the database refuses what is no id with an error: ask this first.
 * @returns true for an id in small letters, as the database writes it
 */
export function isUuid(text: string | undefined): text is string {
  return text !== undefined && UUID.test(text);
}
