/** The bodies of a process at the desk, their places, and who holds them. */
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { rawOf } from '../../../platform/forms/read.ts';
import { page } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { officeRoutes } from '../../../platform/http/routes-at.ts';
import { officePersonPath, peopleBySlug } from '../../officials/index.ts';
import { OFFICE_SELECTIONS, officeCommissionPath } from '../addresses.ts';
import { removeBody, removeSeat, saveBody, saveSeat } from '../commands/bodies.ts';
import { removeHolder, saveHolder } from '../commands/holders.ts';
import { SEAT_HOLDER, SELECTION_BODY } from '../kinds.ts';
import { OfficeCommissionPage } from '../pages/office/commission.tsx';
import { LinkedTo } from '../pages/office/link.tsx';
import type { OfficeSelection } from '../queries/office.ts';
import { findRowLink, type RowLinkFound } from '../queries/office-links.ts';
import {
  findOfficeHolder,
  type OfficeBody,
  officeBodies,
  officeHolders,
  type OfficeSeat,
  officeSeats,
} from '../queries/office-commission.ts';
import {
  BODY_GROUPS,
  BodyForm,
  HOLDER_GROUPS,
  HolderForm,
  SEAT_GROUPS,
  SeatForm,
} from '../schemas/commission-forms.ts';
import { deskOf, selectionOf, WRITE } from './desk.ts';
import { linkedPerson } from './office-links.ts';
import { type FoundRow, type RowDesk, rowRoutes } from './office-row.ts';

const { get } = officeRoutes(OFFICE_SELECTIONS);
const BELOW = '/:id/comision';

/** What goes before a form: back to the bodies. */
const home = ({ row }: FoundRow): string => officeCommissionPath(row.id);
const between: RowDesk<typeof BodyForm, FoundRow>['between'] = (found, t) => [
  { href: home(found), label: t('selections.office.commission') },
];

const bodiesOf = (bodies: readonly OfficeBody[]) =>
  bodies.map(({ key, name }) => ({ value: key, label: { text: name } }));

/** Of all bodies of the kind; which of them a body has is looked at when it is saved. */
const groupsOf = ({ spec }: OfficeSelection) =>
  spec.bodies.flatMap(({ parts }) =>
    parts.map(({ group, label }) => ({ value: group, label: { text: label } })),
  );

interface FoundBody extends FoundRow {
  one: OfficeBody | undefined;
  bodies: readonly OfficeBody[];
}

const BODIES: RowDesk<typeof BodyForm, FoundBody> = {
  below: `${BELOW}/organos`,
  fresh: 'nuevo',
  own: ':body',
  what: 'a body of a process',
  kind: SELECTION_BODY,
  form: () => BodyForm,
  groups: () => BODY_GROUPS,
  find: async (deps, ctx) => {
    const row = await selectionOf(deps, ctx);
    const bodies = await officeBodies(deps.db, row.id);
    const one = bodies.find(({ id }) => id === ctx.params['body']);
    if (ctx.params['body'] !== undefined && !one) throw notFound();
    return { row, one, bodies };
  },
  options: ({ row, one, bodies }) => ({
    key: row.spec.bodies
      .filter(({ key }) => key === one?.key || !bodies.some((body) => body.key === key))
      .map(({ key, name }) => ({ value: key, label: { text: name } })),
  }),
  stored: ({ one }) =>
    one ? rawOf({ key: one.key, name: one.name, entitled: one.entitled, note: one.note }) : new Map(),
  title: ({ one }, t) => t(one ? 'selections.office.one_body' : 'selections.office.new_body'),
  between,
  here: ({ row, one }) => officeCommissionPath(row.id, 'organos', one?.id),
  home,
  save: (trx, act, target, value, { rests }) =>
    saveBody(
      trx,
      act,
      target,
      { key: value.key, name: value.name, entitled: value.entitled, note: value.note ?? '' },
      rests,
    ),
  remove: removeBody,
};

interface FoundSeat extends FoundRow {
  one: OfficeSeat | undefined;
  bodies: readonly OfficeBody[];
}

const SEATS: RowDesk<typeof SeatForm, FoundSeat> = {
  below: `${BELOW}/puestos`,
  fresh: 'nuevo',
  own: ':seat',
  what: 'a place in a body of a process',
  form: () => SeatForm,
  groups: () => SEAT_GROUPS,
  find: async (deps, ctx) => {
    const row = await selectionOf(deps, ctx);
    const [bodies, seats] = await Promise.all([officeBodies(deps.db, row.id), officeSeats(deps.db, row.id)]);
    const one = seats.find(({ id }) => id === ctx.params['seat']);
    if (ctx.params['seat'] !== undefined && !one) throw notFound();
    return { row, one, bodies };
  },
  options: ({ row, bodies }) => ({ body: bodiesOf(bodies), group: groupsOf(row) }),
  stored: ({ one }, { query }) =>
    one
      ? rawOf({ body: one.body_key, label: one.label, group: one.group_key, chairs: one.chairs })
      : rawOf({ body: query.get('organo') }),
  title: ({ one }, t) => t(one ? 'selections.office.one_seat' : 'selections.office.new_seat'),
  between,
  here: ({ row, one }) => officeCommissionPath(row.id, 'puestos', one?.id),
  home,
  save: (trx, act, target, { body, label, group = '', chairs = false }) =>
    saveSeat(trx, act, target, { body, label, group, chairs }),
  remove: removeSeat,
};

interface FoundHolder extends FoundRow {
  one: Awaited<ReturnType<typeof findOfficeHolder>>;
  link: RowLinkFound | undefined;
  bodies: readonly OfficeBody[];
  seats: readonly OfficeSeat[];
}

const HOLDERS: RowDesk<typeof HolderForm, FoundHolder> = {
  below: `${BELOW}/integrantes`,
  fresh: 'nuevo',
  own: ':holder',
  what: 'who holds a place in a body of a process',
  kind: SEAT_HOLDER,
  form: () => HolderForm,
  groups: () => HOLDER_GROUPS,
  find: async (deps, ctx) => {
    const row = await selectionOf(deps, ctx);
    const asked = ctx.params['holder'];
    const [bodies, seats, one, link] = await Promise.all([
      officeBodies(deps.db, row.id),
      officeSeats(deps.db, row.id),
      asked === undefined ? undefined : findOfficeHolder(deps.db, row.id, asked),
      asked === undefined ? undefined : findRowLink(deps.db, 'seat_holders', row.id, asked),
    ]);
    if (asked !== undefined && !one) throw notFound();
    return { row, one, link, bodies, seats };
  },
  options: ({ row, bodies, seats }) => ({
    seat: seats.map(({ id, label, body }) => ({ value: id, label: { text: `${body} · ${label}` } })),
    body: bodiesOf(bodies),
    group: groupsOf(row),
  }),
  without: ({ seats }) => (seats.length === 0 ? ['seat'] : []),
  stored: ({ one, seats }, { query }) =>
    one
      ? rawOf({
          name: one.name,
          seat: one.seat_id,
          alternate: one.alternate,
          office: one.office,
          person: one.person_slug,
          starts: one.starts,
          ends: one.ends,
          sworn_on: one.sworn_on,
          chosen_by: one.chosen_by,
          slate: one.slate,
          votes_for: one.votes_for,
          votes_against: one.votes_against,
          note: one.note,
        })
      : rawOf({
          body: query.get('organo'),
          seat: seats.find(({ id }) => id === query.get('puesto'))?.id ?? '',
        }),
  title: ({ one }, t) => t(one ? 'selections.office.one_holder' : 'selections.office.new_holder'),
  between,
  here: ({ row, one }) => officeCommissionPath(row.id, 'integrantes', one?.id),
  head: ({ row, link }, desk) => {
    const person = link && linkedPerson(link);
    const here = officeCommissionPath(row.id, 'integrantes', link?.id);
    return person && LinkedTo({ desk, person, href: `${here}/enlace` });
  },
  home,
  save: (trx, act, target, value, { rests }) =>
    saveHolder(
      trx,
      act,
      target,
      {
        name: value.name,
        seat: value.seat ?? {
          body: value.body ?? '',
          label: value.label ?? '',
          group: value.group ?? '',
          chairs: false,
        },
        alternate: value.alternate ?? false,
        office: value.office ?? '',
        person: value.person ?? '',
        starts: value.starts ?? '',
        ends: value.ends ?? '',
        swornOn: value.sworn_on ?? '',
        chosenBy: value.chosen_by ?? '',
        slate: value.slate ?? '',
        votesFor: value.votes_for,
        votesAgainst: value.votes_against,
        note: value.note ?? '',
      },
      rests,
    ),
  remove: removeHolder,
  removed: ({ link }) => ({ hecho: 'holder_removed', ...(link?.made && { ficha: link.made }) }),
};

export function officeCommissionRoutes(deps: Deps): RouteSpec[] {
  return [
    get(BELOW, WRITE, 'The bodies of a process, their places and who holds them.', (ctx) => list(deps, ctx)),
    ...rowRoutes(deps, BODIES),
    ...rowRoutes(deps, SEATS),
    ...rowRoutes(deps, HOLDERS),
  ];
}

async function list(deps: Deps, ctx: Ctx): Promise<Answer> {
  const row = await selectionOf(deps, ctx);
  const [desk, bodies, seats, holders, left] = await Promise.all([
    deskOf(deps, ctx),
    officeBodies(deps.db, row.id),
    officeSeats(deps.db, row.id),
    officeHolders(deps.db, row.id),
    peopleBySlug(deps.db, [ctx.query.get('ficha') ?? '']),
  ]);
  const [record] = left.values();
  const leftHref = record === undefined ? undefined : officePersonPath(record);
  return page(OfficeCommissionPage({ desk, row, bodies, seats, holders, leftHref }), {
    title: ctx.t('selections.office.commission'),
  });
}
