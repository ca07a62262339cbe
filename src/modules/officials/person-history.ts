/** The public past of one record of a person: what each version said of it. */
import type { Read } from '../../platform/db/handles.ts';
import type { HistoryField, HistorySource, HistorySubject } from '../../platform/history/source.ts';
import { run } from '../../platform/db/outcome.ts';
import { publicSpans } from '../../platform/history/spans.ts';
import { latestVersion } from '../../platform/history/versions.ts';
import { isMessageKey, type Lang, type Translate } from '../../platform/i18n/translate.ts';
import { isUuid } from '../../platform/uuid.ts';
import { officePersonPath, PERSON_WORD, personPath } from './addresses.ts';
import { restorePerson } from './commands/restore-person.ts';
import { PERSON } from './kinds.ts';
import { heldWords, spanWords } from './pages/person-words.ts';
import { PROPERTIES } from './schemas/properties.ts';

const TURNS = { shows: ['published', 'created'], hides: ['archived', 'removed'] };

export const PERSON_HISTORY: HistorySource = {
  kind: PERSON,
  word: PERSON_WORD,
  label: 'officials.person.one',
  readDrafts: 'officials.write',
  find: async (db, id, { drafts }) => find(db, id, drafts),
  fields: fieldsOf,
  restore: {
    policy: 'officials.write',
    note: 'officials.person.restore_note',
    run: async (deps, act, { id, content }) => {
      const { actor, now, reason, basedOn } = act;
      const doing = { actor, now, reason };
      const result = await run(deps.db, (trx) => restorePerson(trx, doing, id, { content, basedOn }));
      if (result.ok) return { ok: true };
      if (result.refused === 'changed' || result.refused === 'not_found')
        return { ok: false, refused: result.refused };
      return { ok: false, why: act.t(`officials.refused.${result.refused}`) };
    },
  },
};

/** A record shown under another one leads there, and keeps a past of its own. */
async function find(db: Read, id: string, drafts: boolean): Promise<HistorySubject | 'gone' | undefined> {
  if (!isUuid(id)) return undefined;
  const row = await db
    .selectFrom('people as p')
    .innerJoin('people as r', 'r.id', 'p.canonical_id')
    .select(['p.name', 'p.status', 'r.slug', 'r.status as shown_status'])
    .where('p.id', '=', id)
    .executeTakeFirst();
  // Taken back with the list that brought it: its address says so.
  if (!row) return (await latestVersion(db, { kind: PERSON, id })) > 0 ? 'gone' : undefined;
  const isPublic = row.status === 'published' && row.shown_status === 'published';
  if (!isPublic && !drafts) return row.status === 'archived' ? 'gone' : undefined;
  return {
    title: row.name,
    href: isPublic ? personPath(row.slug) : undefined,
    officeHref: officePersonPath(id),
    spans: await publicSpans(db, { kind: PERSON, id }, TURNS),
  };
}

/** As a version has them; shapes of long ago lack what came later. */
type Stored = Readonly<Record<string, unknown>>;

const listOf = (value: unknown): Stored[] => (Array.isArray(value) ? (value as Stored[]) : []);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function fieldsOf(content: Record<string, unknown>, t: Translate, lang: Lang): HistoryField[] {
  if (Object.keys(content).length === 0) return [];
  const said = listOf(content['statements']);
  const label = (name: string): string => {
    const key = `officials.person.field.${name}`;
    return isMessageKey(key) ? t(key) : name;
  };
  const field = (name: string, text: string): HistoryField => ({ name, label: label(name), text });
  const kind = `officials.person_kind.${textOf(content['kind'])}`;
  return [
    field('kind', isMessageKey(kind) ? t(kind) : ''),
    ...Object.keys(PROPERTIES.person).map((property) =>
      field(
        property,
        said
          .filter((one) => one['property'] === property)
          .map((one) => saidWords(one, t, lang))
          .join('\n'),
      ),
    ),
    field(
      'tenures',
      listOf(content['tenures'])
        .map((one) => tenureWords(one, t, lang))
        .join('\n'),
    ),
    field('delisted', content['delisted'] === true ? t('officials.person.delisted') : ''),
    field('records', (Array.isArray(content['records']) ? content['records'] : []).map(textOf).join('\n')),
  ];
}

function saidWords(one: Stored, t: Translate, lang: Lang): string {
  const value = (one['value'] ?? {}) as Stored;
  const state = `officials.person.conduct.${textOf(value['state'])}`;
  return withPlace(
    [
      textOf(one['printed']) || textOf(value['text']),
      textOf(value['href']) && `<${textOf(value['href'])}>`,
      textOf(value['state']) && isMessageKey(state) ? t(state) : '',
    ],
    one,
    t,
    lang,
  );
}

function tenureWords(one: Stored, t: Translate, lang: Lang): string {
  const [kind, post, body, process] = ['kind', 'post', 'body', 'process'].map((name) => textOf(one[name]));
  const words = heldWords(
    { kind: kind ?? '', post: post ?? '', body: body ?? '', process: process ?? '' },
    t,
  );
  return withPlace(
    [words, textOf(one['unit']), textOf(one['territory']), textOf(one['state'])],
    one,
    t,
    lang,
  );
}

/** “Magistratura · 2019 – 2021 [Lista de ejemplo, fila 12]” */
function withPlace(words: readonly string[], one: Stored, t: Translate, lang: Lang): string {
  const span = spanWords({ t, lang }, textOf(one['starts']) || null, textOf(one['ends']) || null);
  const beside = one['evidence'] === 'beside' ? t('officials.person.beside') : '';
  const source = [textOf(one['source_title']), textOf(one['page'])].filter(Boolean).join(', ');
  const said = [...words, span, beside, textOf(one['reason'])].filter(Boolean).join(' · ');
  return source === '' ? said : `${said} [${source}]`;
}
