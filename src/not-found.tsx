/** The page where there is none: the words of the address lead on. Works without the database, with less. */
import type { VNode } from 'preact';
import type { Deps } from './platform/deps.ts';
import type { Ctx } from './platform/http/route.ts';
import { search } from './platform/search/search.ts';
import { modules } from './modules.ts';
import { NotFoundHelp, type Suggestion } from './ui/layout/not-found-help.tsx';

const SEARCH = '/buscar';
const MOST_NEAREST = 5;
const MOST_WORDS = 6;
const LONGEST = 120;

const SECTIONS = modules
  .flatMap((m) => m.menu.public)
  .filter(({ policy, href }) => policy === 'public' && href !== SEARCH)
  .toSorted((a, b) => a.order - b.order);

/** @param options.searches false when the database is known to be away */
export async function notFoundHelp(
  deps: Deps,
  ctx: Ctx,
  { searches }: { searches: boolean },
): Promise<VNode> {
  const { t } = ctx;
  const words = wordsOfPath(ctx.path);
  return (
    <NotFoundHelp
      t={t}
      searchHref={SEARCH}
      words={words}
      nearest={searches ? await nearest(deps, ctx, words).catch(() => []) : []}
      sections={SECTIONS.map(({ href, label }) => ({ href, label: t(label) }))}
    />
  );
}

/** What the search finds by the words of the address; a few queries, whatever was asked for. */
async function nearest({ db, additions }: Deps, { t }: Ctx, words: string): Promise<Suggestion[]> {
  if (words === '') return [];
  const { found } = await search(db, additions.search, { text: words, limit: MOST_NEAREST });
  return found.flatMap(({ kind, document }) => {
    const source = additions.search.find((one) => one.kind === kind);
    return source
      ? [{ href: document.href, title: document.title, kind: t(document.label ?? source.label) }]
      : [];
  });
}

/**
 * The last part of an address that says something, as words: `/encuentros/justicia-abierta-2023` → "justicia
 * abierta 2023". Nothing for what programs ask for in search of weaknesses (`/wp-login.php`).
 */
export function wordsOfPath(path: string): string {
  const parts = path.split('/').filter((part) => part !== '');
  const last = parts.at(-1) ?? '';
  if (path.length > 1000 || /\.(?!html?$)[a-z0-9]{1,8}$/i.test(last)) return '';
  const said = parts.map(wordsOf).filter((words) => /\p{L}{3}/u.test(words));
  return (said.at(-1) ?? '').slice(0, LONGEST).trim();
}

function wordsOf(part: string): string {
  const text = decoded(part).replace(/\.html?$/i, '');
  return (text.match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, MOST_WORDS).join(' ');
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
