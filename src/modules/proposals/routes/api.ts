/** Proposals for programs. */
import type { Static } from 'typebox';
import { readPageRequest } from '../../../platform/db/page-by-key.ts';
import type { Deps } from '../../../platform/deps.ts';
import { AppError, notFound } from '../../../platform/errors.ts';
import { apiList, json } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { proposalPath, PROPOSALS_API } from '../addresses.ts';
import { findByNumber } from '../queries/own.ts';
import { listProposals, LATEST_CURSOR } from '../queries/lists.ts';
import { type ShownFile, shownFilesOf } from '../queries/files.ts';
import { findShown } from '../queries/public.ts';
import { isCategory } from '../rules/categories.ts';
import { ProposalItem, ProposalListAnswer, ProposalsQuery } from '../schemas/api.ts';
import { shownAuthors } from '../sealed.ts';
import { numberIn } from './shared.ts';

export function apiRoutes(deps: Deps): RouteSpec[] {
  return [
    {
      method: 'GET',
      url: PROPOSALS_API,
      kind: 'api',
      policy: 'public',
      summary: 'Proposals, those published last first.',
      query: ProposalsQuery,
      response: ProposalListAnswer,
      handle: (ctx) => list(deps, ctx),
    },
    {
      method: 'GET',
      url: `${PROPOSALS_API}/:number`,
      kind: 'api',
      policy: 'public',
      summary: 'One proposal; 410 when it was withdrawn.',
      response: ProposalItem,
      handle: (ctx) => one(deps, ctx),
    },
  ];
}

type Row = NonNullable<Awaited<ReturnType<typeof findShown>>>;

/** One query more, however many they are. */
async function itemsOf(deps: Deps, rows: readonly Row[]): Promise<Static<typeof ProposalItem>[]> {
  const ids = rows.map(({ id }) => id);
  const files = await shownFilesOf(deps.db, deps.vault, ids);
  return rows.map((row) => itemOf(deps, row, files.get(row.id) ?? []));
}

function itemOf({ vault, config }: Deps, row: Row, files: readonly ShownFile[]): Static<typeof ProposalItem> {
  const { names, organization } = shownAuthors(vault, row);
  const { number, title, problem, affected, summary, category, department, from_event, author_kind } = row;
  if (!isCategory(category)) throw new Error(`proposal ${row.id} has a category that there is not`);
  return {
    number,
    title,
    problem,
    affected,
    summary,
    category,
    department,
    from_event,
    event: row.event_slug === null ? null : { slug: row.event_slug, title: row.event_title ?? '' },
    state: row.state === 'imported' ? 'imported' : 'published',
    unread: row.unread_since !== null,
    author_kind,
    visibility: row.visibility,
    authors: [...names],
    organization,
    files: files.map(({ kind, name, words, mediaType, size, href }) => ({
      kind,
      name,
      description: words,
      media_type: mediaType,
      size,
      url: config.baseUrl + href,
    })),
    language: row.lang,
    url: config.baseUrl + proposalPath(number),
    published_at: String(row.published_at),
    updated_at: String(row.updated_at),
  };
}

async function list(deps: Deps, ctx: Ctx): Promise<Answer> {
  const request = readPageRequest(ctx.query, LATEST_CURSOR);
  const one = (name: string) => ctx.query.get(name)?.replaceAll('\0', '') || undefined;
  const filter = { category: one('category'), department: one('department'), event: one('event') };
  const { items, next } = await listProposals(deps.db, filter, request);
  const kept = new URLSearchParams([...ctx.query].filter(([name]) => name !== 'after' && name !== 'limit'));
  if (next) kept.set('after', next);
  kept.set('limit', String(request.limit));
  return apiList(
    await itemsOf(deps, items),
    next && `${PROPOSALS_API}?${kept.toString()}`,
    deps.config.baseUrl,
  );
}

async function one(deps: Deps, ctx: Ctx): Promise<Answer> {
  const number = numberIn(ctx);
  const row = number === undefined ? undefined : await findShown(deps.db, number);
  const [item] = row ? await itemsOf(deps, [row]) : [];
  if (item) return json(item);
  const hidden = number === undefined ? undefined : await findByNumber(deps.db, number);
  if (hidden?.state === 'withdrawn') throw new AppError('gone');
  throw notFound();
}
