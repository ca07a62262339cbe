/** Citations of any kind of record whose module says in its manifest that it can be cited (`adds.cited`). */
import type { VNode } from 'preact';
import { allows } from '../../../platform/access/access.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { type Act, run } from '../../../platform/db/outcome.ts';
import { AppError, notFound } from '../../../platform/errors.ts';
import { cleanText } from '../../../platform/forms/clean.ts';
import { rawOf, readForm } from '../../../platform/forms/read.ts';
import { seeOther } from '../../../platform/http/answers.ts';
import { officeRoutes } from '../../../platform/http/routes-at.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { citationsOf, findCitation } from '../../../platform/sources/citations.ts';
import {
  changeCitation,
  type CitationInput,
  cite,
  moveCitation,
  showValue,
  uncite,
} from '../../../platform/sources/cite.ts';
import type { CitedRecords } from '../../../platform/sources/cited.ts';
import type { Outcome } from '../../../platform/sources/outcome.ts';
import { citationsPath, OFFICE_CITATIONS } from '../../../platform/sources/paths.ts';
import { findSource, listSources } from '../../../platform/sources/queries.ts';
import { sameValue } from '../../../platform/sources/words.ts';
import type { FormState } from '../../../ui/controls/schema-form.tsx';
import { CitationFormPage, CitationListPage, type CitedDesk } from '../pages/office-citations.tsx';
import { CitationForm, MOST_REASON, ShowForm, WHOLE } from '../schemas/sources.ts';
import { framed, recordTitle } from './cited-frame.tsx';

const POLICY = 'site.cite_sources';
const MOST_FOUND = 10;

const { get, post } = officeRoutes(OFFICE_CITATIONS);
const ONE = '/:kind/:record/:citation';

export function officeCitationRoutes(deps: Deps): RouteSpec[] {
  const of = (handle: (desk: Desk) => Promise<Answer>) => async (ctx: Ctx) => handle(await deskOf(deps, ctx));
  const one = (handle: (desk: Desk, own: Own) => Promise<Answer>) =>
    of(async (desk) => handle(desk, await ownOf(desk)));
  return [
    get('/:kind/:record', POLICY, 'What a record cites, in its order.', of(showList)),
    get('/:kind/:record/nueva', POLICY, 'Form to cite a source on a record.', of(showNew)),
    post('/:kind/:record/nueva', POLICY, 'Cite a source on a record.', of(make)),
    get(ONE, POLICY, 'Form to correct a citation, and to choose the value shown.', one(showOne)),
    post(ONE, POLICY, 'Correct a citation.', one(correct)),
    post(`${ONE}/mostrar`, POLICY, 'Choose the value that the record shows, with the reason.', one(show)),
    post(`${ONE}/mover`, POLICY, 'Put a citation one place before or after.', one(move)),
    post(`${ONE}/quitar`, POLICY, 'Take a citation away.', one(remove)),
  ];
}

interface Desk extends CitedDesk {
  deps: Deps;
  ctx: Ctx;
  slot: CitedRecords;
  title: string;
}

type Own = NonNullable<Awaited<ReturnType<typeof findCitation>>>;

/** @throws not_found for a kind that cites nothing and for what is no record, forbidden for who may not cite on it */
async function deskOf(deps: Deps, ctx: Ctx): Promise<Desk> {
  const { t, lang } = ctx;
  const slot = deps.additions.cited.find((one) => one.kind === ctx.params['kind']);
  if (!slot) throw notFound();
  if (!allows(ctx.actor, slot.policy)) throw new AppError('forbidden');
  const record = { kind: slot.kind, id: ctx.params['record'] ?? '' };
  const title = await recordTitle(deps, record, t);
  if (slot.may && !(await slot.may(deps.db, ctx.actor, record.id))) throw new AppError('forbidden');
  return { deps, ctx, t, lang, slot, record, title, fields: slot.fields(t), tellsWhy: slot.tellsWhy };
}

/** @throws not_found also for a citation of another record */
async function ownOf({ deps, ctx, record }: Desk): Promise<Own> {
  const own = await findCitation(deps.db, ctx.params['citation'] ?? '');
  if (!own || own.record_kind !== record.kind || own.record_id !== record.id) throw notFound();
  return own;
}

function answer(
  desk: Desk,
  title: string,
  body: VNode,
  { status = 200, lead }: { status?: number; lead?: string } = {},
): Promise<Answer> {
  return framed(desk.deps, desk.ctx, desk, { title, lead, body, status });
}

const back = ({ record }: Desk, code: string): Answer => seeOther(`${citationsPath(record)}?hecho=${code}`);

async function showList(desk: Desk): Promise<Answer> {
  const { deps, ctx, record } = desk;
  const asked = (ctx.query.get('q') ?? '').trim().slice(0, 200);
  const citations = await citationsOf(deps.db, record.kind, record.id);
  const found =
    asked === ''
      ? undefined
      : (await listSources(deps.db, { words: asked }, { after: undefined, limit: MOST_FOUND })).items;
  const fromRecord = new Set(citations.filter((c) => c.origin === 'record').map((c) => c.id));
  const done = ctx.query.get('hecho') ?? undefined;
  const body = CitationListPage({ ...desk, citations, fromRecord, asked, found, done });
  return answer(desk, desk.t('site.sources.citations.title'), body, {
    lead: desk.t('site.sources.citations.lead'),
  });
}

async function showNew(desk: Desk, typed?: FormState): Promise<Answer> {
  const { deps, ctx, t } = desk;
  const id = ctx.query.get('fuente') ?? ctx.body.fields.get('fuente')?.[0] ?? '';
  // Without a source there is nothing to cite yet: the list is where one is looked for.
  if (id === '') return seeOther(`${citationsPath(desk.record)}#citar`);
  const source = await findSource(deps.db, id);
  if (!source) throw notFound();
  const state = typed ?? { values: rawOf({ field: WHOLE }), faults: [] };
  const body = CitationFormPage({ ...desk, source, state });
  return answer(desk, t('site.sources.citations.add'), body, { status: typed ? 422 : 200 });
}

type Said = Pick<CitationInput, 'field' | 'value' | 'page' | 'passage'>;

/** What the form says; a field that the record doesn't have is a fault. */
function readCitation({ ctx, t, fields }: Desk): { ok: true; said: Said } | { ok: false; state: FormState } {
  const form = readForm(CitationForm, ctx.body, t);
  if (!form.ok) return { ok: false, state: { values: form.raw, faults: form.faults } };
  const { field, value = '', page = '', passage = '' } = form.value;
  if (field !== WHOLE && !fields.some((one) => one.name === field)) {
    const message = t('form.fault.choose', { label: t('site.sources.field.field') });
    return { ok: false, state: { values: form.raw, faults: [{ field: 'field', message }] } };
  }
  return { ok: true, said: { field: field === WHOLE ? '' : field, value, page, passage } };
}

/** What follows from the citations of the record is written with them. */
async function write<T extends object>(
  desk: Desk,
  command: (trx: Trx, act: Act) => Promise<Outcome<T>>,
  reason = '',
): Promise<Outcome<T>> {
  const { deps, ctx, slot, record } = desk;
  const act: Act = { actor: ctx.actor, now: ctx.now, ...(reason !== '' && { reason }) };
  return await run(deps.db, async (trx) => {
    await slot.lock?.(trx, record.id);
    const done = await command(trx, act);
    const then = done.ok ? await slot.changed?.(trx, act, record.id) : undefined;
    return then?.ok === false ? then : done;
  });
}

async function make(desk: Desk): Promise<Answer> {
  const { deps, ctx, record } = desk;
  const read = readCitation(desk);
  if (!read.ok) return showNew(desk, read.state);
  const source = (await findSource(deps.db, ctx.body.fields.get('fuente')?.[0] ?? ''))?.id;
  if (source === undefined) throw notFound();
  const made = await write(desk, (trx, act) => cite(trx, act, { ...read.said, source, record }));
  if (!made.ok) return back(desk, made.refused);
  if (!made.contradicts) return back(desk, 'cited');
  return seeOther(`${citationsPath(record)}/${made.id}?hecho=contradicts`);
}

async function showOne(
  desk: Desk,
  own: Own,
  typed: { state?: FormState; show?: FormState } = {},
): Promise<Answer> {
  const { deps, ctx, t, record } = desk;
  const { field, value, page, passage, reason } = own;
  const citations = await citationsOf(deps.db, record.kind, record.id);
  const source = citations.find((one) => one.id === own.id)?.source;
  if (!source) throw notFound();
  const contradicted =
    value !== '' &&
    citations.some((one) => one.field === field && one.value !== '' && !sameValue(one.value, value));
  const stored = { values: rawOf({ field: field === '' ? WHOLE : field, value, page, passage }), faults: [] };
  const body = CitationFormPage({
    ...desk,
    source,
    state: typed.state ?? stored,
    citation: own,
    show: contradicted ? (typed.show ?? { values: rawOf({ reason }), faults: [] }) : undefined,
    done: ctx.query.get('hecho') ?? undefined,
  });
  return answer(desk, t('site.sources.citations.edit'), body, {
    status: typed.state || typed.show ? 422 : 200,
  });
}

async function correct(desk: Desk, own: Own): Promise<Answer> {
  const read = readCitation(desk);
  if (!read.ok) return showOne(desk, own, { state: read.state });
  const done = await write(desk, (trx, act) => changeCitation(trx, act, own.id, read.said));
  return back(desk, done.ok ? 'changed' : done.refused);
}

async function show(desk: Desk, own: Own): Promise<Answer> {
  const { ctx, t } = desk;
  const form = readForm(ShowForm, ctx.body, t);
  if (!form.ok) return showOne(desk, own, { show: { values: form.raw, faults: form.faults } });
  const { reason } = form.value;
  const done = await write(desk, (trx, act) => showValue(trx, act, own.id, reason), reason);
  return back(desk, done.ok ? 'shown' : done.refused);
}

async function move(desk: Desk, own: Own): Promise<Answer> {
  const to = desk.ctx.body.fields.get('to')?.[0];
  if (to !== 'up' && to !== 'down') throw new AppError('bad_request');
  const done = await run(desk.deps.db, (trx) =>
    moveCitation(trx, { actor: desk.ctx.actor, now: desk.ctx.now }, own.id, to),
  );
  return back(desk, done.ok ? 'moved' : done.refused);
}

async function remove(desk: Desk, own: Own): Promise<Answer> {
  const reason = cleanText(desk.ctx.body.fields.get('reason')?.[0] ?? '', false).slice(0, MOST_REASON);
  const done = await write(desk, (trx, act) => uncite(trx, act, own.id), reason);
  return back(desk, done.ok ? 'uncited' : done.refused);
}
