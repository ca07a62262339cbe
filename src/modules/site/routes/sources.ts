/** Sources for everybody: page, copies that are public, API. A source is public when a public record cites it. */
import type { Deps } from '../../../platform/deps.ts';
import { type PageOf, pageOf, type PageRequest, readPageRequest } from '../../../platform/db/page-by-key.ts';
import { notFound } from '../../../platform/errors.ts';
import { apiList, json, page } from '../../../platform/http/answers.ts';
import { publicPage } from '../../../platform/http/routes-at.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { readOrganisation } from '../../../platform/settings/organisation.ts';
import { type PublicUse, publicUses } from '../../../platform/sources/citations.ts';
import { listCopies, readCopy } from '../../../platform/sources/copies.ts';
import { SOURCES } from '../../../platform/sources/paths.ts';
import {
  findSource,
  listSources,
  type Source,
  SOURCE_CURSOR,
  type SourceFilter,
} from '../../../platform/sources/queries.ts';
import { SOURCE_KINDS } from '../../../platform/sources/tables.ts';
import { isUuid } from '../../../platform/uuid.ts';
import { CITATIONS_STYLES } from '../../../ui/data/citations.tsx';
import { shownCopies, sourceDetail, sourceItem } from '../formats/sources.ts';
import { SourcePage } from '../pages/source.tsx';
import { sourceLine } from '../pages/source-words.ts';
import { SourceDetail, SourceListAnswer, SourcesQuery } from '../schemas/sources.ts';

const API = '/api/v1/sources';

export function sourceRoutes(deps: Deps): RouteSpec[] {
  return [
    publicPage(`${SOURCES}/:id`, 'A source, and what cites it.', (ctx) => showSource(deps, ctx)),
    {
      method: 'GET',
      url: `${SOURCES}/:id/copias/:copy`,
      kind: 'feed',
      policy: 'public',
      summary: 'A copy of a source that staff made public, as a download.',
      handle: (ctx) => download(deps, ctx),
    },
    {
      method: 'GET',
      url: API,
      kind: 'api',
      policy: 'public',
      summary: 'Sources that public records cite, the latest first.',
      query: SourcesQuery,
      response: SourceListAnswer,
      handle: (ctx) => apiSources(deps, ctx),
    },
    {
      method: 'GET',
      url: `${API}/:id`,
      kind: 'api',
      policy: 'public',
      summary: 'One source, what cites it, and the hashes of the copies that are kept.',
      response: SourceDetail,
      handle: (ctx) => apiSource(deps, ctx),
    },
  ];
}

/** @throws not_found, also for what only drafts cite */
async function sourceOf(deps: Deps, ctx: Ctx): Promise<{ source: Source; uses: PublicUse[] }> {
  const source = await findSource(deps.db, ctx.params['id'] ?? '');
  if (!source) throw notFound();
  const uses = (await publicUses(deps.db, deps.additions.cited, [source.id])).get(source.id) ?? [];
  if (uses.length === 0) throw notFound();
  return { source, uses };
}

async function showSource(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t, lang } = ctx;
  const { source, uses } = await sourceOf(deps, ctx);
  const copies = shownCopies(await listCopies(deps.db, source.id));
  const { timeZone: zone } = await readOrganisation(deps.db);
  const kindLabel = (kind: string) => deps.additions.cited.find((slot) => slot.kind === kind)?.label;
  return page(SourcePage({ t, lang, zone, source, copies, uses, kindLabel }), {
    title: source.title,
    description: sourceLine(source, t, lang),
    styles: [CITATIONS_STYLES],
  });
}

async function download(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { source } = await sourceOf(deps, ctx);
  return copyAnswer(deps, { source: source.id, id: ctx.params['copy'] ?? '' }, true);
}

/** A download that cannot run, whatever it calls itself. @throws not_found */
export async function copyAnswer(
  deps: Deps,
  copy: { source: string; id: string },
  onlyPublic: boolean,
): Promise<Answer> {
  const file =
    isUuid(copy.id) && isUuid(copy.source) ? await readCopy(deps.db, copy, { onlyPublic }) : undefined;
  if (!file) throw notFound();
  return {
    type: 'bytes',
    status: 200,
    mediaType: 'application/octet-stream',
    body: file.bytes,
    headers: {
      'content-disposition': `attachment; filename="${file.name}"`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex, nofollow',
    },
  };
}

/** Sources looked at together; where none of them is public, four times as many are next. */
const [FEW, MOST] = [100, 1600];

/** Others are in no place of it: a page is as full, and ends, and leads on as if they were not there. */
async function listPublic(
  { db, additions }: Deps,
  filter: SourceFilter,
  { after, limit }: PageRequest<{ id: string }>,
): Promise<PageOf<Source>> {
  const shown: Source[] = [];
  let from = after;
  let together = FEW;
  do {
    const { items, next } = await listSources(db, filter, { after: from, limit: together });
    const ids = items.map((source) => source.id);
    const uses = await publicUses(db, additions.cited, ids);
    const found = items.filter((source) => (uses.get(source.id) ?? []).length > 0);
    shown.push(...found);
    together = found.length > 0 ? FEW : Math.min(together * 4, MOST);
    from = next === undefined ? undefined : SOURCE_CURSOR.read(next);
  } while (from && shown.length <= limit);
  return pageOf(shown, limit, ({ id }) => SOURCE_CURSOR.write({ id }));
}

async function apiSources(deps: Deps, ctx: Ctx): Promise<Answer> {
  const request = readPageRequest(ctx.query, SOURCE_CURSOR);
  const kind = SOURCE_KINDS.find((known) => known === ctx.query.get('kind'));
  const words = ctx.query.get('q') ?? undefined;
  const { items: shown, next } = await listPublic(deps, { words, kind }, request);
  const query = new URLSearchParams(ctx.query);
  if (next !== undefined) query.set('after', next);
  return apiList(
    shown.map((source) => sourceItem(source, deps.config.baseUrl)),
    next && `${API}?${query.toString()}`,
    deps.config.baseUrl,
  );
}

async function apiSource(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { source, uses } = await sourceOf(deps, ctx);
  const copies = await listCopies(deps.db, source.id);
  return json(sourceDetail(source, { copies, uses }, deps.config.baseUrl));
}
