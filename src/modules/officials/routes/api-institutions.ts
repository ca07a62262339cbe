/** Institutions in the API. */
import { readPageRequest } from '../../../platform/db/page-by-key.ts';
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { apiList, json } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { API_INSTITUTIONS, INSTITUTIONS } from '../addresses.ts';
import { institutionDetail, institutionItem } from '../formats/institutions-api.ts';
import {
  briefFacts,
  findInstitution,
  INSTITUTION_CURSOR,
  listBelow,
  listInstitutions,
  listPosts,
} from '../queries/institutions.ts';
import { statementsOf } from '../queries/statements.ts';
import { InstitutionDetail, InstitutionListAnswer, InstitutionsQuery } from '../schemas/institutions-api.ts';

export function institutionApiRoutes(deps: Deps): RouteSpec[] {
  return [
    {
      method: 'GET',
      url: API_INSTITUTIONS,
      kind: 'api',
      policy: 'public',
      summary: 'Institutions of the justice sector, in Spanish order.',
      query: InstitutionsQuery,
      response: InstitutionListAnswer,
      handle: (ctx) => list(deps, ctx),
    },
    {
      method: 'GET',
      url: `${API_INSTITUTIONS}/:slug`,
      kind: 'api',
      policy: 'public',
      summary: 'One institution: every fact with its source, its posts, those below it.',
      response: InstitutionDetail,
      pages: [`${INSTITUTIONS}/:slug`],
      handle: (ctx) => one(deps, ctx),
    },
  ];
}

async function list(deps: Deps, ctx: Ctx): Promise<Answer> {
  const request = readPageRequest(ctx.query, INSTITUTION_CURSOR);
  const kind = (ctx.query.get('kind') ?? '').replaceAll('\0', '').slice(0, 200) || undefined;
  const { items, next } = await listInstitutions(deps.db, { kind }, request);
  const facts = await briefFacts(
    deps.db,
    items.map(({ id }) => id),
    ['acronym', 'website'],
  );
  const kept = new URLSearchParams([...ctx.query].filter(([name]) => name !== 'after' && name !== 'limit'));
  if (next) kept.set('after', next);
  kept.set('limit', String(request.limit));
  return apiList(
    items.map((row) => institutionItem(row, facts.get(row.id) ?? [], deps.config.baseUrl)),
    next && `${API_INSTITUTIONS}?${kept.toString()}`,
    deps.config.baseUrl,
  );
}

/** @throws not_found for drafts and for what was archived alike */
async function one(deps: Deps, ctx: Ctx): Promise<Answer> {
  const row = await findInstitution(deps.db, ctx.params['slug'] ?? '');
  if (!row) throw notFound();
  const [posts, below] = await Promise.all([listPosts(deps.db, row.id), listBelow(deps.db, row.id)]);
  const statements = await statementsOf(deps.db, [row.id, ...posts.map(({ id }) => id)], { office: false });
  return json(institutionDetail(row, { statements, below, posts }, deps.config.baseUrl));
}
