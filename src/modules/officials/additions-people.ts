/** What people add to search, sources, share cards, site map and links. */
import type { CardSource } from '../../platform/cards/source.ts';
import { partStarts } from '../../platform/feeds/parts.ts';
import type { AddressSource } from '../../platform/feeds/source.ts';
import type { LinkSource, LinkTarget } from '../../platform/links.ts';
import type { SearchDocument, SearchSource } from '../../platform/search/source.ts';
import type { CitedRecords } from '../../platform/sources/cited.ts';
import { officePersonPath, personPath } from './addresses.ts';
import { PERSON } from './kinds.ts';
import {
  indexedAddresses,
  indexedIds,
  listedIds,
  peopleRestingOn,
  searchedWords,
  shownPeople,
  shownUnder,
} from './queries/people-additions.ts';

/** By every spelling of the name that a source prints, the married name too; never by a number. */
export const PERSON_SEARCH: SearchSource = {
  kind: PERSON,
  label: 'officials.people.title',
  find: async (db, ids) => {
    const people = [...(await shownPeople(db, ids)).values()].filter(({ delisted }) => !delisted);
    const words = await searchedWords(
      db,
      people.map(({ id }) => id),
    );
    return people.map(({ id, slug, name, updated_at: at }): SearchDocument => ({
      id,
      title: name,
      lang: 'es',
      href: personPath(slug),
      names: words.get(id)?.names ?? [],
      text: words.get(id)?.text ?? '',
      at,
    }));
  },
  list: listedIds,
};

export const PERSON_CITED: CitedRecords = {
  kind: PERSON,
  label: 'officials.person.one',
  policy: 'officials.write',
  // Its facts are statements, each with its own source: there is nothing beside them to cite on.
  may: () => Promise.resolve(false),
  fields: () => [],
  find: async (db, ids) =>
    new Map(
      [...(await shownUnder(db, ids))].map(([id, { name, slug, delisted }]) => [
        id,
        { title: name, href: personPath(slug), ...(delisted && { unlisted: true as const }) },
      ]),
    ),
  resting: peopleRestingOn,
};

export const PERSON_CARDS: CardSource = {
  kind: PERSON,
  find: async (db, id, t) => {
    const row = (await shownPeople(db, [id])).get(id);
    return row && { title: row.name, eyebrow: t('officials.title'), date: '' };
  },
};

export const PERSON_ADDRESSES: AddressSource = {
  name: 'personas',
  starts: (db, size) => partStarts(db, indexedIds(db), size),
  list: async (db, part) =>
    (await indexedAddresses(db, part)).map((row) => ({ path: personPath(row.slug), at: row.updated_at })),
};

export const PERSON_LINKS: LinkSource = {
  kind: PERSON,
  find: async (db, ids) => {
    const rows = await db.selectFrom('people').select(['id', 'name']).where('id', 'in', ids).execute();
    return new Map(
      rows.map(({ id, name }): [string, LinkTarget] => [id, { title: name, href: officePersonPath(id) }]),
    );
  },
};
