/** One's own registration behind the secret link. Looking changes nothing; every act is a POST. */
import { notesOn } from '../../../platform/additions.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { AppError, notFound } from '../../../platform/errors.ts';
import { bytes, page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { ownPath } from '../addresses.ts';
import { changeRegistration } from '../commands/registration/change.ts';
import {
  acceptOffer,
  cancelRegistration,
  confirmAddress,
  type OwnContext,
  type OwnResult,
  rejoin,
} from '../commands/registration/own.ts';
import { acceptWorkshop } from '../commands/registration/workshop-offers.ts';
import { registrationCalendar } from '../emails/calendar.ts';
import { calendarMediaType } from '../formats/ics.ts';
import { answersInWords } from '../pages/registration/answers.ts';
import { ChangePage } from '../pages/registration/form.tsx';
import { CancelPage, OwnPage, type OwnProps } from '../pages/registration/own.tsx';
import { dayAndTime, daysWords, zoneWords } from '../pages/words.ts';
import { openPerson } from '../person.ts';
import { countAhead, listWorkshopPlaces, type RegistrationRow } from '../queries/registrations.ts';
import { ownActions } from '../rules/registration.ts';
import { isOver } from '../rules/window.ts';
import { findOwn, type OwnFound } from './own-found.ts';
import { formOf, readRegistration } from './registration-input.ts';

export function ownRegistrationRoutes(deps: Deps): RouteSpec[] {
  return [
    {
      method: 'GET',
      url: '/registro/:token',
      kind: 'page',
      policy: 'public',
      summary: 'One’s own registration.',
      handle: (ctx) => show(deps, ctx),
    },
    {
      method: 'POST',
      url: '/registro/:token',
      kind: 'page',
      policy: 'public',
      summary: 'Confirm, change, cancel, accept an offer, back in line (field `action`).',
      handle: (ctx) => act(deps, ctx),
    },
    {
      method: 'GET',
      url: '/registro/:token/cambiar',
      kind: 'page',
      policy: 'public',
      summary: 'The form to change it.',
      handle: (ctx) => showChange(deps, ctx),
    },
    {
      method: 'GET',
      url: '/registro/:token/cancelar',
      kind: 'page',
      policy: 'public',
      summary: 'Asks whether to cancel.',
      handle: (ctx) => showCancel(deps, ctx),
    },
    {
      method: 'GET',
      url: '/registro/:token/calendario.ics',
      kind: 'feed',
      policy: 'public',
      summary: 'The calendar entry of one’s own registration.',
      handle: (ctx) => calendar(deps, ctx),
    },
  ];
}

const DONE = ['confirm', 'change', 'accept', 'rejoin', 'workshop', 'refused'] as const;

async function show(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { event, registration, token } = await findOwn(deps, ctx);
  const { t, lang } = ctx;
  const person = openPerson(deps.vault, registration.id, registration.sealed);
  const hold = registration.holds_place ? registration.held_until : null;
  const props: OwnProps = {
    t,
    token,
    event,
    registration,
    workshops: await listWorkshopPlaces(deps.db, registration.id),
    actions: ownActions(registration.state, isOver(event, ctx.now)),
    answers: answersInWords(formOf(event, 'register'), person, registration, t),
    when: `${daysWords(event, event.timezone, lang)}, ${zoneWords(t, event.timezone, event.starts_at)}`,
    heldUntil: hold
      ? `${dayAndTime(hold, event.timezone, lang).text}, ${zoneWords(t, event.timezone, hold)}`
      : undefined,
    ahead: registration.state === 'waitlisted' ? await countAhead(deps.db, registration) : undefined,
    notes: await notesOn(deps, 'event_registration', { id: registration.id, token, t, lang, now: ctx.now }),
    done: DONE.find((d) => d === ctx.query.get('hecho')),
  };
  return page(<OwnPage {...props} />, { title: t(`events.own.title.${registration.state}`) });
}

async function showChange(deps: Deps, ctx: Ctx): Promise<Answer> {
  const found = await findOwn(deps, ctx);
  if (!ownActions(found.registration.state, isOver(found.event, ctx.now)).includes('change'))
    return seeOther(`${ownPath(found.token)}?hecho=refused`);
  const workshops = await listWorkshopPlaces(deps.db, found.registration.id);
  const person = openPerson(deps.vault, found.registration.id, found.registration.sealed);
  const values = new Map<string, readonly string[]>();
  for (const [name, value] of Object.entries({
    ...person,
    ...consentsOf(found.registration),
    attendance: found.registration.attendance,
  })) {
    if (name !== 'answers' && value !== false)
      values.set(name, Array.isArray(value) ? value.map(String) : [String(value)]);
  }
  for (const [key, value] of Object.entries(person.answers))
    values.set(`answers.${key}`, Array.isArray(value) ? value.map(String) : [String(value)]);
  values.set(
    'workshops',
    // One whose offer went by is wanted again only if it is chosen again.
    workshops.filter((w) => w.state !== 'lapsed').map((w) => w.slug),
  );
  return changePage(deps, ctx, found, values, []);
}

const consentsOf = ({ consent_directory, consent_photo, consent_recording }: RegistrationRow) => ({
  consent_directory,
  consent_photo,
  consent_recording,
});

function changePage(
  deps: Deps,
  ctx: Ctx,
  found: OwnFound,
  values: ReadonlyMap<string, readonly string[]>,
  faults: { field: string; message: string }[],
): Answer {
  const { event, registration, token } = found;
  const { email } = openPerson(deps.vault, registration.id, registration.sealed);
  const body = (
    <ChangePage
      t={ctx.t}
      event={event}
      token={token}
      email={email}
      form={formOf(event, 'change')}
      values={values}
      faults={faults}
    />
  );
  return page(body, { title: ctx.t('events.change.title'), status: faults.length > 0 ? 422 : 200 });
}

async function showCancel(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { event, registration, token } = await findOwn(deps, ctx);
  if (!ownActions(registration.state, isOver(event, ctx.now)).includes('cancel'))
    return seeOther(ownPath(token));
  return page(<CancelPage t={ctx.t} token={token} event={event} />, { title: ctx.t('events.cancel.title') });
}

async function calendar(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { event, registration } = await findOwn(deps, ctx);
  if (registration.state !== 'confirmed') throw notFound();
  const workshops = await listWorkshopPlaces(deps.db, registration.id);
  const ics = registrationCalendar(
    { baseUrl: deps.config.baseUrl, now: ctx.now },
    event,
    registration,
    workshops,
    'PUBLISH',
    ctx.lang,
  );
  return bytes(ics, calendarMediaType('PUBLISH'), {
    'content-disposition': 'attachment; filename="encuentro.ics"',
  });
}

async function act(deps: Deps, ctx: Ctx): Promise<Answer> {
  const found = await findOwn(deps, ctx);
  const { event, registration, token } = found;
  const c: OwnContext = { actor: ctx.actor, now: ctx.now };
  const id = registration.id;
  const run = async (
    done: string,
    command: (trx: Parameters<Parameters<typeof withTransaction>[1]>[0]) => Promise<OwnResult>,
  ): Promise<Answer> => {
    const result = await withTransaction(deps.db, command);
    return seeOther(`${ownPath(token)}?hecho=${result.ok ? done : 'refused'}`);
  };
  switch (ctx.body.fields.get('action')?.[0]) {
    case 'confirm':
      return run('confirm', (trx) => confirmAddress(trx, c, event, id));
    case 'accept':
      return run('accept', (trx) => acceptOffer(trx, c, event, id));
    case 'rejoin':
      return run('rejoin', (trx) => rejoin(trx, c, event, id));
    case 'cancel':
      // Cancelled already: the second click of two sees what the first has done.
      if (
        registration.state !== 'cancelled' &&
        !ownActions(registration.state, isOver(event, ctx.now)).includes('cancel')
      )
        return seeOther(`${ownPath(token)}?hecho=refused`);
      await withTransaction(deps.db, (trx) => cancelRegistration(trx, c, event, id));
      return seeOther(ownPath(token));
    case 'accept_workshop': {
      const workshop = event.workshops.find((w) => w.slug === ctx.body.fields.get('workshop')?.[0]);
      if (!workshop) throw notFound();
      return run('workshop', (trx) => acceptWorkshop(trx, c, event.id, id, workshop.id));
    }
    case 'change':
      return change(deps, ctx, found, c);
    default:
      throw new AppError('bad_request');
  }
}

async function change(deps: Deps, ctx: Ctx, found: OwnFound, c: OwnContext): Promise<Answer> {
  const { event, registration, token } = found;
  const reading = readRegistration(event, 'change', ctx.body, ctx.t);
  if (!reading.ok) return changePage(deps, ctx, found, reading.raw, reading.faults);
  const result = await withTransaction(deps.db, (trx) =>
    changeRegistration(trx, { ...c, vault: deps.vault }, event, registration.id, reading.value),
  );
  if (!result.ok && result.refused === 'full') {
    return changePage(deps, ctx, found, ctx.body.fields, [
      { field: 'attendance', message: ctx.t('events.change.full') },
    ]);
  }
  return seeOther(`${ownPath(token)}?hecho=${result.ok ? 'change' : 'refused'}`);
}
