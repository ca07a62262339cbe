/** What a version of a process tells of the rows that changed with it, in words: before and after. */
import type { HistoryChange } from '../../platform/history/source.ts';
import { isMessageKey, type Lang, type Translate } from '../../platform/i18n/translate.ts';
import { dateWords, numberWords } from './pages/words.ts';
import { VALUE_SORTS } from './queries/row-values.ts';
import type { ChangedRows, RowValues } from './rules/changed-rows.ts';

const DATES: ReadonlySet<string> = new Set([
  'on_date',
  'until_date',
  'filed_on',
  'decided_on',
  'in_force_from',
  'sworn_on',
  'starts',
  'ends',
]);

/** Columns with codes that have words, by table and column. */
const CODES: Readonly<Record<string, string>> = {
  'selection_events.basis': 'selections.basis',
  'selection_events.effect': 'selections.effect',
  'seat_holders.office': 'selections.office',
  'candidacies.seat': 'selections.seat',
  'candidacy_states.state': 'selections.candidacy_state',
  'candidacy_states.decided_by': 'selections.decided_by',
  'candidacy_objections.filer_kind': 'selections.filer',
  'candidacy_objections.admissibility': 'selections.admissibility',
  'candidacy_objections.outcome': 'selections.objection_outcome',
  'ballots.choice': 'selections.choice',
};

const ROUNDS: ReadonlySet<string> = new Set(['vote_rounds', 'round_results', 'ballots']);

/** As stored by `recordSelection`; of versions that tell nothing of rows: none. */
export function changesOf(content: Record<string, unknown>, t: Translate, lang: Lang): HistoryChange[] {
  const groups = Array.isArray(content['rows']) ? (content['rows'] as ChangedRows[]) : [];
  const more = typeof content['more_rows'] === 'number' ? content['more_rows'] : 0;
  const told = groups.map((group, at): HistoryChange => {
    const table = `selections.table.${group.sort}`;
    const what = isMessageKey(table) ? t(table) : group.sort;
    return {
      name: `rows.${at}`,
      short: what.toLocaleLowerCase(lang),
      label: `${what}: ${wordsOf(group, t)}`,
      before: side(group, 'before', t, lang),
      after: side(group, 'after', t, lang),
    };
  });
  if (more === 0) return told;
  const label = t('selections.past.more_label');
  return [
    ...told,
    { name: 'rows.more', short: label, label, before: '', after: t('selections.past.more', { count: more }) },
  ];
}

/** “Ronda 3: Integrar la nómina · Ana”. */
function wordsOf({ sort, of }: ChangedRows, t: Translate): string {
  const [number = '', matter = '', ...rest] = of;
  if (!ROUNDS.has(sort)) return of.join(' · ');
  const isSaid = number === '' || matter.endsWith(` ${number}`);
  const round = isSaid ? matter : t('selections.votes.round', { number: Number(number), matter });
  return [round, ...rest].filter(Boolean).join(' · ');
}

/** Line beside line: what one side does not have of a change says so, so that none slips. */
function side({ sort, rows }: ChangedRows, which: 'before' | 'after', t: Translate, lang: Lang): string {
  const lines = rows.flatMap((row) => {
    const said = row[which];
    if (row.line !== '') return [`${row.line}: ${lineWords(sort, said, t, lang)}`];
    return said === null ? [] : fieldLines(sort, said, t, lang);
  });
  return lines.join('\n');
}

/** Of a ballot or of points on one aspect: all that is said of it in one line. */
function lineWords(sort: string, said: RowValues | null, t: Translate, lang: Lang): string {
  if (said === null) return t('selections.past.not_recorded');
  const words = Object.entries(said).map(([name, value]) => valueWords(sort, name, value, t, lang));
  return words.filter(Boolean).join(' — ') || t('selections.past.not_recorded');
}

function fieldLines(sort: string, said: RowValues, t: Translate, lang: Lang): string[] {
  // In the order of the pages; the database keeps none.
  const names = Object.keys(VALUE_SORTS.find((one) => one.sort === sort)?.said ?? {});
  const place = (name: string): number => names.indexOf(name) + 1 || names.length + 1;
  const sorted = Object.entries(said).toSorted(([a], [b]) => place(a) - place(b));
  return sorted.map(([name, value]) => {
    const key = `selections.past.${name}`;
    const words = valueWords(sort, name, value, t, lang) || t('selections.past.not_recorded');
    return `${isMessageKey(key) ? t(key) : name}: ${words}`;
  });
}

function valueWords(
  sort: string,
  name: string,
  value: string | number | boolean,
  t: Translate,
  lang: Lang,
): string {
  if (typeof value === 'boolean') return t(value ? 'form.yes' : 'form.no');
  if (typeof value === 'number') return numberWords(value, lang);
  if (DATES.has(name)) return dateWords(value || null, lang);
  const code = `${CODES[`${sort}.${name}`] ?? ''}.${value}`;
  return isMessageKey(code) ? t(code) : value;
}
