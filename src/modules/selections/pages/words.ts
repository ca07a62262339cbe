/** How the pages of a process say dates, numbers, states and fields. Pure. */
import { LOCALE_OF, type Lang, type Translate } from '../../../platform/i18n/translate.ts';
import { readPartialDate } from '../../../platform/sources/printed-date.ts';
import { partialDateWords } from '../../../ui/data/partial-date.ts';
import type { CandidacyState } from '../rules/vocabulary.ts';

export interface Reader {
  t: Translate;
  lang: Lang;
}

/** “octubre de 2019”: as far as it is known; empty where nothing is. */
export function dateWords(iso: string | null, lang: Lang): string {
  if (iso === null) return '';
  const read = readPartialDate(iso);
  return read ? partialDateWords(read, lang) : iso;
}

const numbers = new Map<Lang, Intl.NumberFormat>();

/** “81.53”, with the signs of the language. */
export function numberWords(value: number | string, lang: Lang): string {
  let format = numbers.get(lang);
  if (!format) {
    format = new Intl.NumberFormat(LOCALE_OF[lang], { maximumFractionDigits: 3 });
    numbers.set(lang, format);
  }
  return format.format(Number(value));
}

export function stateWords(state: '' | CandidacyState, t: Translate): string {
  return state === '' ? t('selections.candidacy_state.none') : t(`selections.candidacy_state.${state}`);
}

const FIELDS = [
  'name',
  'title',
  'on',
  'until',
  'state',
  'ground',
  'count',
  'votes_for',
  'votes_against',
  'for',
  'against',
  'abstained',
  'absent',
  'entitled',
  'present',
  'printed_total',
  'cut_off',
  'sworn_on',
  'chosen_by',
  'threshold',
  'filer',
  'outcome',
  'answer',
  'file_number',
  'detail',
  'matter',
  'filed_by',
  'proposed_by',
  'decision',
  'finding',
  'register',
  'through',
  'seat',
  'note',
  'decided_by',
  'filed_on',
  'filer_kind',
  'evidence',
  'admissibility',
  'decided_on',
  'question',
  'method',
  'url',
  'office',
  'slate',
  'starts',
  'ends',
  'points',
  'entered',
  'choice',
  'reason',
  'body',
  'stage',
  'event',
] as const;

/** Name of a field of a row, in words. */
export function fieldWords(field: string, t: Translate): string {
  const known = FIELDS.find((one) => one === field);
  return known === undefined ? t('selections.field.other') : t(`selections.field.${known}`);
}
