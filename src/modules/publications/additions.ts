/** What the module adds to search, feeds, site map, share cards, files, citations and the pages of other records. */
import type { Additions, NoteAddition } from '../../platform/additions.ts';
import type { CardSource } from '../../platform/cards/source.ts';
import { DEFAULT_LANGUAGE, type Translate } from '../../platform/i18n/translate.ts';
import { partStarts } from '../../platform/feeds/parts.ts';
import type { FeedEntry, FeedSource } from '../../platform/feeds/source.ts';
import type { FileUseSource } from '../../platform/files/source.ts';
import { shortDate } from '../../platform/i18n/dates.ts';
import type { SearchDocument, SearchSource } from '../../platform/search/source.ts';
import { readOrganisation } from '../../platform/settings/organisation.ts';
import type { CitedRecords } from '../../platform/sources/cited.ts';
import { excerpt } from '../../ui/excerpt.ts';
import { feedPath, historyPath, officePath, publicationPath, SECTION_PATHS } from './addresses.ts';
import { citedFrame, mayCite } from './cited-frame.tsx';
import { LATEST } from './home.tsx';
import { PUBLICATION_HISTORY } from './history-source.ts';
import { KIND } from './kind.ts';
import {
  type ListedPublication,
  listPublished,
  listPublishedAbout,
  listPublishedByIds,
  shownAt,
} from './queries/public.ts';
import {
  listAddresses,
  listPublishedIds,
  listSearched,
  publishedIds,
  usesInDrafts,
  usesInTexts,
} from './queries/additions.ts';
import { saysAgain } from './rules/says-again.ts';
import { SECTIONS } from './tables.ts';

const SEARCH: SearchSource = {
  kind: KIND,
  label: 'publications.kinds',
  find: async (db, ids) =>
    (await listSearched(db, ids)).map(
      ({
        id,
        type,
        title,
        summary,
        plain,
        lang,
        law,
        dated_at: at,
        author_name: author,
        ...place
      }): SearchDocument => {
        const again = saysAgain(law?.what || plain, summary);
        const said = [again ? '' : summary, law?.what, law?.purpose, law?.obliged, plain, author];
        const href = publicationPath(place);
        const text = said.filter(Boolean).join('\n\n');
        return { id, title, label: `publications.type.${type}`, lang, href, text, ...(at && { at }) };
      },
    ),
  list: listPublishedIds,
};

function entryOf(row: ListedPublication, t: Translate): FeedEntry {
  return {
    // Its address may change; the page of its past has its id.
    id: historyPath(row.id),
    title: row.title,
    path: publicationPath(row),
    published: shownAt(row),
    updated: row.updated_at,
    summary: row.summary,
    lang: row.lang,
    ...(row.author_name && { authors: [row.author_name] }),
    category: { term: row.type, label: t(`publications.type.${row.type}`) },
  };
}

const FEEDS: readonly FeedSource[] = SECTIONS.map((section) => ({
  path: feedPath(section),
  page: SECTION_PATHS[section],
  title: `publications.section.${section}` as const,
  list: async (db, limit, t) => {
    const { items } = await listPublished(db, { section }, { after: undefined, limit });
    return items.map((row) => entryOf(row, t));
  },
}));

const CARDS: CardSource = {
  kind: KIND,
  find: async (db, id, t) => {
    const [row] = await listPublishedByIds(db, [id]);
    if (!row) return undefined;
    const { timeZone } = await readOrganisation(db);
    const isDated = row.section === 'publications' || row.section === 'initiatives';
    const date = isDated ? shortDate(shownAt(row), timeZone, DEFAULT_LANGUAGE) : '';
    return { title: row.title, eyebrow: t(`publications.type.${row.type}`), date };
  },
};

const FILE_USES: FileUseSource = {
  kind: KIND,
  find: async (db, fileIds) => {
    const stored = await usesInTexts(db, fileIds);
    const known = new Set(stored.map((use) => `${use.fileId} ${use.id}`));
    const waiting = await usesInDrafts(db, fileIds);
    return [...stored, ...waiting.filter((use) => !known.has(`${use.fileId} ${use.id}`))].map((use) => ({
      ...use,
      href: officePath(use.id),
    }));
  },
};

const CITED: CitedRecords = {
  kind: KIND,
  label: 'publications.kind',
  policy: 'publications.write',
  fields: (t) =>
    (['title', 'summary', 'body', 'law', 'author_name', 'date'] as const).map((name) => ({
      name,
      label: t(`publications.field.${name}`),
    })),
  find: async (db, ids) =>
    new Map(
      (await listPublishedByIds(db, ids)).map((row) => [
        row.id,
        { title: row.title, href: publicationPath(row) },
      ]),
    ),
  may: mayCite,
  frame: citedFrame,
};

const MOST_NOTED = 5;

/** On the pages of records that texts speak of: what was written about them. A publication shows it by itself. */
const ABOUT_NOTES = ['event', 'institution', 'person', 'selection', 'proposal', 'project'].map(
  (kind): NoteAddition => ({
    of: kind,
    find: async (deps, { id, t }) => {
      const rows = await listPublishedAbout(deps.db, { kind, id }, MOST_NOTED);
      if (rows.length === 0) return [];
      const links = rows.map((row) => ({ href: publicationPath(row), label: excerpt(row.title, 160) }));
      return [{ order: 60, title: t('publications.note.title'), links }];
    },
  }),
);

export const PUBLICATION_ADDITIONS: Partial<Additions> = {
  search: [SEARCH],
  histories: [PUBLICATION_HISTORY],
  cited: [CITED],
  fileUses: [FILE_USES],
  cards: [CARDS],
  home: [LATEST],
  feeds: FEEDS,
  addresses: [
    {
      name: 'publicaciones',
      starts: (db, size) => partStarts(db, publishedIds(db), size),
      list: async (db, part) =>
        (await listAddresses(db, part)).map((row) => ({ path: publicationPath(row), at: row.updated_at })),
    },
  ],
  notes: ABOUT_NOTES,
};
