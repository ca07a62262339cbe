/** The public past of a process: what each version said of it, its events, and how much stands behind them. */
import type { Read } from '../../platform/db/handles.ts';
import type { HistoryField, HistorySource, HistorySubject } from '../../platform/history/source.ts';
import { publicSpans } from '../../platform/history/spans.ts';
import type { Lang, Translate } from '../../platform/i18n/translate.ts';
import { isUuid } from '../../platform/uuid.ts';
import { SELECTION_WORD, selectionPath } from './addresses.ts';
import { SELECTION } from './kinds.ts';
import { dateWords } from './pages/words.ts';
import { changesOf } from './row-history.ts';

const TURNS = { shows: ['published'], hides: ['archived', 'removed'] };

export const SELECTION_HISTORY: HistorySource = {
  kind: SELECTION,
  word: SELECTION_WORD,
  label: 'selections.one',
  readDrafts: 'selections.write',
  find: async (db, id, { drafts }) => find(db, id, drafts),
  fields: fieldsOf,
  changes: changesOf,
};

async function find(db: Read, id: string, drafts: boolean): Promise<HistorySubject | 'gone' | undefined> {
  if (!isUuid(id)) return undefined;
  const row = await db
    .selectFrom('selections')
    .select(['title', 'slug', 'status'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  const isPublic = row.status === 'published';
  if (!isPublic && !drafts) return row.status === 'archived' ? 'gone' : undefined;
  return {
    title: row.title,
    href: isPublic ? selectionPath(row.slug) : undefined,
    spans: await publicSpans(db, { kind: SELECTION, id }, TURNS),
  };
}

interface StoredEvent {
  title?: unknown;
  on_date?: unknown;
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
const listOf = <T>(value: unknown): T[] => (Array.isArray(value) ? (value as T[]) : []);

function fieldsOf(content: Record<string, unknown>, t: Translate, lang: Lang): HistoryField[] {
  if (Object.keys(content).length === 0) return [];
  const date = (name: string): string => dateWords(textOf(content[name]) || null, lang);
  const counts = Object.entries((content['counts'] ?? {}) as Record<string, unknown>);
  return [
    { name: 'title', label: t('selections.history.title'), text: textOf(content['title']) },
    { name: 'summary', label: t('selections.history.summary'), text: textOf(content['summary']) },
    {
      name: 'kind',
      label: t('selections.history.kind'),
      text: [textOf(content['kind']), textOf(content['kind_version'])].filter(Boolean).join(' · '),
    },
    { name: 'year', label: t('selections.history.year'), text: textOf(content['year']) },
    { name: 'post', label: t('selections.history.post'), text: textOf(content['post']) },
    { name: 'seats', label: t('selections.history.seats'), text: textOf(content['seats']) },
    {
      name: 'term',
      label: t('selections.history.term'),
      text: [date('term_starts'), date('term_ends')].filter(Boolean).join(' – '),
    },
    {
      name: 'known',
      label: t('selections.history.known'),
      text: [date('known_until'), textOf(content['known_note'])].filter(Boolean).join('\n'),
    },
    {
      name: 'not_found',
      label: t('selections.history.not_found'),
      text: listOf(content['not_found']).map(textOf).join('\n'),
    },
    {
      name: 'events',
      label: t('selections.history.events'),
      text: listOf<StoredEvent>(content['events'])
        .map((one) =>
          [dateWords(textOf(one.on_date) || null, lang), textOf(one.title)].filter(Boolean).join(': '),
        )
        .join('\n'),
    },
    {
      name: 'counts',
      label: t('selections.history.counts'),
      text: counts
        .filter(([, count]) => count !== 0)
        .map(([what, count]) => `${t(`selections.counted.${what as 'rounds'}`)}: ${textOf(count)}`)
        .join('\n'),
    },
  ];
}
