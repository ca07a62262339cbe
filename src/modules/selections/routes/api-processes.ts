/** Processes and their events in the API. */
import type { Static } from 'typebox';
import { cursorOf, KEY, readPageRequest } from '../../../platform/db/page-by-key.ts';
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { apiList } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { readOrganisation } from '../../../platform/settings/organisation.ts';
import { sourcePath } from '../../../platform/sources/paths.ts';
import { API_PROCESSES, selectionPath } from '../addresses.ts';
import { SELECTION_EVENT } from '../kinds.ts';
import { citationsBy } from '../queries/cited.ts';
import { eventsOf, findSelection, kindsById, listSelections } from '../queries/selections.ts';
import { type StandingProcess, standingsOf } from '../queries/standings.ts';
import { inOrder } from '../rules/standing.ts';
import {
  EventListAnswer,
  type ProcessItem,
  ProcessesQuery,
  ProcessListAnswer,
} from '../schemas/processes-api.ts';

export function processesApiRoutes(deps: Deps): RouteSpec[] {
  return [
    {
      method: 'GET',
      url: API_PROCESSES,
      kind: 'api',
      policy: 'public',
      summary: 'Processes of selection, newest year first, with where each stands.',
      query: ProcessesQuery,
      response: ProcessListAnswer,
      handle: (ctx) => list(deps, ctx),
    },
    {
      method: 'GET',
      url: `${API_PROCESSES}/:slug/events`,
      kind: 'api',
      policy: 'public',
      summary: 'What happened and is announced in a process, by date, with sources.',
      query: ProcessesQuery,
      response: EventListAnswer,
      handle: (ctx) => events(deps, ctx),
    },
  ];
}

const CURSOR = cursorOf<{ slug: string }>({ slug: KEY.text });

async function list(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { after, limit } = readPageRequest(ctx.query, CURSOR);
  const [{ timeZone }, all] = await Promise.all([readOrganisation(deps.db), listSelections(deps.db)]);
  const from = after ? all.findIndex(({ slug }) => slug === after.slug) + 1 : 0;
  const part = all.slice(from, from + limit);
  const today = ctx.now.toZonedDateTimeISO(timeZone).toPlainDate().toString();
  const standings = await standingsOf(deps.db, part, today);
  const last = part.at(-1);
  const next = last && all.length > from + limit ? CURSOR.write({ slug: last.slug }) : undefined;
  return apiList(
    standings.map((one) => item(one, deps.config.baseUrl)),
    next === undefined ? undefined : `${API_PROCESSES}?${query(next, limit)}`,
    deps.config.baseUrl,
  );
}

const query = (after: string, limit: number): string =>
  new URLSearchParams({ after, limit: String(limit) }).toString();

function item({ selection, kind, standing }: StandingProcess, baseUrl: string): Static<typeof ProcessItem> {
  const { next } = standing;
  return {
    slug: selection.slug,
    title: selection.title,
    kind: kind.slug,
    kind_version: kind.version,
    year: selection.year,
    post: selection.post,
    summary: selection.summary,
    known_until: selection.known_until?.toString() ?? null,
    example: selection.is_example,
    standing: {
      state: standing.state,
      stage: standing.stage?.key ?? null,
      body: standing.body?.name ?? null,
      next: next?.event?.title ?? next?.stage?.title ?? null,
      next_on: next?.event?.on_date ?? null,
    },
    url: baseUrl + selectionPath(selection.slug),
    updated_at: String(selection.updated_at),
  };
}

async function events(deps: Deps, ctx: Ctx): Promise<Answer> {
  const selection = await findSelection(deps.db, ctx.params['slug'] ?? '');
  const kind = selection && (await kindsById(deps.db, [selection.kind_id])).get(selection.kind_id);
  if (!selection || !kind) throw notFound();
  const { after, limit } = readPageRequest(ctx.query, CURSOR);
  const all = inOrder(await eventsOf(deps.db, selection.id));
  const from = after ? all.findIndex(({ key }) => key === after.slug) + 1 : 0;
  const part = all.slice(from, from + limit);
  const cited = await citationsBy(
    deps.db,
    part.map(({ id }) => ({ kind: SELECTION_EVENT, id })),
  );
  const last = part.at(-1);
  const next = last && all.length > from + limit ? CURSOR.write({ slug: last.key }) : undefined;
  const { baseUrl } = deps.config;
  const own = `${API_PROCESSES}/${encodeURIComponent(selection.slug)}/events`;
  return apiList(
    part.map((event) => ({
      id: event.id,
      slug: event.key,
      title: event.title,
      detail: event.detail,
      stage: event.stage,
      on: event.on_date,
      time: event.at_time,
      until: event.until_date,
      basis: event.basis,
      effect: event.effect,
      to_stage: event.to_stage,
      sources: (cited.get(event.id) ?? [])
        .filter(({ shown }) => shown)
        .map(({ page, passage, source: { id, title, publisher, address } }) => ({
          title,
          publisher,
          address,
          page,
          passage,
          url: baseUrl + sourcePath(id),
        })),
    })),
    next === undefined ? undefined : `${own}?${query(next, limit)}`,
    baseUrl,
  );
}
