/** Kind of record in links, history, audit, search and citations. */
export const KIND = 'publication';
