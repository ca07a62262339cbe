/** Publications in the API. */
import type { Deps } from '../../../platform/deps.ts';
import { AppError, notFound } from '../../../platform/errors.ts';
import { readPageRequest } from '../../../platform/db/page-by-key.ts';
import { apiList, json } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { readOrganisation } from '../../../platform/settings/organisation.ts';
import { SECTION_PATHS } from '../addresses.ts';
import { type Published, publicationDetail, publicationItem } from '../formats/api.ts';
import {
  findPublishedBySlug,
  listPublished,
  PUBLICATION_CURSOR,
  type PublicationFilter,
} from '../queries/public.ts';
import { yearIn } from '../rules/year.ts';
import {
  PublicationDetail,
  PublicationListAnswer,
  PublicationQuery,
  PublicationsQuery,
} from '../schemas/api.ts';
import { PUBLICATION_TYPES, type PublicationType } from '../schemas/content.ts';
import { licenceOf } from './shown.ts';

const API = '/api/v1/publications';

export function apiRoutes(deps: Deps): RouteSpec[] {
  return [
    {
      method: 'GET',
      url: API,
      kind: 'api',
      policy: 'public',
      summary: 'Publications of every type, the latest first.',
      query: PublicationsQuery,
      response: PublicationListAnswer,
      handle: (ctx) => list(deps, ctx),
    },
    {
      method: 'GET',
      url: `${API}/:slug`,
      kind: 'api',
      policy: 'public',
      summary: 'One publication. Where a term has the same slug as another one, `type=term` gives the term.',
      query: PublicationQuery,
      response: PublicationDetail,
      pages: Object.values(SECTION_PATHS).map((path) => `${path}/:slug`),
      handle: (ctx) => one(deps, ctx),
    },
  ];
}

/** @throws invalid for a type that there is not */
function typeIn(query: URLSearchParams): PublicationType | undefined {
  const asked = query.get('type');
  if (asked === null || asked === '') return undefined;
  const type = PUBLICATION_TYPES.find((known) => known === asked);
  if (!type) throw new AppError('invalid', [{ field: 'type', message: PUBLICATION_TYPES.join(', ') }]);
  return type;
}

function filterIn(query: URLSearchParams, zone: string): PublicationFilter {
  const year = query.get('year') ?? '';
  const between = year === '' ? undefined : yearIn(year, zone);
  if (year !== '' && !between) throw new AppError('invalid', [{ field: 'year', message: 'YYYY' }]);
  const highlight = query.get('highlight');
  return {
    type: typeIn(query),
    category: (query.get('category') ?? '').replaceAll('\0', '').slice(0, 100) || undefined,
    between,
    ...((highlight === 'true' || highlight === 'false') && { highlight: highlight === 'true' }),
  };
}

async function publishedIn(deps: Deps): Promise<Published> {
  return { baseUrl: deps.config.baseUrl, licence: await licenceOf(deps) };
}

async function list(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { baseUrl } = deps.config;
  const [{ timeZone }, same] = await Promise.all([readOrganisation(deps.db), publishedIn(deps)]);
  const request = readPageRequest(ctx.query, PUBLICATION_CURSOR);
  const { items, next } = await listPublished(deps.db, filterIn(ctx.query, timeZone), request);
  const kept = new URLSearchParams([...ctx.query].filter(([name]) => name !== 'after' && name !== 'limit'));
  if (next) kept.set('after', next);
  kept.set('limit', String(request.limit));
  return apiList(
    items.map((row) => publicationItem(row, same)),
    next && `${API}?${kept.toString()}`,
    baseUrl,
  );
}

/** @throws not_found for drafts and for what was archived alike */
async function one(deps: Deps, ctx: Ctx): Promise<Answer> {
  const row = await findPublishedBySlug(deps.db, ctx.params['slug'] ?? '', typeIn(ctx.query));
  if (!row) throw notFound();
  return json(publicationDetail(row, await publishedIn(deps)));
}
