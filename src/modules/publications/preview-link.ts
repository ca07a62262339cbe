/** The secret link to a publication that is not public (decision 0006): computed, stored nowhere. */
export const PREVIEW_LINK = 'publications.preview';
