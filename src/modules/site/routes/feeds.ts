/** Feeds of the sections and of all together; the map of the site. */
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { ATOM_MEDIA_TYPE, atomFeed } from '../../../platform/feeds/atom.ts';
import { siteIndex, siteMap } from '../../../platform/feeds/site-map.ts';
import type { FeedSource } from '../../../platform/feeds/source.ts';
import { bytes } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { DEFAULT_LANGUAGE, translator } from '../../../platform/i18n/translate.ts';
import { LICENCE_HREF, readLicences } from '../../../platform/settings/licences.ts';
import { readOrganisation } from '../../../platform/settings/organisation.ts';
import { isUuid } from '../../../platform/uuid.ts';
import { FEED } from '../addresses.ts';

const ENTRIES = 50;
/** The format allows 50,000 addresses in a file: ten times fewer are made quickly each time that one is asked for. */
const MOST_ADDRESSES = 5000;
/** Id at which a part of a map begins. */
const FROM = 'desde';
const XML = 'application/xml; charset=utf-8';

export function feedRoutes(deps: Deps): RouteSpec[] {
  const { feeds } = deps.additions;
  return [
    route(FEED, 'What was published lately in all sections, as Atom.', (ctx) => wholeFeed(deps, ctx)),
    ...feeds.map((source) =>
      route(source.path, `What was published lately under ${source.page}, as Atom.`, (ctx) =>
        sectionFeed(deps, ctx, source),
      ),
    ),
    route('/sitemap.xml', 'The maps of the public pages, for search engines.', () => maps(deps)),
    route('/mapa/:name', 'The public pages of one part of the site, for search engines.', (ctx) =>
      map(deps, ctx),
    ),
  ];
}

function route(url: string, summary: string, handle: RouteSpec['handle']): RouteSpec {
  return { method: 'GET', url, kind: 'feed', policy: 'public', summary, handle };
}

// One feed for everybody who follows the address, whatever their browser asks for.
const t = translator(DEFAULT_LANGUAGE);

async function sectionFeed(deps: Deps, { now }: Ctx, source: FeedSource): Promise<Answer> {
  const [entries, facts] = await Promise.all([source.list(deps.db, ENTRIES, t), factsOf(deps)]);
  const title = `${t(source.title)} · ${facts.organisation}`;
  return bytes(
    atomFeed({ ...facts, title, path: source.path, page: source.page, entries, now }),
    ATOM_MEDIA_TYPE,
  );
}

async function wholeFeed(deps: Deps, { now }: Ctx): Promise<Answer> {
  const sources = deps.additions.feeds.filter(({ isOfChanges }) => !isOfChanges);
  const lists = await Promise.all(sources.map((source) => source.list(deps.db, ENTRIES, t)));
  const entries = lists
    .flat()
    .toSorted((a, b) => Temporal.Instant.compare(b.published, a.published))
    .slice(0, ENTRIES);
  const facts = await factsOf(deps);
  return bytes(
    atomFeed({ ...facts, title: facts.organisation, path: FEED, page: '/', entries, now }),
    ATOM_MEDIA_TYPE,
  );
}

async function factsOf({ db, config }: Deps) {
  const [{ name }, { texts }] = await Promise.all([readOrganisation(db), readLicences(db)]);
  return { organisation: name, rights: LICENCE_HREF[texts], baseUrl: config.baseUrl };
}

/** Those without an owner: the first page, and the first page of each section of the menu. */
const OWN_MAP = 'sitio';

async function maps({ additions, config, db }: Deps): Promise<Answer> {
  const parts = await Promise.all(
    additions.addresses.map(async ({ name, starts }) => {
      const more = await starts(db, MOST_ADDRESSES);
      return [mapPath(name), ...more.map((id) => `${mapPath(name)}?${FROM}=${id}`)];
    }),
  );
  const paths = [mapPath(OWN_MAP), ...parts.flat()];
  return bytes(siteIndex(paths.map((path) => config.baseUrl + path)), XML);
}

const mapPath = (name: string): string => `/mapa/${name}.xml`;

/** @throws not_found also for a part that begins after the last address */
async function map(deps: Deps, { params, query }: Ctx): Promise<Answer> {
  const { additions, config, db } = deps;
  const asked = params['name'] ?? '';
  if (asked === `${OWN_MAP}.xml`) {
    const paths = new Set(['/', ...additions.feeds.map((source) => source.page)]);
    return bytes(
      siteMap(
        [...paths].map((path) => ({ path })),
        config.baseUrl,
      ),
      XML,
    );
  }
  const source = additions.addresses.find(({ name }) => `${name}.xml` === asked);
  const from = query.get(FROM) ?? undefined;
  if (!source || (from !== undefined && !isUuid(from))) throw notFound();
  const pages = await source.list(db, { from, limit: MOST_ADDRESSES });
  if (from !== undefined && pages.length === 0) throw notFound();
  return bytes(siteMap(pages, config.baseUrl), XML);
}
