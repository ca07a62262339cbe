/** The library: pages, feed and API on the same queries. */
import { AppError, notFound } from '../../../platform/errors.ts';
import type { Deps } from '../../../platform/deps.ts';
import { readPageRequest } from '../../../platform/db/page-by-key.ts';
import { apiList, json, moved, page } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { readOrganisation } from '../../../platform/settings/organisation.ts';
import { publicPage } from '../../../platform/http/routes-at.ts';
import { readerOf } from '../../events/index.ts';
import { historyPath, LIBRARY } from '../addresses.ts';
import { libraryDetail, libraryItem } from '../formats/api.ts';
import { itemJsonLd } from '../formats/json-ld.ts';
import { GonePage, ItemPage } from '../pages/item.tsx';
import { type Asked, LibraryPage } from '../pages/library.tsx';
import { instantWords } from '../pages/words.ts';
import {
  findItem,
  type Item,
  ITEM_CURSOR,
  type LibraryFilter,
  listFacets,
  listItems,
} from '../queries/library.ts';
import { searchWords } from '../rules/search.ts';
import { LibraryDetail, LibraryListAnswer, LibraryQuery } from '../schemas/api.ts';
import { LIBRARY_KINDS } from '../tables.ts';

const PER_LIST = 24;
const API = '/api/v1/library';

export function libraryRoutes(deps: Deps): RouteSpec[] {
  return [
    publicPage(LIBRARY, 'The library of cases and lessons.', (ctx) => showList(deps, ctx)),
    publicPage(`${LIBRARY}/:slug`, 'One case or lesson.', (ctx) => showItem(deps, ctx)),
    publicPage(`${LIBRARY}/:slug/historial`, 'The versions of a case or lesson.', (ctx) =>
      showHistory(deps, ctx),
    ),
    {
      method: 'GET',
      url: API,
      kind: 'api',
      policy: 'public',
      summary: 'Cases and lessons, the latest first.',
      query: LibraryQuery,
      response: LibraryListAnswer,
      handle: (ctx) => apiItems(deps, ctx),
    },
    {
      method: 'GET',
      url: `${API}/:slug`,
      kind: 'api',
      policy: 'public',
      summary: 'One case or lesson; 410 when it was taken back.',
      response: LibraryDetail,
      handle: (ctx) => apiItem(deps, ctx),
    },
  ];
}

const NAMES = ['tipo', 'tema', 'pais', 'encuentro', 'anio', 'idioma', 'q'] as const;
const API_NAMES = ['kind', 'topic', 'country', 'event', 'year', 'language', 'q'] as const;
const LONGEST = 200;

/** What is asked for, by the names of the page; more than a line is nobody's question. */
function askedIn(query: URLSearchParams, names: readonly string[]): Asked {
  const values = names.map((name) => (query.get(name) ?? '').replaceAll('\0', '').trim().slice(0, LONGEST));
  return Object.fromEntries(NAMES.map((name, at) => [name, values[at] ?? ''])) as Record<keyof Asked, string>;
}

/** A kind that there is not, or a year that is none, finds nothing rather than everything. */
function filterOf(asked: Asked): LibraryFilter | undefined {
  const kind = LIBRARY_KINDS.find((known) => known === asked.tipo);
  if (asked.tipo && !kind) return undefined;
  if (asked.anio && !/^\d{4}$/.test(asked.anio)) return undefined;
  const words = searchWords(asked.q);
  if (asked.q && words.length === 0) return undefined;
  return {
    kind,
    topic: asked.tema || undefined,
    country: asked.pais || undefined,
    event: asked.encuentro || undefined,
    year: asked.anio ? Number(asked.anio) : undefined,
    language: asked.idioma || undefined,
    words,
  };
}

const NOTHING = { items: [], next: undefined };

async function showList(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { after } = readPageRequest(ctx.query, ITEM_CURSOR);
  const asked = askedIn(ctx.query, NAMES);
  const filter = filterOf(asked);
  const [facets, { items, next }] = await Promise.all([
    listFacets(deps.db),
    filter ? listItems(deps.db, filter, { after, limit: PER_LIST }) : NOTHING,
  ]);
  const kept = new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== ''));
  const href = (cursor?: string) => {
    const query = new URLSearchParams(kept);
    if (cursor) query.set('after', cursor);
    return query.size > 0 ? `${LIBRARY}?${query.toString()}` : LIBRARY;
  };
  return page(
    LibraryPage({
      ...readerOf(ctx),
      items,
      facets,
      asked,
      firstHref: after && href(),
      nextHref: next && href(next),
    }),
    {
      title: ctx.t('contributions.library.title'),
      description: ctx.t('contributions.library.lead'),
    },
  );
}

/** @throws not_found for an address that never was */
async function itemOf(deps: Deps, ctx: Ctx): Promise<Item> {
  const item = await findItem(deps.db, ctx.params['slug'] ?? '');
  if (!item) throw notFound();
  return item;
}

async function gone(deps: Deps, ctx: Ctx, at: Temporal.Instant): Promise<Answer> {
  const { t } = ctx;
  const { timeZone } = await readOrganisation(deps.db);
  return page(GonePage({ t, when: instantWords(ctx, at, timeZone) }), {
    title: t('contributions.gone.title'),
    status: 410,
  });
}

async function showItem(deps: Deps, ctx: Ctx): Promise<Answer> {
  const item = await itemOf(deps, ctx);
  if (item.withdrawn_at) return gone(deps, ctx, item.withdrawn_at);
  const { timeZone } = await readOrganisation(deps.db);
  return page(ItemPage({ ...readerOf(ctx), item, zone: timeZone }), {
    title: item.title,
    description: item.summary,
    jsonLd: ({ name }) => itemJsonLd(item, name, deps.config.baseUrl),
  });
}

/** The versions stand with those of every other record; the address stays for those who kept it. */
async function showHistory(deps: Deps, ctx: Ctx): Promise<Answer> {
  const item = await itemOf(deps, ctx);
  return item.withdrawn_at ? gone(deps, ctx, item.withdrawn_at) : moved(historyPath(item.id));
}

async function apiItems(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { baseUrl } = deps.config;
  const request = readPageRequest(ctx.query, ITEM_CURSOR);
  const filter = filterOf(askedIn(ctx.query, API_NAMES));
  const { items, next } = filter ? await listItems(deps.db, filter, request) : NOTHING;
  const kept = new URLSearchParams([...ctx.query].filter(([name]) => name !== 'after' && name !== 'limit'));
  if (next) kept.set('after', next);
  kept.set('limit', String(request.limit));
  return apiList(
    items.map((row) => libraryItem(row, baseUrl)),
    next && `${API}?${kept.toString()}`,
    baseUrl,
  );
}

async function apiItem(deps: Deps, ctx: Ctx): Promise<Answer> {
  const item = await itemOf(deps, ctx);
  if (item.withdrawn_at) throw new AppError('gone');
  return json(libraryDetail(item, deps.config.baseUrl));
}
