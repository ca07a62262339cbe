/** What institutions add to search, history, sources, share cards, site map, links and the home page. */
import type { CardSource } from '../../platform/cards/source.ts';
import type { AddressSource, HomeAddition } from '../../platform/feeds/source.ts';
import { partStarts } from '../../platform/feeds/parts.ts';
import type { LinkSource, LinkTarget } from '../../platform/links.ts';
import type { SearchDocument, SearchSource } from '../../platform/search/source.ts';
import type { CitedRecords } from '../../platform/sources/cited.ts';
import { SafeLink } from '../../ui/controls/safe-link.tsx';
import { Stat, StatGrid } from '../../ui/data/figures.tsx';
import { Section } from '../../ui/layout/section.tsx';
import { INSTITUTIONS, institutionPath, JUSTICIAPEDIA, officeInstitutionPath, PEOPLE } from './addresses.ts';
import { INSTITUTION } from './kinds.ts';
import {
  countRecords,
  institutionAddresses,
  institutionsById,
  institutionsRestingOn,
  publishedInstitutionIds,
} from './queries/institution-additions.ts';
import { shownTexts } from './queries/institution-texts.ts';

export const INSTITUTION_SEARCH: SearchSource = {
  kind: INSTITUTION,
  label: 'officials.institution.kinds',
  find: async (db, ids) => {
    const [found, texts] = [await institutionsById(db, ids), await shownTexts(db, ids)];
    return [...found.values()].map(({ id, slug, name, updated_at: at }): SearchDocument => ({
      id,
      title: name,
      lang: 'es',
      href: institutionPath(slug),
      text: texts.get(id)?.text ?? '',
      names: texts.get(id)?.names ?? [],
      at,
    }));
  },
  list: async (db, { after, limit }) => {
    let query = publishedInstitutionIds(db).orderBy('id').limit(limit);
    if (after !== undefined) query = query.where('id', '>', after);
    return (await query.execute()).map(({ id }) => id);
  },
};

export const INSTITUTION_CITED: CitedRecords = {
  kind: INSTITUTION,
  label: 'officials.institution.one',
  policy: 'officials.write',
  // Its facts are statements, each with its own source: there is nothing beside them to cite on.
  may: () => Promise.resolve(false),
  fields: () => [],
  find: async (db, ids) =>
    new Map(
      [...(await institutionsById(db, ids))].map(([id, { name, slug }]) => [
        id,
        { title: name, href: institutionPath(slug) },
      ]),
    ),
  resting: institutionsRestingOn,
};

export const INSTITUTION_CARDS: CardSource = {
  kind: INSTITUTION,
  find: async (db, id, t) => {
    const row = (await institutionsById(db, [id])).get(id);
    return row && { title: row.name, eyebrow: t('officials.menu'), date: '' };
  },
};

export const INSTITUTION_ADDRESSES: AddressSource = {
  name: 'instituciones',
  starts: (db, size) => partStarts(db, publishedInstitutionIds(db), size),
  list: async (db, part) =>
    (await institutionAddresses(db, part)).map((row) => ({
      path: institutionPath(row.slug),
      at: row.updated_at,
    })),
};

export const INSTITUTION_LINKS: LinkSource = {
  kind: INSTITUTION,
  find: async (db, ids) => {
    const rows = await db.selectFrom('institutions').select(['id', 'name']).where('id', 'in', ids).execute();
    return new Map(
      rows.map(({ id, name }): [string, LinkTarget] => [
        id,
        { title: name, href: officeInstitutionPath(id) },
      ]),
    );
  },
};

/** On the first page of the site: how much there is. */
export const JUSTICIAPEDIA_HOME: HomeAddition = {
  order: 40,
  find: async ({ db }, { t }) => {
    const totals = await countRecords(db);
    if (totals.institutions + totals.people === 0) return undefined;
    return (
      <Section
        title={t('officials.menu')}
        action={<SafeLink href={JUSTICIAPEDIA}>{t('officials.home.open')}</SafeLink>}
      >
        <p class="soft">{t('officials.home.lead')}</p>
        <StatGrid>
          <Stat
            label={t('officials.home.institutions')}
            value={totals.institutions}
            href={totals.institutions > 0 ? INSTITUTIONS : undefined}
          />
          {totals.people > 0 ? (
            <Stat label={t('officials.home.people')} value={totals.people} href={PEOPLE} />
          ) : null}
        </StatGrid>
      </Section>
    );
  },
};
