/** The list of processes, and how each kind of authority is chosen. */
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { page } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { publicPage } from '../../../platform/http/routes-at.ts';
import { readOrganisation } from '../../../platform/settings/organisation.ts';
import { citationsOf } from '../../../platform/sources/citations.ts';
import { sourcePath } from '../../../platform/sources/paths.ts';
import { ELECTION_KINDS, ELECTIONS, kindPath } from '../addresses.ts';
import { SELECTION_KIND } from '../kinds.ts';
import { KindPage } from '../pages/kind.tsx';
import { LIST_STATES, SelectionListPage } from '../pages/list.tsx';
import { SELECTION_RECORDS_STYLES, SELECTION_STYLES } from '../pages/process-frame.tsx';
import { findKind, listKinds, listSelections, versionsOfKind } from '../queries/selections.ts';
import { type StandingProcess, standingsOf } from '../queries/standings.ts';

const PER_LIST = 48;
const LONGEST = 80;

export function listRoutes(deps: Deps): RouteSpec[] {
  return [
    publicPage(
      ELECTIONS,
      'Processes of selection: those that are running first, then by year; filters: kind, state.',
      (ctx) => showList(deps, ctx),
    ),
    publicPage(
      `${ELECTION_KINDS}/:slug`,
      'How one kind of authority is chosen: bodies, majorities, stages, requirements, deadlines, with what they rest on.',
      (ctx) => showKind(deps, ctx),
    ),
  ];
}

/** Where nobody reports the end it is open, and says how far its sources reach. */
const isOver = ({ standing }: Pick<StandingProcess, 'standing'>): boolean =>
  standing.state === 'ended' || standing.state === 'ended_in_part' || standing.state === 'annulled';

async function showList(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t, lang, query, now } = ctx;
  const text = (name: string) => (query.get(name) ?? '').replaceAll('\0', '').trim().slice(0, LONGEST);
  const asked = { tipo: text('tipo'), estado: text('estado') };
  const [{ timeZone }, kinds, selections] = await Promise.all([
    readOrganisation(deps.db),
    listKinds(deps.db),
    listSelections(deps.db),
  ]);
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate().toString();
  const all = await standingsOf(deps.db, selections, today);
  const wanted = all.filter(
    (one) =>
      (asked.tipo === '' || one.kind.slug === asked.tipo) &&
      (asked.estado === '' || asked.estado === (isOver(one) ? LIST_STATES[1] : LIST_STATES[0])),
  );
  const sorted = [...wanted.filter((one) => !isOver(one)), ...wanted.filter(isOver)];
  const after = text('after');
  const from = sorted.findIndex(({ selection }) => selection.slug === after) + 1;
  const shown = sorted.slice(from, from + PER_LIST);
  const more = sorted.length > from + PER_LIST;
  const href = (slug?: string): string => {
    const kept = new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== ''));
    if (slug !== undefined) kept.set('after', slug);
    return kept.size > 0 ? `${ELECTIONS}?${kept.toString()}` : ELECTIONS;
  };
  const body = SelectionListPage({
    t,
    lang,
    asked,
    kinds,
    open: shown.filter((one) => !isOver(one)),
    over: shown.filter(isOver),
    count: wanted.length,
    isEmpty: selections.length === 0,
    firstHref: from > 0 ? href() : undefined,
    nextHref: more ? href(shown.at(-1)?.selection.slug) : undefined,
  });
  return page(body, {
    title: t('selections.title'),
    description: t('selections.list.lead'),
    styles: [SELECTION_RECORDS_STYLES, SELECTION_STYLES],
  });
}

const MOST_PROCESSES = 100;

async function showKind(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t, lang, query } = ctx;
  const slug = ctx.params['slug'] ?? '';
  const asked = /^\d{1,6}$/.exec(query.get('version') ?? '')?.[0];
  const found = await findKind(deps.db, slug, asked === undefined ? undefined : Number(asked));
  if (!found) throw notFound();
  const [citations, selections, versions, { timeZone: zone }] = await Promise.all([
    citationsOf(deps.db, SELECTION_KIND, found.id),
    listSelections(deps.db),
    versionsOfKind(deps.db, slug),
    readOrganisation(deps.db),
  ]);
  const ids = new Set(versions.map(({ id }) => id));
  const sources = new Map(citations.map(({ source }) => [source.id, source]));
  const body = KindPage({
    t,
    lang,
    zone,
    slug,
    found,
    versions,
    processes: selections.filter((one) => ids.has(one.kind_id)).slice(0, MOST_PROCESSES),
    sources: [...sources.values()].map(({ id, title, publisher, address }) => ({
      id,
      title,
      publisher,
      address,
      href: sourcePath(id),
    })),
  });
  return page(body, {
    title: found.spec.title,
    description: found.spec.explanation.who_decides.slice(0, 300),
    canonical: kindPath(slug),
    styles: [SELECTION_RECORDS_STYLES, SELECTION_STYLES],
  });
}
