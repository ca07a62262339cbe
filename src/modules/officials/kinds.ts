/** The kinds of record of this module, as in history, search, links and addresses of the past. */
export const INSTITUTION = 'institution';
export const PERSON = 'person';
/** What explains a law: a kind of record of whoever publishes texts, found through the registry. */
export const LAW_TEXT = 'publication';
