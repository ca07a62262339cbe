/** Events of a process at the desk. */
import { run } from '../../../platform/db/outcome.ts';
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { cleanText } from '../../../platform/forms/clean.ts';
import { rawOf, readForm } from '../../../platform/forms/read.ts';
import { versionOf } from '../../../platform/forms/versions.ts';
import { page } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { officeRoutes } from '../../../platform/http/routes-at.ts';
import type { FormState } from '../../../ui/controls/schema-form.tsx';
import { OFFICE_SELECTIONS, officeEventPath, officeSelectionPath } from '../addresses.ts';
import { removeEvent, saveEvent } from '../commands/events.ts';
import { SELECTION_EVENT } from '../kinds.ts';
import { OfficeEventsPage, RowFormPage } from '../pages/office/rows.tsx';
import { findOfficeEvent, officeEvents } from '../queries/office-rows.ts';
import { EVENT_GROUPS, EventForm } from '../schemas/desk-forms.ts';
import { actOf, back, deskOf, selectionOf, WRITE } from './desk.ts';
import { fieldsWithSources, restsOf, todayOf } from './office-sources.ts';

const { get, post } = officeRoutes(OFFICE_SELECTIONS);

/** Before one: an event comes from what was shortly before it. */
const MOST_FOLLOWED = 12;

export function officeEventRoutes(deps: Deps): RouteSpec[] {
  const ONE = '/:id/sucesos/:event';
  return [
    get('/:id/sucesos', WRITE, 'All events of a process, those that are not shown too.', (ctx) =>
      list(deps, ctx),
    ),
    get('/:id/sucesos/nuevo', WRITE, 'Form to enter an event of a process.', (ctx) => show(deps, ctx)),
    post('/:id/sucesos/nuevo', WRITE, 'Enter an event of a process, with its source.', (ctx) =>
      save(deps, ctx),
    ),
    get(ONE, WRITE, 'Form to correct an event of a process.', (ctx) => show(deps, ctx)),
    post(ONE, WRITE, 'Correct an event of a process, with the reason.', (ctx) => save(deps, ctx)),
    post(`${ONE}/quitar`, WRITE, 'Take an event of a process away, with the reason.', (ctx) =>
      remove(deps, ctx),
    ),
  ];
}

async function list(deps: Deps, ctx: Ctx): Promise<Answer> {
  const row = await selectionOf(deps, ctx);
  const [desk, events] = await Promise.all([deskOf(deps, ctx), officeEvents(deps.db, row.id)]);
  return page(OfficeEventsPage({ desk, row, events }), { title: ctx.t('selections.office.events') });
}

/** @throws not_found */
async function foundIn(deps: Deps, ctx: Ctx) {
  const row = await selectionOf(deps, ctx);
  const asked = ctx.params['event'];
  const one = asked === undefined ? undefined : await findOfficeEvent(deps.db, row.id, asked);
  if (asked !== undefined && !one) throw notFound();
  return { row, one };
}

async function show(deps: Deps, ctx: Ctx, typed?: FormState, removal?: string): Promise<Answer> {
  const { t } = ctx;
  const { row, one } = await foundIn(deps, ctx);
  const [desk, events] = await Promise.all([deskOf(deps, ctx), officeEvents(deps.db, row.id)]);
  const stages = row.spec.stages.map(({ key, title }) => ({ value: key, label: { text: title } }));
  const others = events.filter(({ id }) => id !== one?.id);
  const near = new Set(others.slice(-MOST_FOLLOWED).map(({ key }) => key));
  for (const key of one?.follows ?? []) near.add(key);
  const follows = others.flatMap(({ key, title }) =>
    near.has(key) ? [{ value: key, label: { text: title } }] : [],
  );
  const record = one && { kind: SELECTION_EVENT, id: one.id };
  const { fields, cited } = await fieldsWithSources(deps, EventForm, row.id, record, {
    stage: stages,
    to_stage: stages,
    follows,
  });
  const stored = one
    ? rawOf({
        title: one.title,
        stage: one.stage,
        on: one.on_date,
        time: one.at_time,
        until: one.until_date,
        basis: one.basis,
        effect: one.effect,
        to_stage: one.to_stage,
        detail: one.detail,
        follows: one.follows,
        keep: cited,
      })
    : rawOf({ basis: 'observed', effect: 'none' });
  const title = t(one ? 'selections.office.one_event' : 'selections.office.new_event');
  const body = RowFormPage({
    desk,
    row,
    title,
    between: [{ href: officeSelectionPath(row.id, 'sucesos'), label: t('selections.office.events') }],
    here: officeEventPath(row.id, one?.id ?? 'nuevo'),
    cancelHref: officeSelectionPath(row.id, 'sucesos'),
    fields,
    groups: EVENT_GROUPS,
    state: typed ?? { values: stored, faults: [] },
    stored: one !== undefined,
    removal: removal === undefined ? [] : [{ field: 'reason', message: removal }],
  });
  return page(body, { title, status: typed || removal !== undefined ? 422 : 200 });
}

async function save(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t, body } = ctx;
  const { row, one } = await foundIn(deps, ctx);
  const form = readForm(EventForm, body, t);
  if (!form.ok) return await show(deps, ctx, { values: form.raw, faults: form.faults });
  const { value } = form;
  const target = {
    selectionId: row.id,
    event: one?.id,
    version: versionOf(body),
    today: await todayOf(deps, ctx),
  };
  const input = {
    title: value.title,
    stage: value.stage ?? '',
    detail: value.detail ?? '',
    on: value.on ?? '',
    time: value.time ?? '',
    until: value.until ?? '',
    basis: value.basis,
    effect: value.effect,
    toStage: value.to_stage ?? '',
    follows: value.follows ?? [],
  };
  const done = await run(deps.db, (trx) =>
    saveEvent(trx, actOf(ctx, value.reason), target, input, restsOf(value)),
  );
  if (done.ok) return back(row.id, 'event_saved', 'sucesos');
  if (done.refused === 'not_found') throw notFound();
  const message = t(`selections.refused.${done.refused}`);
  return await show(deps, ctx, { values: form.raw, faults: [{ field: done.field ?? 'title', message }] });
}

async function remove(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { row, one } = await foundIn(deps, ctx);
  if (!one) throw notFound();
  const reason = cleanText(ctx.body.fields.get('reason')?.[0] ?? '', false).slice(0, 500);
  const target = { selectionId: row.id, event: one.id, version: versionOf(ctx.body) };
  const done = await run(deps.db, (trx) => removeEvent(trx, actOf(ctx, reason), target));
  if (done.ok) return back(row.id, 'event_removed', 'sucesos');
  return await show(deps, ctx, undefined, ctx.t(`selections.refused.${done.refused}`));
}
