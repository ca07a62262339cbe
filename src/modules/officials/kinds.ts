/** The kinds of record of this module, as in history, search, links and addresses of the past. */
export const INSTITUTION = 'institution';
export const PERSON = 'person';
