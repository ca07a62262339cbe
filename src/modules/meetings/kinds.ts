/** Of mail. */
export const LINK_MAIL = 'meetings.link';
/** Kinds of record, as in audit, history and links. */
export const MEETING = 'meeting';
export const SHEET = 'meeting_sheet';
