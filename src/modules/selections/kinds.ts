/** The kinds of record of this module, as in history, search, links, citations and addresses of the past. */
export const SELECTION = 'selection';
export const SELECTION_KIND = 'selection_kind';
export const SELECTION_EVENT = 'selection_event';
export const COURT_ACTION = 'court_action';
export const SELECTION_DOCUMENT = 'selection_document';
export const SELECTION_BODY = 'selection_body';
export const SEAT_HOLDER = 'seat_holder';
export const CANDIDACY = 'candidacy';
export const CANDIDACY_STATE = 'candidacy_state';
export const RUBRIC = 'rubric';
export const GRADING = 'grading';
export const OBJECTION = 'objection';
export const BACKGROUND_CHECK = 'background_check';
export const VOTE_ROUND = 'vote_round';
/** A file that waits to be read in; only the audit speaks of it. */
export const SELECTION_UPLOAD = 'selection_upload';
