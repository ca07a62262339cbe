/** People in the API. */
import { readPageRequest } from '../../../platform/db/page-by-key.ts';
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { apiList, json, moved } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { API_PEOPLE, apiPersonPath } from '../api-paths.ts';
import { PEOPLE } from '../addresses.ts';
import { personDetail, personItem } from '../formats/people-api.ts';
import { institutionsNamed } from '../queries/choosing-bodies.ts';
import { findPerson, listPeople, PEOPLE_CURSOR } from '../queries/people.ts';
import { wholePerson } from '../queries/person-page.ts';
import { bodyNamed } from '../rules/choosing-bodies.ts';
import { PeopleListAnswer, PeopleQuery, PersonDetail } from '../schemas/people-api.ts';
import { askedIn, chosenOf, filterOf } from './people.ts';

export function peopleApiRoutes(deps: Deps): RouteSpec[] {
  return [
    {
      method: 'GET',
      url: API_PEOPLE,
      kind: 'api',
      policy: 'public',
      summary: 'Everybody in the record who is in lists, by surname in Spanish order.',
      query: PeopleQuery,
      response: PeopleListAnswer,
      handle: (ctx) => list(deps, ctx),
    },
    {
      method: 'GET',
      url: `${API_PEOPLE}/:slug`,
      kind: 'api',
      policy: 'public',
      summary: 'One person: every fact with its source. 301 where they are shown under another record.',
      response: PersonDetail,
      pages: [`${PEOPLE}/:slug`],
      handle: (ctx) => one(deps, ctx),
    },
  ];
}

/** The names of the page, by those of the API. */
const NAMES = {
  institution: 'institucion',
  post: 'puesto',
  process: 'proceso',
  territory: 'territorio',
  year: 'anio',
  gender: 'genero',
  kind: 'tipo',
} as const;

async function list(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { baseUrl } = deps.config;
  const request = readPageRequest(ctx.query, PEOPLE_CURSOR);
  const given = Object.entries(NAMES).map(([name, page]) => [page, ctx.query.get(name) ?? '']);
  const asked = askedIn(new URLSearchParams(given));
  const filter = filterOf(asked, await chosenOf(deps, asked));
  const { items, next } = filter
    ? await listPeople(deps.db, filter, request)
    : { items: [], next: undefined };
  const kept = new URLSearchParams([...ctx.query].filter(([name]) => name !== 'after' && name !== 'limit'));
  if (next) kept.set('after', next);
  kept.set('limit', String(request.limit));
  return apiList(
    items.map((row) => personItem(row, baseUrl)),
    next && `${API_PEOPLE}?${kept.toString()}`,
    baseUrl,
  );
}

/** @throws not_found for drafts and for what was archived alike */
async function one(deps: Deps, ctx: Ctx): Promise<Answer> {
  const found = await findPerson(deps.db, ctx.params['slug'] ?? '');
  if (found?.state === 'moved') return moved(apiPersonPath(found.slug));
  if (found?.state !== 'shown') throw notFound();
  const whole = await wholePerson(deps.db, found.person);
  const bodies = await institutionsNamed(deps.db, whole.tenures.map(bodyNamed));
  return json(personDetail(whole, bodies, deps.config.baseUrl));
}
