/** Events of a process at the desk. */
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { rawOf } from '../../../platform/forms/read.ts';
import { page } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { officeRoutes } from '../../../platform/http/routes-at.ts';
import { OFFICE_SELECTIONS, officeEventPath, officeSelectionPath } from '../addresses.ts';
import { removeEvent, saveEvent } from '../commands/events.ts';
import { SELECTION_EVENT } from '../kinds.ts';
import { OfficeEventsPage } from '../pages/office/rows.tsx';
import { findOfficeEvent, type OfficeEvent, officeEvents } from '../queries/office-rows.ts';
import { EVENT_GROUPS, EventForm } from '../schemas/desk-forms.ts';
import { deskOf, selectionOf, WRITE } from './desk.ts';
import { type FoundRow, type RowDesk, rowRoutes } from './office-row.ts';

const { get } = officeRoutes(OFFICE_SELECTIONS);

/** Before one: an event comes from what was shortly before it. */
const MOST_FOLLOWED = 12;

interface Found extends FoundRow {
  one: Awaited<ReturnType<typeof findOfficeEvent>>;
  /** Without itself. */
  others: readonly OfficeEvent[];
}

const EVENTS: RowDesk<typeof EventForm, Found> = {
  below: '/:id/sucesos',
  fresh: 'nuevo',
  own: ':event',
  what: 'an event of a process',
  kind: SELECTION_EVENT,
  form: () => EventForm,
  groups: () => EVENT_GROUPS,
  find: async (deps, ctx) => {
    const row = await selectionOf(deps, ctx);
    const asked = ctx.params['event'];
    const one = asked === undefined ? undefined : await findOfficeEvent(deps.db, row.id, asked);
    if (asked !== undefined && !one) throw notFound();
    const events = await officeEvents(deps.db, row.id);
    return { row, one, others: events.filter(({ id }) => id !== one?.id) };
  },
  options: ({ row, one, others }) => {
    const stages = row.spec.stages.map(({ key, title }) => ({ value: key, label: { text: title } }));
    const near = new Set(others.slice(-MOST_FOLLOWED).map(({ key }) => key));
    for (const key of one?.follows ?? []) near.add(key);
    const follows = others.flatMap(({ key, title }) =>
      near.has(key) ? [{ value: key, label: { text: title } }] : [],
    );
    return { stage: stages, to_stage: stages, follows };
  },
  without: ({ others }) => (others.length === 0 ? ['follows'] : []),
  stored: ({ one }) =>
    one
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
        })
      : rawOf({ basis: 'observed', effect: 'none' }),
  title: ({ one }, t) => t(one ? 'selections.office.one_event' : 'selections.office.new_event'),
  between: (found, t) => [{ href: EVENTS.home(found), label: t('selections.office.events') }],
  here: ({ row, one }) => officeEventPath(row.id, one?.id ?? 'nuevo'),
  home: ({ row }) => officeSelectionPath(row.id, 'sucesos'),
  save: (trx, act, target, value, { rests }) =>
    saveEvent(
      trx,
      act,
      target,
      {
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
      },
      rests,
    ),
  remove: removeEvent,
};

export function officeEventRoutes(deps: Deps): RouteSpec[] {
  return [
    get('/:id/sucesos', WRITE, 'All events of a process, those that are not shown too.', (ctx) =>
      list(deps, ctx),
    ),
    ...rowRoutes(deps, EVENTS),
  ];
}

async function list(deps: Deps, ctx: Ctx): Promise<Answer> {
  const row = await selectionOf(deps, ctx);
  const [desk, events] = await Promise.all([deskOf(deps, ctx), officeEvents(deps.db, row.id)]);
  return page(OfficeEventsPage({ desk, row, events }), { title: ctx.t('selections.office.events') });
}
