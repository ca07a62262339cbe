/** By what lists of proposals are filtered and sorted; words of the address. Pure. */

export const ANSWER_STATES = ['unasked', 'waiting', 'late', 'answered', 'project'] as const;
/**
 * unasked: put to no institution · waiting: asked, and the time is not over · late: an institution has let its time pass ·
 * answered: at least one has answered · project: it became one.
 */
export type AnswerState = (typeof ANSWER_STATES)[number];

/** As they stand in the address. */
export const STATE_WORDS: Readonly<Record<AnswerState, string>> = {
  unasked: 'sin-preguntar',
  waiting: 'en-espera',
  late: 'vencida',
  answered: 'respondida',
  project: 'proyecto',
};

export const SORTS = ['latest', 'need', 'supports'] as const;
/** need: what many support and has gone longest without an answer comes first; what is answered is left out. */
export type Sort = (typeof SORTS)[number];

export const SORT_WORDS: Readonly<Record<Sort, string>> = {
  latest: '',
  need: 'necesidad',
  supports: 'apoyos',
};

export interface Listed {
  institutions: readonly string[];
  open_since: Temporal.PlainDate | null;
  open_due: Temporal.PlainDate | null;
  answered: boolean;
}

/** How it stands with its answers; being a project is said besides. */
export function answerStateOf(row: Listed, today: Temporal.PlainDate): Exclude<AnswerState, 'project'> {
  if (row.open_due !== null && Temporal.PlainDate.compare(row.open_due, today) < 0) return 'late';
  if (row.open_since !== null) return 'waiting';
  if (row.answered) return 'answered';
  return row.institutions.length > 0 ? 'waiting' : 'unasked';
}
