/** The queue of records that may be one person. */
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { run } from '../../../platform/db/outcome.ts';
import { type PageOf, readPageRequest } from '../../../platform/db/page-by-key.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { officeRoutes } from '../../../platform/http/routes-at.ts';
import { longDate, shortDate } from '../../../platform/i18n/dates.ts';
import { readForm } from '../../../platform/forms/read.ts';
import { readOrganisation } from '../../../platform/settings/organisation.ts';
import { isUuid } from '../../../platform/uuid.ts';
import { namesOf } from '../../accounts/index.ts';
import { OFFICE_PAIRS } from '../addresses.ts';
import { decidePair, reopenPair } from '../commands/pairs.ts';
import { MATCH_BANDS } from '../matching/pair.ts';
import { PairsPage, type ShownPair, type View, VIEWS } from '../pages/office/pairs.tsx';
import type { Side } from '../pages/office/pair-side.tsx';
import { PEOPLE_STYLES } from '../pages/people.tsx';
import {
  countPairs,
  findPair,
  DECIDED_CURSOR,
  importChoices,
  listDecided,
  listQueue,
  type PairFilter,
  QUEUE_CURSOR,
  type QueuedPair,
  recordsOfRoots,
} from '../queries/pairs.ts';
import { statementsOf } from '../queries/statements.ts';
import { tenuresOf } from '../queries/tenures.ts';
import { PairForm, ReopenForm } from '../schemas/pairs.ts';

const MERGE = 'officials.merge';
const PER_LIST = 10;

const { get, post } = officeRoutes(OFFICE_PAIRS);

export function pairRoutes(deps: Deps): RouteSpec[] {
  return [
    get(
      '',
      MERGE,
      'Records that may be one person, the likeliest first; those put off, those decided.',
      (ctx) => show(deps, ctx),
    ),
    post('/:pair', MERGE, 'Say that two records are one person, are not, or put it off.', (ctx) =>
      decide(deps, ctx),
    ),
    post('/:pair/deshacer', MERGE, 'Take a decision back.', (ctx) => undo(deps, ctx)),
  ];
}

interface Asked {
  banda: string;
  archivo: string;
  /** Of one pair alone. */
  pareja: string;
}

function askedIn(from: (name: string) => string | null | undefined): Asked & { view: View } {
  const text = (name: string) => (from(name) ?? '').replaceAll('\0', '').slice(0, 60);
  return {
    banda: text('banda'),
    archivo: text('archivo'),
    pareja: text('pareja'),
    view: VIEWS.find((one) => one === text('vista')) ?? 'cola',
  };
}

/** What there is not asks for nothing. */
function filterOf({ banda, archivo }: Omit<Asked, 'pareja'>): PairFilter {
  return {
    band: MATCH_BANDS.find((band) => band === banda),
    importId: isUuid(archivo) ? archivo : undefined,
  };
}

function hrefOf(
  { view, banda, archivo, pareja }: Asked & { view: View },
  more: Record<string, string | undefined> = {},
): string {
  const all = { vista: view === 'cola' ? '' : view, banda, archivo, pareja, ...more };
  const query = new URLSearchParams(
    Object.entries(all).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
  return query.size > 0 ? `${OFFICE_PAIRS}?${query.toString()}` : OFFICE_PAIRS;
}

async function pairsOf(
  deps: Deps,
  ctx: Ctx,
  { view, pareja }: Asked & { view: View },
  filter: PairFilter,
): Promise<PageOf<QueuedPair>> {
  const limit = PER_LIST;
  if (pareja !== '') {
    const pair = isUuid(pareja) ? await findPair(deps.db, pareja) : undefined;
    if (!pair) throw notFound();
    return { items: [pair], next: undefined };
  }
  if (view === 'decididas') {
    const { after } = readPageRequest(ctx.query, DECIDED_CURSOR);
    return await listDecided(deps.db, filter, { after, limit });
  }
  const { after } = readPageRequest(ctx.query, QUEUE_CURSOR);
  return await listQueue(deps.db, filter, view === 'cola' ? 'open' : 'later', { after, limit });
}

async function show(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t, lang, query } = ctx;
  const asked = askedIn((name) => query.get(name));
  const filter = filterOf(asked);
  const [{ items, next }, counts, imports, { timeZone: zone }] = await Promise.all([
    pairsOf(deps, ctx, asked, filter),
    countPairs(deps.db, filter.importId),
    importChoices(deps.db),
    readOrganisation(deps.db),
  ]);
  const body = PairsPage({
    t,
    lang,
    view: asked.view,
    items: await withSides(deps, ctx, items, zone),
    counts,
    asked: { banda: filter.band ?? '', archivo: filter.importId ?? '', pareja: asked.pareja },
    imports: imports.map(({ id, file_name: name, created_at: at }) => ({
      value: id,
      label: `${name} (${shortDate(at, zone, lang)})`,
    })),
    done: query.get('hecho') ?? undefined,
    firstHref: query.has('after') ? hrefOf(asked) : undefined,
    nextHref: next && hrefOf(asked, { after: next }),
  });
  return page(body, { title: t('officials.pairs.title'), styles: [PEOPLE_STYLES] });
}

/** Both sides with all that is said of them; four queries, however many pairs. */
async function withSides(
  deps: Deps,
  { t, lang }: Ctx,
  pairs: readonly QueuedPair[],
  zone: string,
): Promise<ShownPair[]> {
  if (pairs.length === 0) return [];
  // Two who are one by now are looked at as the records that the pair names.
  const roots = [...new Set(pairs.flatMap((pair) => [pair.one_root, pair.other_root]))];
  const records = await recordsOfRoots(deps.db, roots);
  const ids = records.map(({ id }) => id);
  const [statements, tenures, who] = await Promise.all([
    statementsOf(deps.db, ids, { office: true }),
    tenuresOf(deps.db, ids, { office: true }),
    staffNames(deps, pairs),
  ]);
  const sideOf = (id: string, root: string, apart: boolean): Side => {
    const own = records.filter((row) => (apart ? row.canonical_id === root : row.id === id));
    const of = new Set(own.map((row) => row.id));
    const head = own[0];
    return {
      id: head?.id ?? id,
      name: records.find((row) => row.id === id)?.name ?? '',
      kind: head?.kind ?? 'other',
      status: head?.status ?? 'draft',
      records: own.length,
      statements: statements.filter((one) => of.has(one.subjectId)),
      tenures: tenures.filter((one) => of.has(one.personId)),
    };
  };
  return pairs.map((pair) => {
    const apart = pair.one_root !== pair.other_root;
    return {
      pair,
      one: sideOf(pair.one_id, pair.one_root, apart),
      other: sideOf(pair.other_id, pair.other_root, apart),
      decided:
        pair.decided_at && pair.decided_by
          ? t('officials.pairs.decided_by', {
              who: who(pair.decided_by) ?? t('officials.pairs.program'),
              when: longDate(pair.decided_at, zone, lang),
            })
          : undefined,
    };
  });
}

async function staffNames(
  deps: Deps,
  pairs: readonly QueuedPair[],
): Promise<(ref: string) => string | undefined> {
  const idOf = (ref: string | null) => (ref?.startsWith('staff:') ? ref.slice('staff:'.length) : undefined);
  const ids = pairs.map((pair) => idOf(pair.decided_by)).filter((id) => id !== undefined);
  const names = await namesOf(deps.db, deps, [...new Set(ids)]);
  return (ref) => names.get(idOf(ref) ?? '');
}

async function decide(deps: Deps, ctx: Ctx): Promise<Answer> {
  const id = pairIn(ctx);
  const asked = askedIn((name) => ctx.body.fields.get(name)?.[0]);
  const read = readForm(PairForm, ctx.body, ctx.t);
  if (!read.ok) return seeOther(hrefOf(asked, { hecho: 'no_decision' }));
  const { decision, shown, reason = '' } = read.value;
  const act = { actor: ctx.actor, now: ctx.now, reason: reason.trim() };
  const result = await run(deps.db, (trx) => decidePair(trx, act, id, { decision, shown }));
  if (!result.ok && result.refused === 'not_found') throw notFound();
  return seeOther(hrefOf(asked, { hecho: result.ok ? decision : result.refused }));
}

async function undo(deps: Deps, ctx: Ctx): Promise<Answer> {
  const id = pairIn(ctx);
  const { pareja } = askedIn((name) => ctx.body.fields.get(name)?.[0]);
  const back = (hecho: string) =>
    seeOther(hrefOf({ view: pareja ? 'cola' : 'decididas', banda: '', archivo: '', pareja }, { hecho }));
  const read = readForm(ReopenForm, ctx.body, ctx.t);
  if (!read.ok) return back('no_reason');
  const act = { actor: ctx.actor, now: ctx.now, reason: read.value.reason.trim() };
  const result = await run(deps.db, (trx) => reopenPair(trx, act, id));
  if (!result.ok && result.refused === 'not_found') throw notFound();
  return back(result.ok ? 'reopened' : result.refused);
}

/** @throws not_found for what is no id */
function pairIn(ctx: Ctx): string {
  const id = ctx.params['pair'];
  if (!isUuid(id)) throw notFound();
  return id;
}
