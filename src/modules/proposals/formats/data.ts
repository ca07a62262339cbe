/**
 * A public proposal in the files of open data. Who it is from is left out even where they wished to be named: a file
 * cannot be called back, and whoever withdraws a name must find it nowhere.
 */
import { proposalPath } from '../addresses.ts';
import type { DataRow } from '../queries/data.ts';
import { answerStateOf, STATE_WORDS } from '../rules/lists.ts';

export const DATA_COLUMNS = [
  'number',
  'title',
  'summary',
  'category',
  'department',
  'from_event',
  'event',
  'state',
  'answer_state',
  'project',
  'institutions',
  'waiting_since',
  'due_on',
  'supports_confirmed',
  'supports_meeting',
  'supports_paper',
  'supports_discarded',
  'published_on',
  'language',
  'url',
] as const;

export type DataItem = Readonly<Record<(typeof DATA_COLUMNS)[number], string | number | boolean>>;

/** @param about `today` as the organisation's calendar has it */
export function dataOf(row: DataRow, about: { today: Temporal.PlainDate; baseUrl: string }): DataItem {
  return {
    number: row.number,
    title: row.title,
    summary: row.summary,
    category: row.category,
    department: row.department,
    from_event: row.from_event,
    event: row.event ?? '',
    state: row.state,
    answer_state: STATE_WORDS[answerStateOf(row, about.today)],
    project: row.project,
    institutions: row.institutions.join(' '),
    waiting_since: row.open_since === null ? '' : String(row.open_since),
    due_on: row.open_due === null ? '' : String(row.open_due),
    supports_confirmed: row.confirmed,
    supports_meeting: row.meeting,
    supports_paper: row.paper,
    supports_discarded: row.discarded,
    published_on: String(row.published_on),
    language: row.lang,
    url: about.baseUrl + proposalPath(row.number),
  };
}
