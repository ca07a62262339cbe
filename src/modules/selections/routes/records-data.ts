/** What a process is made of in the API and as files. */
import { Readable } from 'node:stream';
import type { TObject } from 'typebox';
import { csvCell, type CsvCell } from '../../../platform/csv.ts';
import {
  type CursorKind,
  type PageOf,
  type PageRequest,
  readPageRequest,
} from '../../../platform/db/page-by-key.ts';
import type { Read } from '../../../platform/db/handles.ts';
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { apiList } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { API_PROCESSES, ELECTIONS } from '../addresses.ts';
import { popoloPieces } from '../formats/popolo.ts';
import {
  candidateItem,
  checkItem,
  objectionItem,
  scoreItem,
  voteItem,
  type Within,
} from '../formats/records-api.ts';
import * as csv from '../formats/records-csv.ts';
import { CHECK_CURSOR, pageOfChecks } from '../queries/checks.ts';
import * as data from '../queries/data.ts';
import { findProcess } from '../queries/process.ts';
import * as api from '../schemas/records-api.ts';

interface Kind<T, K> {
  /** In the API, and in the name of the file. */
  word: string;
  file: string;
  summary: string;
  response: TObject;
  cursor: CursorKind<K>;
  page: (db: Read, selectionId: string, request: PageRequest<K>) => Promise<PageOf<T>>;
  item: (one: T, within: Within) => unknown;
  header: readonly string[];
  rows: (one: T, within: Within) => CsvCell[][];
}

export function recordDataRoutes(deps: Deps): RouteSpec[] {
  return [
    ...routesOf(deps, {
      word: 'candidates',
      file: 'candidatos',
      summary: 'candidacies with their states',
      response: api.CandidatesAnswer,
      cursor: data.CANDIDATE_CURSOR,
      page: data.pageOfCandidates,
      item: candidateItem,
      header: csv.CANDIDATE_HEADER,
      rows: csv.candidateRows,
    }),
    ...routesOf(deps, {
      word: 'scores',
      file: 'punteos',
      summary: 'scores by aspect, one item for each candidacy on each sheet',
      response: api.ScoresAnswer,
      cursor: data.SCORE_CURSOR,
      page: data.pageOfScores,
      item: scoreItem,
      header: csv.SCORE_HEADER,
      rows: csv.scoreRows,
    }),
    ...routesOf(deps, {
      word: 'votes',
      file: 'votos',
      summary: 'votes, one item for each round and candidate, with ballots where recorded',
      response: api.VotesAnswer,
      cursor: data.RESULT_CURSOR,
      page: data.pageOfVotes,
      item: voteItem,
      header: csv.VOTE_HEADER,
      rows: csv.voteRows,
    }),
    ...routesOf(deps, {
      word: 'objections',
      file: 'objeciones',
      summary: 'objections as filed, with their answer',
      response: api.ObjectionsAnswer,
      cursor: data.OBJECTION_CURSOR,
      page: data.pageOfObjections,
      item: objectionItem,
      header: csv.OBJECTION_HEADER,
      rows: csv.objectionRows,
    }),
    ...routesOf(deps, {
      word: 'checks',
      file: 'verificaciones',
      summary: 'background checks of candidates and members of bodies, as printed',
      response: api.ChecksAnswer,
      cursor: CHECK_CURSOR,
      page: pageOfChecks,
      item: checkItem,
      header: csv.CHECK_HEADER,
      rows: csv.checkRows,
    }),
    file(
      'popolo.json',
      'Votes of a process as Popolo JSON: vote events with motions, counts and votes.',
      (ctx) =>
        whole(deps, ctx, 'popolo.json', 'application/json', (id, within) =>
          popoloPieces(everyVote(deps, id), within),
        ),
    ),
  ];
}

const everyVote = (deps: Deps, selectionId: string) =>
  data.everyItem((request) => data.pageOfVotes(deps.db, selectionId, request), data.RESULT_CURSOR);

function file(name: string, summary: string, handle: RouteSpec['handle']): RouteSpec {
  return {
    method: 'GET',
    url: `${ELECTIONS}/:slug/datos/${name}`,
    kind: 'feed',
    policy: 'public',
    summary,
    handle,
  };
}

function routesOf<T, K>(deps: Deps, kind: Kind<T, K>): RouteSpec[] {
  const every = (id: string) =>
    data.everyItem((request: PageRequest<K>) => kind.page(deps.db, id, request), kind.cursor);
  return [
    {
      method: 'GET',
      url: `${API_PROCESSES}/:slug/${kind.word}`,
      kind: 'api',
      policy: 'public',
      summary: `Of a process: ${kind.summary}.`,
      query: api.RecordsQuery,
      response: kind.response,
      pages: [`${ELECTIONS}/:slug`],
      handle: (ctx) => list(deps, ctx, kind),
    },
    file(`${kind.file}.csv`, `Of a process as CSV: ${kind.summary}.`, (ctx) =>
      whole(deps, ctx, `${kind.file}.csv`, 'text/csv; charset=utf-8', (id, within) =>
        csvPieces(kind.header, every(id), (one) => kind.rows(one, within)),
      ),
    ),
    file(`${kind.file}.json`, `Of a process as JSON: ${kind.summary}.`, (ctx) =>
      whole(deps, ctx, `${kind.file}.json`, 'application/json', (id, within) =>
        jsonPieces(every(id), (one) => kind.item(one, within)),
      ),
    ),
  ];
}

async function list<T, K>(deps: Deps, ctx: Ctx, kind: Kind<T, K>): Promise<Answer> {
  const { baseUrl } = deps.config;
  const process = await findProcess(deps.db, ctx.params['slug'] ?? '');
  if (!process) throw notFound();
  const request = readPageRequest(ctx.query, kind.cursor);
  const { items, next } = await kind.page(deps.db, process.id, request);
  const path = `${API_PROCESSES}/${encodeURIComponent(process.slug)}/${kind.word}`;
  return apiList(
    items.map((one) => kind.item(one, { process: process.slug, baseUrl })),
    next && `${path}?after=${next}&limit=${request.limit}`,
    baseUrl,
  );
}

async function whole(
  deps: Deps,
  ctx: Ctx,
  name: string,
  mediaType: string,
  pieces: (selectionId: string, within: Within) => AsyncIterable<string>,
): Promise<Answer> {
  const process = await findProcess(deps.db, ctx.params['slug'] ?? '');
  if (!process) throw notFound();
  const { baseUrl } = deps.config;
  return {
    type: 'stream',
    mediaType,
    body: Readable.from(pieces(process.id, { process: process.slug, baseUrl }), { objectMode: false }),
    headers: { 'content-disposition': `attachment; filename="${process.slug}-${name}"` },
  };
}

/** Without it, spreadsheets read accents in the alphabet of the machine. */
const BYTE_ORDER_MARK = '\uFEFF';

async function* csvPieces<T>(
  header: readonly string[],
  items: AsyncIterable<T>,
  rows: (one: T) => CsvCell[][],
): AsyncGenerator<string> {
  const line = (cells: readonly CsvCell[]): string => `${cells.map(csvCell).join(',')}\r\n`;
  yield BYTE_ORDER_MARK + line(header);
  for await (const one of items) {
    const lines = rows(one).map(line);
    if (lines.length > 0) yield lines.join('');
  }
}

async function* jsonPieces<T>(items: AsyncIterable<T>, item: (one: T) => unknown): AsyncGenerator<string> {
  let before = '{"data":[\n';
  for await (const one of items) {
    yield before + JSON.stringify(item(one));
    before = ',\n';
  }
  yield `${before.startsWith('{') ? before : '\n'}]}\n`;
}
