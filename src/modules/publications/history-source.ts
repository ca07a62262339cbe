/** The public past of a publication: what each version said, and putting one back. */
import type { Read, Trx } from '../../platform/db/handles.ts';
import { type Refusal, run as runCommand } from '../../platform/db/outcome.ts';
import { longDate } from '../../platform/i18n/dates.ts';
import { dayOf } from '../../platform/i18n/wall-time.ts';
import { isMessageKey, type Lang, type Translate } from '../../platform/i18n/translate.ts';
import type { HistoryField, HistorySource, HistorySubject } from '../../platform/history/source.ts';
import { publicSpans } from '../../platform/history/spans.ts';
import {
  contentOf as versionContent,
  findVersion,
  isLatestVersion,
} from '../../platform/history/versions.ts';
import { isUuid } from '../../platform/uuid.ts';
import { HISTORY_WORD, officePath, publicationPath } from './addresses.ts';
import { lockPublication, publicContent, refused, type Result } from './commands/context.ts';
import { savePublication } from './commands/write.ts';
import { KIND } from './kind.ts';
import { prepare } from './prepared.ts';
import { contentOf, findOffice, listCategories } from './queries/office.ts';
import { type PublicationContent, PUBLICATION_TYPES } from './schemas/content.ts';

/** In the order of the page. */
const FIELDS = [
  'type',
  'title',
  'slug',
  'summary',
  'author_name',
  'author_email',
  'date',
  'categories',
  'image',
  'image_alt',
  'link',
  'body',
] as const;
const LAW = ['what', 'purpose', 'obliged', 'reference'] as const;
const COURSE = ['provider', 'starts', 'ends', 'hours', 'enrol'] as const;

const TURNS = { shows: ['published'], hides: ['archived'] };

export const PUBLICATION_HISTORY: HistorySource = {
  kind: KIND,
  word: HISTORY_WORD,
  label: 'publications.kind',
  readDrafts: 'publications.write',
  find: async (db, id, { drafts }) => find(db, id, drafts),
  fields: fieldsOfVersion,
  restore: {
    policy: 'publications.publish',
    run: async (deps, act, { id, content }) => {
      const now = await findOffice(deps.db, id);
      if (!now) return { ok: false, refused: 'not_found' };
      const known = new Set((await listCategories(deps.db)).map(({ slug }) => slug));
      const prepared = await prepare(deps, restored(contentOf(now), content, known));
      const { actor, reason } = act;
      const doing = { actor, now: act.now, reason, restoring: true };
      const result = await runCommand(deps.db, async (trx): Promise<Result | Refusal<'unpublished'>> => {
        const row = await lockPublication(trx, id);
        if (!row) return refused('not_found');
        if (!(await isLatestVersion(trx, { kind: KIND, id }, act.basedOn))) return refused('changed');
        // Of a draft there are no versions: what somebody wrote since would be gone for good.
        if (row.status !== 'published' && !(await isAsPublished(trx, id, act.basedOn)))
          return { ok: false, refused: 'unpublished' };
        return savePublication(trx, doing, id, { prepared, version: now.version });
      });
      if (result.ok) return { ok: true };
      if (result.refused === 'changed' || result.refused === 'not_found')
        return { ok: false, refused: result.refused };
      return { ok: false, why: act.t(`publications.refused.${result.refused}`, { category: '' }) };
    },
  },
};

/** What restoring replaces; address, highlight and relations stay as they are. */
const REPLACED = [...FIELDS.filter((name) => name !== 'slug'), 'lang', 'law', 'course'] as const;

/** Whether the text says what the version says that was published last. */
async function isAsPublished(trx: Trx, id: string, latest: number): Promise<boolean> {
  const version = await findVersion(trx, { kind: KIND, id }, undefined, latest);
  if (!version) return false;
  const was = versionContent(version);
  const is = await publicContent(trx, id);
  return REPLACED.every((name) => JSON.stringify(was[name]) === JSON.stringify(is[name]));
}

async function find(db: Read, id: string, drafts: boolean): Promise<HistorySubject | 'gone' | undefined> {
  if (!isUuid(id)) return undefined;
  const row = await db
    .selectFrom('publications')
    .select(['title', 'section', 'slug', 'status', 'first_published_at', 'lang'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  const isPublic = row.status === 'published';
  if (!isPublic && !drafts) return row.status === 'archived' ? 'gone' : undefined;
  return {
    title: row.title,
    href: isPublic ? publicationPath(row) : undefined,
    officeHref: officePath(id),
    spans: await publicSpans(db, { kind: KIND, id }, TURNS),
    lang: row.lang,
  };
}

function fieldsOfVersion(
  content: Record<string, unknown>,
  t: Translate,
  lang: Lang,
  zone: string,
): HistoryField[] {
  const field = (name: string, value: unknown): HistoryField[] => {
    const key = `publications.field.${name}`;
    return value === undefined
      ? []
      : [{ name, label: isMessageKey(key) ? t(key) : name, text: words(name, value, t, lang, zone) }];
  };
  const part = (of: string, names: readonly string[]): HistoryField[] => {
    const value = content[of];
    if (typeof value !== 'object' || value === null) return [];
    const facts = value as Record<string, unknown>;
    return names.flatMap((name) => field(`${of}.${name}`, facts[name] ?? ''));
  };
  return [
    ...FIELDS.flatMap((name) => field(name, content[name])),
    ...part('law', LAW),
    ...part('course', COURSE),
  ];
}

function words(name: string, value: unknown, t: Translate, lang: Lang, zone: string): string {
  if (Array.isArray(value)) return value.map(String).join(', ');
  if (value === null) return '';
  if (typeof value !== 'string') return typeof value === 'number' ? String(value) : '';
  if (name === 'type') {
    const key = `publications.type.${value}`;
    return isMessageKey(key) ? t(key) : value;
  }
  if (name === 'date') return longDate(Temporal.Instant.from(value), zone, lang);
  return value;
}

/** The text of an older version in place of the present one; the address and the imported file stay as they are. */
function restored(
  now: PublicationContent,
  old: Record<string, unknown>,
  categories: ReadonlySet<string>,
): PublicationContent {
  const text = (name: string, present: string): string => {
    const value = old[name];
    return typeof value === 'string' ? value : present;
  };
  const type = PUBLICATION_TYPES.find((known) => known === old['type']) ?? now.type;
  const filed = Array.isArray(old['categories'])
    ? old['categories'].map(String).filter((slug) => categories.has(slug))
    : now.categories;
  return {
    ...now,
    type,
    title: text('title', now.title),
    summary: text('summary', now.summary),
    body: text('body', now.body),
    lang: text('lang', now.lang),
    authorName: text('author_name', now.authorName),
    authorEmail: text('author_email', now.authorEmail),
    image: text('image', now.image),
    imageAlt: text('image_alt', now.imageAlt),
    link: text('link', now.link),
    date: typeof old['date'] === 'string' ? Temporal.Instant.from(old['date']) : null,
    categories: filed,
    law: type === 'law' ? lawOf(old['law']) : null,
    course: type === 'course' ? courseOf(old['course']) : null,
  };
}

function lawOf(value: unknown): PublicationContent['law'] {
  const facts = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  const text = (name: string) => (typeof facts[name] === 'string' ? facts[name] : '');
  return {
    what: text('what'),
    purpose: text('purpose'),
    obliged: text('obliged'),
    reference: text('reference'),
  };
}

function courseOf(value: unknown): PublicationContent['course'] {
  if (typeof value !== 'object' || value === null) return null;
  const facts = value as Record<string, unknown>;
  const text = (name: string) => (typeof facts[name] === 'string' ? facts[name] : '');
  const { hours } = facts;
  return {
    provider: text('provider'),
    enrol: text('enrol'),
    hours: typeof hours === 'number' ? hours : null,
    starts: dayOf(text('starts')) ?? null,
    ends: dayOf(text('ends')) ?? null,
  };
}
