/** At the desk: what waits of public proposals, and how they are dealt with. */
import { audit } from '../../../platform/audit/audit.ts';
import { readPageRequest } from '../../../platform/db/page-by-key.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { run } from '../../../platform/db/outcome.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { type FieldFault, notFound } from '../../../platform/errors.ts';
import { readForm } from '../../../platform/forms/read.ts';
import { versionOf } from '../../../platform/forms/versions.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { officeRoutes } from '../../../platform/http/routes-at.ts';
import { forgetSettings, readSetting, writeSetting } from '../../../platform/settings/settings.ts';
import { filled, type FormState } from '../../../ui/controls/schema-form.tsx';
import { OFFICE_PROPOSALS, OFFICE_SETTINGS, OFFICE_TO_SEE, officeProposalPath } from '../addresses.ts';
import type { Context, Result } from '../commands/context.ts';
import { keepShown } from '../commands/flag.ts';
import { markRead } from '../commands/show-at-once.ts';
import { markDone } from '../commands/thresholds.ts';
import { OfficeListPage } from '../pages/office/list.tsx';
import { ToSeeList } from '../pages/office/attention.tsx';
import { SettingsPage } from '../pages/office/settings.tsx';
import { countToSee, listToSee, TO_SEE_CURSOR } from '../queries/flags.ts';
import { countStates } from '../queries/office.ts';
import { findByNumber } from '../queries/own.ts';
import { readSteps, writeSteps } from '../rules/thresholds.ts';
import { PublishForm } from '../schemas/moderation.ts';
import { DoneForm, SettingsForm } from '../schemas/settings.ts';
import { moderation, MOST_THRESHOLDS, thresholds } from '../settings.ts';
import { showOne } from './office.ts';
import { contextOf, numberIn, readerOf } from './shared.ts';

const MODERATE = 'proposals.moderate';
const SETTINGS = 'proposals.settings';
const PER_PAGE = 30;
const { get, post } = officeRoutes(OFFICE_PROPOSALS);

export function officeAttentionRoutes(deps: Deps): RouteSpec[] {
  return [
    get('/por-ver', MODERATE, 'Public proposals of which something waits for somebody.', (ctx) =>
      showToSee(deps, ctx),
    ),
    get('/ajustes', SETTINGS, 'When proposals are read, and what follows from supports.', (ctx) =>
      showSettings(deps, ctx),
    ),
    post('/ajustes', SETTINGS, 'Save these settings.', (ctx) => saveSettings(deps, ctx)),
    post('/:number/leida', MODERATE, 'Say that a proposal which is public already was read.', (ctx) =>
      act(deps, ctx, 'read', (trx, c, id) => markRead(trx, c, id, versionOf(ctx.body))),
    ),
    post('/:number/avisos', MODERATE, 'Say that a proposal stays, whatever readers said of it.', (ctx) =>
      keep(deps, ctx),
    ),
    post('/:number/pasos/:count', MODERATE, 'Say that what follows from so many supports is done.', (ctx) =>
      stepDone(deps, ctx),
    ),
  ];
}

async function showToSee(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { after } = readPageRequest(ctx.query, TO_SEE_CURSOR);
  const [reader, counts, toSee, { items, next }] = await Promise.all([
    readerOf(deps, ctx),
    countStates(deps.db),
    countToSee(deps.db),
    listToSee(deps.db, { after, limit: PER_PAGE }),
  ]);
  const list = ToSeeList({
    t: ctx.t,
    items,
    firstHref: after && OFFICE_TO_SEE,
    nextHref: next && `${OFFICE_TO_SEE}?after=${next}`,
  });
  return page(OfficeListPage({ ...reader, state: 'to_see', counts, toSee, rows: [], list }), {
    title: ctx.t('proposals.office.title'),
  });
}

async function act(
  deps: Deps,
  ctx: Ctx,
  code: 'read' | 'kept' | 'step_done',
  command: (trx: Trx, c: Context, id: string) => Promise<Result>,
): Promise<Answer> {
  const number = numberIn(ctx);
  const row = number === undefined ? undefined : await findByNumber(deps.db, number);
  if (!row || number === undefined) throw notFound();
  const done = await run(deps.db, (trx) => command(trx, contextOf(deps, ctx), row.id));
  if (!done.ok && done.refused === 'not_found') throw notFound();
  return seeOther(`${officeProposalPath(number)}?hecho=${done.ok ? code : done.refused}`);
}

async function keep(deps: Deps, ctx: Ctx): Promise<Answer> {
  const form = readForm(PublishForm, ctx.body, ctx.t);
  if (!form.ok) return showOne(deps, ctx, { what: 'kept', state: { values: form.raw, faults: form.faults } });
  const { note = '' } = form.value;
  return act(deps, ctx, 'kept', (trx, c, id) =>
    keepShown(trx, c, id, { note, version: versionOf(ctx.body) }),
  );
}

async function stepDone(deps: Deps, ctx: Ctx): Promise<Answer> {
  const count = Number(/^[1-9]\d{0,6}$/.exec(ctx.params['count'] ?? '')?.[0]);
  if (Number.isNaN(count)) throw notFound();
  const form = readForm(DoneForm, ctx.body, ctx.t);
  if (!form.ok)
    return showOne(deps, ctx, { what: `step_${count}`, state: { values: form.raw, faults: form.faults } });
  const { note = '' } = form.value;
  return act(deps, ctx, 'step_done', (trx, c, proposalId) => markDone(trx, c, { proposalId, count, note }));
}

async function showSettings(deps: Deps, ctx: Ctx, drawn?: FormState): Promise<Answer> {
  const { t, query } = ctx;
  const state =
    drawn ??
    filled({
      moderation: await readSetting(deps.db, moderation),
      thresholds: writeSteps(await readSetting(deps.db, thresholds)),
    });
  return page(SettingsPage({ t, state, isSaved: query.get('hecho') === 'guardado' }), {
    title: t('proposals.settings.title'),
    status: drawn ? 422 : 200,
  });
}

async function saveSettings(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t, actor, now } = ctx;
  const form = readForm(SettingsForm, ctx.body, t);
  if (!form.ok) return showSettings(deps, ctx, { values: form.raw, faults: form.faults });
  const { steps, wrong } = readSteps(form.value.thresholds ?? '');
  const faults: FieldFault[] = [];
  if (wrong.length > 0)
    faults.push({ field: 'thresholds', message: t('proposals.settings.wrong', { line: wrong[0] ?? '' }) });
  if (steps.length > MOST_THRESHOLDS)
    faults.push({ field: 'thresholds', message: t('proposals.settings.many', { count: MOST_THRESHOLDS }) });
  if (faults.length > 0) return showSettings(deps, ctx, { values: form.raw, faults });
  const when = form.value.moderation;
  await withTransaction(deps.db, async (trx) => {
    await writeSetting(trx, moderation, when, now);
    await writeSetting(trx, thresholds, steps, now);
    await audit(trx, {
      actor,
      action: 'proposals.settings_saved',
      subject: { kind: 'setting', id: moderation.key },
      detail: { moderation: when, thresholds: steps.map(({ at }) => at).join(' ') },
    });
  });
  forgetSettings(deps.db);
  return seeOther(`${OFFICE_SETTINGS}?hecho=guardado`);
}
