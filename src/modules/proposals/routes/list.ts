/** Proposals for everybody to find: the list in its orders, the departments, all of them as files. */
import { Readable } from 'node:stream';
import { csvCell } from '../../../platform/csv.ts';
import { readPageRequest } from '../../../platform/db/page-by-key.ts';
import type { Deps } from '../../../platform/deps.ts';
import { page } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { openRoutes } from '../../../platform/http/routes-at.ts';
import { say } from '../../../platform/i18n/words.ts';
import { DEPARTMENTS } from '../../events/index.ts';
import { PROPOSALS, PROPOSALS_CSV, PROPOSALS_JSON, PROPOSALS_MAP } from '../addresses.ts';
import { DATA_COLUMNS, dataOf } from '../formats/data.ts';
import { type Asked, listHref, ListPage, type ListProps } from '../pages/list.tsx';
import { MapPage } from '../pages/map.tsx';
import { dataRows } from '../queries/data.ts';
import {
  countFacets,
  countProposals,
  listAskedInstitutions,
  listEventsOf,
  listProposals,
  listSorted,
  MOST_COUNTED,
  LATEST_CURSOR,
  type ProposalFilter,
  SORTED_CURSOR,
} from '../queries/lists.ts';
import { supportKindsOf } from '../queries/supports.ts';
import { CATEGORIES, categoryLabel } from '../rules/categories.ts';
import { ANSWER_STATES, SORT_WORDS, SORTS, type Sort, STATE_WORDS } from '../rules/lists.ts';
import { addedWays, readerOf } from './shared.ts';

const PER_PAGE = 20;
const MOST_CHOICES = 100;
const LIST_STYLES = ['proposals.css', 'proposal-list.css'];

export function listRoutes(deps: Deps): RouteSpec[] {
  const route = openRoutes(deps);
  return [
    route('GET', PROPOSALS, 'Proposals of citizens: the latest, by need of an answer, by support.', showList),
    route('GET', PROPOSALS_MAP, 'How many proposals there are of each department and category.', showMap),
    route('GET', PROPOSALS_CSV, 'All public proposals as CSV, without authors.', csv, 'feed'),
    route('GET', PROPOSALS_JSON, 'All public proposals as JSON, without authors.', json, 'feed'),
  ];
}

/** More than a line is nobody's question. */
function askedIn(query: URLSearchParams): Asked {
  const one = (name: keyof Asked): string =>
    (query.get(name) ?? '').replaceAll('\0', '').trim().slice(0, 200);
  return {
    estado: one('estado'),
    categoria: one('categoria'),
    departamento: one('departamento'),
    institucion: one('institucion'),
    encuentro: one('encuentro'),
  };
}

const filterOf = (asked: Asked, today: Temporal.PlainDate): ProposalFilter => ({
  category: asked.categoria || undefined,
  department: asked.departamento || undefined,
  institution: asked.institucion || undefined,
  event: asked.encuentro || undefined,
  state: ANSWER_STATES.find((state) => STATE_WORDS[state] === asked.estado),
  today,
});

function itemsOf(deps: Deps, ctx: Ctx, filter: ProposalFilter, sort: Sort) {
  const limit = PER_PAGE;
  if (sort === 'latest') {
    const { after } = readPageRequest(ctx.query, LATEST_CURSOR);
    return listProposals(deps.db, filter, { after, limit });
  }
  const { after } = readPageRequest(ctx.query, SORTED_CURSOR);
  return listSorted(deps.db, filter, sort, { after, limit });
}

async function showList(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t, query } = ctx;
  const asked = askedIn(query);
  const sort = SORTS.find((one) => SORT_WORDS[one] === (query.get('orden') ?? '')) ?? 'latest';
  const reader = await readerOf(deps, ctx);
  const today = ctx.now.toZonedDateTimeISO(reader.zone).toPlainDate();
  const filter = filterOf(asked, today);
  const [{ items, next }, count, choices] = await Promise.all([
    itemsOf(deps, ctx, filter, sort),
    countProposals(deps.db, filter),
    choicesOf(deps, ctx, filter),
  ]);
  const supports = await supportKindsOf(
    deps.db,
    items.map(({ id }) => id),
  );
  const body = ListPage({
    ...reader,
    supports,
    today,
    asked,
    sort,
    items,
    count: t(count > MOST_COUNTED ? 'proposals.count_more' : 'proposals.count', {
      count: Math.min(count, MOST_COUNTED),
    }),
    choices,
    ways: addedWays(deps, ctx, 'proposals'),
    firstHref: query.get('after') ? listHref(asked, sort) : undefined,
    nextHref: next && listHref(asked, sort, { after: next }),
  });
  return page(body, { title: t('proposals.title'), description: t('proposals.lead'), styles: LIST_STYLES });
}

/** What there is to choose from; topics and departments with how many there would be of each. */
async function choicesOf(deps: Deps, { t }: Ctx, filter: ProposalFilter): Promise<ListProps['choices']> {
  const [events, institutions, { categories, departments }] = await Promise.all([
    listEventsOf(deps.db, MOST_CHOICES),
    listAskedInstitutions(deps.db, MOST_CHOICES),
    countFacets(deps.db, filter),
  ]);
  const counted = (label: string, count: number | undefined) =>
    t('proposals.filter.counted', { label, count: count ?? 0 });
  return {
    estado: ANSWER_STATES.map((state) => ({
      value: STATE_WORDS[state],
      label: t(`proposals.filter.state.${state}`),
    })),
    categoria: CATEGORIES.map(({ id }) => ({
      value: id,
      label: counted(t(categoryLabel(id)), categories.get(id)),
    })),
    departamento: DEPARTMENTS.map(({ value, label }) => ({
      value,
      label: counted(say(label, t), departments.get(value)),
    })),
    institucion: institutions.map(({ slug, name }) => ({ value: slug, label: name })),
    encuentro: events.map(({ slug, title }) => ({ value: slug, label: title })),
  };
}

async function showMap(deps: Deps, { t }: Ctx): Promise<Answer> {
  const facets = await countFacets(deps.db);
  const total = [...facets.categories.values()].reduce((sum, count) => sum + count, 0);
  return page(MapPage({ t, ...facets, total }), {
    title: t('proposals.map.title'),
    description: t('proposals.map.lead', { count: total }),
    styles: LIST_STYLES,
  });
}

function csv(deps: Deps, ctx: Ctx): Answer {
  return streamed('text/csv; charset=utf-8', 'csv', csvPieces(deps, ctx));
}

function json(deps: Deps, ctx: Ctx): Answer {
  return streamed('application/json', 'json', jsonPieces(deps, ctx));
}

async function aboutFiles(deps: Deps, ctx: Ctx) {
  const { zone } = await readerOf(deps, ctx);
  return { today: ctx.now.toZonedDateTimeISO(zone).toPlainDate(), baseUrl: deps.config.baseUrl };
}

const BYTE_ORDER_MARK = '\uFEFF';

async function* csvPieces(deps: Deps, ctx: Ctx): AsyncGenerator<string> {
  yield `${BYTE_ORDER_MARK}${DATA_COLUMNS.join(',')}\r\n`;
  const about = await aboutFiles(deps, ctx);
  for await (const rows of dataRows(deps.db))
    yield rows
      .map((row) => {
        const one = dataOf(row, about);
        return `${DATA_COLUMNS.map((name) => csvCell(one[name])).join(',')}\r\n`;
      })
      .join('');
}

async function* jsonPieces(deps: Deps, ctx: Ctx): AsyncGenerator<string> {
  const about = await aboutFiles(deps, ctx);
  let before = '{"data":[\n';
  for await (const rows of dataRows(deps.db))
    for (const row of rows) {
      yield before + JSON.stringify(dataOf(row, about));
      before = ',\n';
    }
  yield `${before.startsWith('{') ? before : '\n'}]}\n`;
}

function streamed(mediaType: string, ending: string, pieces: AsyncIterable<string>): Answer {
  return {
    type: 'stream',
    mediaType,
    body: Readable.from(pieces, { objectMode: false }),
    headers: { 'content-disposition': `attachment; filename="propuestas.${ending}"` },
  };
}
