/** The kind of record of this module. */
export const KIND = 'correction';
