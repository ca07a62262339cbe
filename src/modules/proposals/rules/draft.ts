/** What holds for drafts of proposals. Pure. */

/** Days without a change after which a draft is removed. */
export const DRAFT_DAYS = 60;
/** Begun in one hour, by everybody together: many rooms at once stay far below it, a flood does not. */
export const MOST_DRAFTS_AN_HOUR = 3000;
/** Kept at a time: at most some hundred megabytes, whatever anybody sends. */
export const MOST_DRAFTS = 30_000;
