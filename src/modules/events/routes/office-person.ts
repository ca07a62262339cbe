/** One person who registered: everything known, what can be done; and adding somebody by hand. */
import Type, { type TObject } from 'typebox';
import { listAudit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { AppError, type FieldFault, notFound } from '../../../platform/errors.ts';
import { fieldsOf, type FormField, ui } from '../../../platform/forms/field.ts';
import { type RawValues, readForm } from '../../../platform/forms/read.ts';
import { seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { isUuid } from '../../../platform/uuid.ts';
import type { Vault } from '../../../platform/vault/vault.ts';
import { resendLink } from '../commands/registration/links.ts';
import { cancelRegistration, confirmAddress, type OwnResult, rejoin } from '../commands/registration/own.ts';
import { registerPerson } from '../commands/registration/register.ts';
import { approve, decline, moveToWaitingList, offerPlace } from '../commands/registration/staff.ts';
import { type EditionDesk, editionHref } from '../pages/office/frame.tsx';
import { type AuditLine, type PersonAction, PersonForm, PersonPage } from '../pages/office/person.tsx';
import { openRow } from '../people.ts';
import { findOfficeRegistration, type OfficeRegistration } from '../queries/office-registrations.ts';
import { findRegistration, listWorkshopPlaces, type RegistrationEvent } from '../queries/registrations.ts';
import { type StaffAction, staffActions } from '../rules/registration.ts';
import type { RegistrationState } from '../tables.ts';
import { editionDesk, get, officePage, post } from './office-desk.ts';
import { saidBy } from './office-person-words.ts';
import { registrationEventOf } from './office-registrations.ts';
import { formOf, readRegistration } from './registration-input.ts';

/** What each does, for the list of addresses. */
const ACTIONS: Record<PersonAction, string> = {
  aprobar: 'Approve a registration.',
  rechazar: 'Decline a registration, with a reason.',
  confirmar: 'Take an address as confirmed.',
  ofrecer: 'Offer a place out of turn.',
  esperar: 'Move somebody to the waiting list.',
  cancelar: 'Cancel a registration.',
  reenviar: 'Send somebody their link again.',
};
/** Ending somebody's registration is asked on a page of its own. */
const ASKED = ['rechazar', 'cancelar'] as const;

const ACTION_OF: Record<StaffAction, PersonAction> = {
  confirm_address: 'confirmar',
  approve: 'aprobar',
  decline: 'rechazar',
  offer: 'ofrecer',
  cancel: 'cancelar',
  resend: 'reenviar',
};

export function officePersonRoutes(deps: Deps): RouteSpec[] {
  const manage = 'events.manage_registrations';
  const one = '/:slug/inscripciones/:id';
  return [
    get('/:slug/inscripciones/nueva', manage, 'Form to add a person by hand.', (ctx) => addForm(deps, ctx)),
    post('/:slug/inscripciones/nueva', manage, 'Add a person by hand.', (ctx) => add(deps, ctx)),
    get(one, 'events.read_registrations', 'Everything known of one person.', (ctx) => person(deps, ctx)),
    ...ASKED.map((action) =>
      get(`${one}/${action}`, manage, `Asks before: ${ACTIONS[action]}`, (ctx) => ask(deps, ctx, action)),
    ),
    ...(Object.keys(ACTIONS) as PersonAction[]).map((action) =>
      post(`${one}/${action}`, manage, ACTIONS[action], (ctx) => act(deps, ctx, action)),
    ),
  ];
}

interface Found {
  desk: EditionDesk;
  event: RegistrationEvent;
  registration: OfficeRegistration;
}

/** @throws not_found when it is of another edition */
async function find(deps: Deps, ctx: Ctx): Promise<Found> {
  const desk = await editionDesk(deps, ctx);
  const id = ctx.params['id'] ?? '';
  const registration = isUuid(id) ? await findOfficeRegistration(deps.db, desk.edition.id, id) : undefined;
  if (!registration) throw notFound();
  return { desk, event: await registrationEventOf(deps, desk), registration };
}

function actionsFor(state: RegistrationState): PersonAction[] {
  const actions = staffActions(state).map((action) => ACTION_OF[action]);
  return ['lapsed', 'confirmed', 'offered'].includes(state) ? [...actions, 'esperar'] : actions;
}

async function person(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { desk, event, registration } = await find(deps, ctx);
  const open = openRow(deps.vault, registration);
  const workshops = await listWorkshopPlaces(deps.db, registration.id);
  const entries = await listAudit(deps.db, {
    limit: 100,
    subject: { kind: 'event_registration', id: registration.id },
  });
  const log = entries.map(({ at, action, actor }): AuditLine => {
    const by = actor.startsWith('staff:') ? 'staff' : actor.startsWith('system:') ? 'system' : 'anonymous';
    return { at, action, by };
  });
  const body = PersonPage({
    desk,
    registration: open,
    said: open.person ? saidBy(open.person, event, ctx.t) : [],
    workshops,
    actions: desk.may.manageRegistrations ? actionsFor(registration.state) : [],
    log,
  });
  // The name stands in the page, not in its title: titles end up in histories and notices of browsers.
  return officePage(ctx.t('events.office.person.title'), body);
}

async function ask(
  deps: Deps,
  ctx: Ctx,
  action: (typeof ASKED)[number],
  typed?: { values: RawValues; faults: readonly FieldFault[] },
): Promise<Answer> {
  const { t } = ctx;
  const { desk, registration } = await find(deps, ctx);
  const back = editionHref(desk.edition, 'inscripciones', registration.id);
  if (!actionsFor(registration.state).includes(action)) return seeOther(`${back}?hecho=not_possible`);
  const name = openRow(deps.vault, registration).person?.name ?? t('events.office.person.unreadable');
  const title = t(`events.office.person.do.${action}`);
  const fields = action === 'rechazar' ? fieldsOf(DECLINE) : [];
  const body = PersonForm({
    desk,
    title,
    lead: t(`events.office.person.ask.${action}`, { name }),
    action: `${back}/${action}`,
    backHref: back,
    submit: title,
    state: { fields, values: new Map(), faults: [], ...typed },
    danger: true,
  });
  return officePage(title, body, typed ? 422 : 200);
}

const DECLINE = Type.Object({
  reason: Type.Optional(
    Type.String({
      maxLength: 500,
      ...ui({
        control: 'textarea',
        rows: 3,
        label: 'events.office.person.reason',
        hint: 'events.office.person.reason_hint',
      }),
    }),
  ),
});

async function act(deps: Deps, ctx: Ctx, action: PersonAction): Promise<Answer> {
  const { desk, event, registration } = await find(deps, ctx);
  const back = editionHref(desk.edition, 'inscripciones', registration.id);
  if (!actionsFor(registration.state).includes(action)) return seeOther(`${back}?hecho=not_possible`);
  const read = readForm(DECLINE, ctx.body, ctx.t);
  if (action === 'rechazar' && !read.ok)
    return ask(deps, ctx, action, { values: read.raw, faults: read.faults });
  const doing = {
    ctx,
    vault: deps.vault,
    event,
    registration,
    reason: read.ok ? read.value.reason : undefined,
  };
  const outcome = await withTransaction(deps.db, (trx) => command(trx, action, doing));
  return seeOther(`${back}?hecho=${outcome.ok ? `person_${action}` : 'not_possible'}`);
}

interface Doing {
  ctx: Ctx;
  vault: Vault;
  event: RegistrationEvent;
  registration: OfficeRegistration;
  reason: string | undefined;
}

async function command(
  trx: Trx,
  action: PersonAction,
  { ctx, vault, event, registration, reason = '' }: Doing,
): Promise<OwnResult | { ok: true }> {
  const c = { actor: ctx.actor, now: ctx.now };
  const { id, state } = registration;
  switch (action) {
    case 'aprobar':
      return approve(trx, c, event, id);
    case 'rechazar':
      return decline(trx, c, event, id, { vault, reason });
    case 'confirmar':
      return confirmAddress(trx, c, event, id);
    case 'ofrecer':
      return offerPlace(trx, c, event, id);
    case 'esperar':
      return state === 'lapsed' ? rejoin(trx, c, event, id) : moveToWaitingList(trx, c, event, id);
    case 'cancelar':
      return cancelRegistration(trx, c, event, id);
    case 'reenviar': {
      const row = await findRegistration(trx, id);
      if (!row) throw new AppError('conflict');
      await resendLink(trx, c, row);
      return { ok: true };
    }
  }
}

/** Beside the edition's form: whether the address still has to be confirmed. */
const BY_HAND: TObject = Type.Object({
  ask_confirmation: Type.Optional(
    Type.Boolean(
      ui({
        control: 'checkbox',
        label: 'events.office.person.ask_confirmation',
        hint: 'events.office.person.ask_confirmation_hint',
      }),
    ),
  ),
});

function addFields(event: RegistrationEvent): FormField[] {
  return [...fieldsOf(formOf(event, 'staff')), ...fieldsOf(BY_HAND)];
}

async function addForm(
  deps: Deps,
  ctx: Ctx,
  typed?: { values: RawValues; faults: readonly FieldFault[] },
): Promise<Answer> {
  const desk = await editionDesk(deps, ctx);
  const event = await registrationEventOf(deps, desk);
  const list = editionHref(desk.edition, 'inscripciones');
  const body = PersonForm({
    desk,
    title: ctx.t('events.office.people.add'),
    lead: ctx.t('events.office.person.add_lead'),
    action: `${list}/nueva`,
    backHref: list,
    submit: ctx.t('events.office.people.add'),
    state: { fields: addFields(event), values: new Map(), faults: [], ...typed },
  });
  return officePage(ctx.t('events.office.people.add'), body, typed ? 422 : 200);
}

async function add(deps: Deps, ctx: Ctx): Promise<Answer> {
  const desk = await editionDesk(deps, ctx);
  const event = await registrationEventOf(deps, desk);
  const reading = readRegistration(event, 'staff', ctx.body, ctx.t);
  if (!reading.ok) return addForm(deps, ctx, { values: reading.raw, faults: reading.faults });
  const { email = '', ...rest } = reading.value.person;
  const done = await withTransaction(deps.db, (trx) =>
    registerPerson(trx, { actor: ctx.actor, vault: deps.vault, now: ctx.now }, event, {
      ...reading.value,
      person: { ...rest, email },
      lang: 'es',
      // What somebody on the phone or on paper was shown is not known to the program.
      privacyVersion: null,
      origin: 'staff',
      addressKnown: !ctx.body.fields.has('ask_confirmation'),
    }),
  );
  const list = editionHref(desk.edition, 'inscripciones');
  if (!done.ok) return seeOther(`${list}?hecho=not_possible`);
  return seeOther(`${list}/${done.id}?hecho=${done.repeated ? 'person_known' : 'person_added'}`);
}
