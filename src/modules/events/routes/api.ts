/** The public part of the API on editions: read only, paged by key. */
import type { TObject } from 'typebox';
import type { Deps } from '../../../platform/deps.ts';
import { readPageRequest } from '../../../platform/db/page-by-key.ts';
import { apiList, json } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { eventDetail, eventItem, sessionItem } from '../formats/api.ts';
import { EDITION_CURSOR, listEditions } from '../queries/editions.ts';
import {
  SESSION_CURSOR,
  listMaterials,
  listSessionPage,
  listSessionSpeakers,
  listTracks,
} from '../queries/programme.ts';
import { EventDetail, EventListAnswer, PageQuery, SessionListAnswer } from '../schemas/api.ts';
import { editionOf } from './public-answer.ts';

const PAGES = ['/encuentros/:slug'];

export function apiRoutes(deps: Deps): RouteSpec[] {
  return [
    list('/api/v1/events', 'Published editions, the latest first.', EventListAnswer, (ctx) =>
      showEvents(deps, ctx),
    ),
    {
      method: 'GET',
      url: '/api/v1/events/:slug',
      kind: 'api',
      policy: 'public',
      summary: 'One published edition.',
      response: EventDetail,
      pages: PAGES,
      handle: (ctx) => showEvent(deps, ctx),
    },
    {
      ...list(
        '/api/v1/events/:slug/sessions',
        'The sessions of an edition in order; those without hours last.',
        SessionListAnswer,
        (ctx) => showSessions(deps, ctx),
      ),
      pages: PAGES,
    },
  ];
}

function list(url: string, summary: string, response: TObject, handle: RouteSpec['handle']): RouteSpec {
  return { method: 'GET', url, kind: 'api', policy: 'public', summary, query: PageQuery, response, handle };
}

/** The address of the next page, with what was asked for. */
function nextOf(ctx: Ctx, cursor: string | undefined, limit: number): string | undefined {
  return cursor && `${ctx.path}?after=${cursor}&limit=${limit}`;
}

async function showEvents(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { baseUrl } = deps.config;
  const page = readPageRequest(ctx.query, EDITION_CURSOR);
  const { items, next } = await listEditions(deps.db, 'newest', ctx.now, page);
  const data = items.map((row) => eventItem(row, ctx.now, baseUrl));
  return apiList(data, nextOf(ctx, next, page.limit), baseUrl);
}

async function showEvent(deps: Deps, ctx: Ctx): Promise<Answer> {
  const edition = await editionOf(deps, ctx);
  const [tracks, materials] = await Promise.all([
    listTracks(deps.db, edition.id),
    listMaterials(deps.db, edition.id),
  ]);
  return json(eventDetail(edition, { tracks, materials }, ctx.now, deps.config.baseUrl));
}

async function showSessions(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { db } = deps;
  const { baseUrl } = deps.config;
  const page = readPageRequest(ctx.query, SESSION_CURSOR);
  const edition = await editionOf(deps, ctx);
  const { items, next } = await listSessionPage(db, edition.id, page);
  const ids = items.map((s) => s.id);
  const [speakers, materials] = await Promise.all([
    listSessionSpeakers(db, ids),
    listMaterials(db, edition.id, ids),
  ]);
  const speakersOf = Map.groupBy(speakers, (s) => s.session_id);
  const materialsOf = Map.groupBy(materials, (m) => m.session_id);
  const data = items.map((row) => {
    const parts = { speakers: speakersOf.get(row.id) ?? [], materials: materialsOf.get(row.id) ?? [] };
    return sessionItem(edition, row, parts, baseUrl);
  });
  return apiList(data, nextOf(ctx, next, page.limit), baseUrl);
}
