/** The kind of record of this module, as in history, audit and links. */
export const OBSERVATION = 'observation';
