/** What processes add to search, history, sources, share cards, site map, feeds, links and the home page. */
import type { Additions } from '../../platform/additions.ts';
import type { CardSource } from '../../platform/cards/source.ts';
import { partStarts } from '../../platform/feeds/parts.ts';
import type { AddressSource, HomeAddition } from '../../platform/feeds/source.ts';
import type { LinkSource } from '../../platform/links.ts';
import type { SearchDocument, SearchSource } from '../../platform/search/source.ts';
import { readOrganisation } from '../../platform/settings/organisation.ts';
import { SafeLink } from '../../ui/controls/safe-link.tsx';
import { CardGrid } from '../../ui/data/card.tsx';
import { Section } from '../../ui/layout/section.tsx';
import { ELECTIONS, selectionPath } from './addresses.ts';
import { PERSON_NOTES, RECORD_SEARCH } from './additions-records.ts';
import { SELECTIONS_CITED } from './cited-records.ts';
import { SELECTIONS_FEED } from './feed.ts';
import { SELECTION_HISTORY } from './history-source.ts';
import { HOLIDAYS_CITED, HOLIDAYS_HISTORY } from './holidays-records.ts';
import { SELECTION } from './kinds.ts';
import { ProcessCard } from './pages/list.tsx';
import {
  eventTexts,
  listSelections,
  selectionAddresses,
  selectionIds,
  selectionsById,
} from './queries/selections.ts';
import { standingsOf } from './queries/standings.ts';

const SEARCH: SearchSource = {
  kind: SELECTION,
  label: 'selections.title',
  find: async (db, ids) => {
    const [found, texts] = [await selectionsById(db, ids), await eventTexts(db, ids)];
    return [...found.values()].map(({ id, slug, title, summary, post, updated_at: at }): SearchDocument => ({
      id,
      title,
      lang: 'es',
      href: selectionPath(slug),
      text: [summary, post, ...(texts.get(id) ?? [])].filter(Boolean).join('\n'),
      at,
    }));
  },
  list: async (db, { after, limit }) => {
    let query = selectionIds(db).orderBy('id').limit(limit);
    if (after !== undefined) query = query.where('id', '>', after);
    return (await query.execute()).map(({ id }) => id);
  },
};

const CARDS: CardSource = {
  kind: SELECTION,
  find: async (db, id, t) => {
    const row = (await selectionsById(db, [id])).get(id);
    return row && { title: row.title, eyebrow: t('selections.one'), date: String(row.year) };
  },
};

const ADDRESSES: AddressSource = {
  name: 'elecciones',
  starts: (db, size) => partStarts(db, selectionIds(db), size),
  list: async (db, part) =>
    (await selectionAddresses(db, part)).map(({ slug, updated_at: at }) => ({
      path: selectionPath(slug),
      at,
    })),
};

const MOST_AT_HOME = 3;

/** On the first page of the site: where the latest stand that are not over. */
const HOME: HomeAddition = {
  order: 35,
  find: async ({ db }, { t, lang, now }) => {
    const selections = (await listSelections(db)).filter(({ is_example: example }) => !example);
    if (selections.length === 0) return undefined;
    const { timeZone } = await readOrganisation(db);
    const today = now.toZonedDateTimeISO(timeZone).toPlainDate().toString();
    // Those of the last years: an older one that nobody reports the end of is no news.
    const processes = await standingsOf(db, selections.slice(0, MOST_AT_HOME * 4), today);
    const open = processes.filter(({ standing }) => standing.state !== 'ended');
    const shown = [...open, ...processes.filter((one) => !open.includes(one))].slice(0, MOST_AT_HOME);
    return (
      <Section
        title={t('selections.home.title')}
        action={<SafeLink href={ELECTIONS}>{t('selections.home.all')}</SafeLink>}
      >
        <CardGrid>
          {shown.map((process) => (
            <ProcessCard {...process} t={t} lang={lang} />
          ))}
        </CardGrid>
      </Section>
    );
  },
};

export const SELECTION_LINKS: LinkSource = {
  kind: SELECTION,
  find: async (db, ids) =>
    new Map(
      [...(await selectionsById(db, ids))].map(([id, { title, slug }]) => [
        id,
        { title, href: selectionPath(slug) },
      ]),
    ),
};

export const SELECTIONS_ADDITIONS: Partial<Additions> = {
  search: [SEARCH, ...RECORD_SEARCH],
  notes: [PERSON_NOTES],
  histories: [SELECTION_HISTORY, HOLIDAYS_HISTORY],
  cited: [...SELECTIONS_CITED, HOLIDAYS_CITED],
  cards: [CARDS],
  home: [HOME],
  feeds: [SELECTIONS_FEED],
  addresses: [ADDRESSES],
};
