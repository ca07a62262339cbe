/** One search over everything: page, suggestions while somebody types, API. */
import { MAX_LIMIT, readPageRequest } from '../../../platform/db/page-by-key.ts';
import type { Deps } from '../../../platform/deps.ts';
import { apiList, json, page } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { publicPage } from '../../../platform/http/routes-at.ts';
import { HIT_CURSOR, search, type SearchAnswer, suggest } from '../../../platform/search/search.ts';
import { meantWords, showFound, type Shown } from '../../../platform/search/show.ts';
import { readOrganisation } from '../../../platform/settings/organisation.ts';
import { SEARCH, searchPath, SUGGESTIONS } from '../addresses.ts';
import { SearchPage } from '../pages/search.tsx';
import { SearchListAnswer, SearchQuery } from '../schemas/search.ts';

const PER_PAGE = 10;
const PER_LIST = 8;
/** Signs of a question that are shown again. */
const LONGEST = 200;
const API = '/api/v1/search';

export function searchRoutes(deps: Deps): RouteSpec[] {
  return [
    publicPage(SEARCH, 'One search over everything that is public.', (ctx) => show(deps, ctx)),
    {
      method: 'GET',
      url: SUGGESTIONS,
      kind: 'feed',
      policy: 'public',
      summary: 'A few records whose title or name holds what is typed so far, for the field of the search.',
      handle: (ctx) => showSuggestions(deps, ctx),
    },
    {
      method: 'GET',
      url: API,
      kind: 'api',
      policy: 'public',
      summary:
        'One search over everything that is public, the nearest first; of very common words some hundred.',
      query: SearchQuery,
      response: SearchListAnswer,
      handle: (ctx) => apiSearch(deps, ctx),
    },
  ];
}

/** What was typed, fit to be shown again; whole characters only. */
function typed(query: URLSearchParams): string {
  const text = (query.get('q') ?? '')
    .toWellFormed()
    .replaceAll(/\p{Cc}/gu, ' ')
    .trim();
  return text.length > LONGEST ? text.slice(0, LONGEST).toWellFormed() : text;
}

async function findShown(
  deps: Deps,
  ctx: Ctx,
  kind: string | undefined,
  limit: number,
): Promise<{ text: string; answer: SearchAnswer; shown: Shown[] }> {
  const text = typed(ctx.query);
  const { after } = readPageRequest(ctx.query, HIT_CURSOR);
  const answer = await search(deps.db, deps.additions.search, { text, kind, after, limit });
  return { text, answer, shown: showFound(answer.found, answer.terms) };
}

async function show(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t, lang, query } = ctx;
  const kinds = deps.additions.search;
  const kind = query.get('tipo')?.trim().slice(0, LONGEST).toWellFormed().replaceAll('\0', '') || undefined;
  const [{ text, answer, shown }, { timeZone: zone }] = await Promise.all([
    findShown(deps, ctx, kind, PER_PAGE),
    readOrganisation(deps.db),
  ]);
  const body = SearchPage({
    t,
    lang,
    zone,
    kinds,
    text,
    kind,
    answer,
    shown,
    meant: meantWords(text, answer, shown),
    firstHref: query.has('after') ? searchPath({ text, kind }) : undefined,
    nextHref: answer.next && searchPath({ text, kind, after: HIT_CURSOR.write(answer.next) }),
  });
  return page(body, {
    title: text === '' ? t('site.search.title') : t('site.search.title_for', { text }),
    canonical: SEARCH,
    // Whatever somebody typed would else be a page of ours.
    noIndex: query.size > 0,
    styles: ['search.css'],
    scripts: ['search.js'],
  });
}

async function showSuggestions(deps: Deps, ctx: Ctx): Promise<Answer> {
  const sources = deps.additions.search;
  const found = await suggest(deps.db, sources, { text: typed(ctx.query), limit: PER_LIST });
  const labels = new Map(sources.map(({ kind, label }) => [kind, ctx.t(label)]));
  const data = found.map(({ kind, document }) => ({
    title: document.title,
    kind: document.label ? ctx.t(document.label) : (labels.get(kind) ?? ''),
    href: document.href,
  }));
  return json({ data });
}

async function apiSearch(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { baseUrl } = deps.config;
  const { limit } = readPageRequest(ctx.query, HIT_CURSOR);
  const kind = ctx.query.get('kind')?.replaceAll('\0', '') || undefined;
  const { text, answer, shown } = await findShown(deps, ctx, kind, Math.min(limit, MAX_LIMIT));
  const next = new URLSearchParams({ q: text, ...(kind && { kind }), limit: String(limit) });
  if (answer.next) next.set('after', HIT_CURSOR.write(answer.next));
  return apiList(
    shown.map(({ kind: its, document, passage }) => ({
      kind: its,
      id: document.id,
      title: document.title,
      url: baseUrl + document.href,
      passage: passage.map((part) => part.text).join(''),
      language: document.lang ?? 'es',
      date: document.at?.toString() ?? null,
    })),
    answer.next && `${API}?${next.toString()}`,
    baseUrl,
  );
}
