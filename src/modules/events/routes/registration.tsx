/** Registering for an edition: the form, its answer, and asking for one's link again. */
import Type from 'typebox';
import { ui } from '../../../platform/forms/field.ts';
import { readForm } from '../../../platform/forms/read.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { AppError, notFound } from '../../../platform/errors.ts';
import { json, page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { plainDate } from '../../../platform/i18n/dates.ts';
import { currentPrivacyVersion } from '../../accounts/index.ts';
import { askLinkPath, receivedPath } from '../addresses.ts';
import { type Registered, registerPerson } from '../commands/registration/register.ts';
import { sendLinkAgain } from '../commands/registration/links.ts';
import { type Deadline, RegisterPage } from '../pages/registration/form.tsx';
import { AskLinkPage, LinkAskedPage, NotOpenPage, ReceivedPage } from '../pages/registration/messages.tsx';
import { dayAndTime, daysWords, zoneWords } from '../pages/words.ts';
import { editionIsFull } from '../queries/places.ts';
import { findRegistrationEvent, type RegistrationEvent } from '../queries/registrations.ts';
import { arrivalState } from '../rules/registration.ts';
import { registrationWindow } from '../rules/window.ts';
import type { Attendance } from '../tables.ts';
import { formOf, type ReadRegistration, readRegistration } from './registration-input.ts';

export function registrationRoutes(deps: Deps): RouteSpec[] {
  return [
    {
      method: 'GET',
      url: '/encuentros/:slug/registro',
      kind: 'page',
      policy: 'public',
      summary: 'The registration form.',
      handle: (ctx) => showForm(deps, ctx),
    },
    {
      method: 'POST',
      url: '/encuentros/:slug/registro',
      kind: 'page',
      policy: 'public',
      summary: 'Register.',
      handle: (ctx) => register(deps, ctx),
    },
    {
      method: 'GET',
      url: '/encuentros/:slug/registro/recibido',
      kind: 'page',
      policy: 'public',
      summary: 'What happens next; the same for everybody.',
      handle: (ctx) => showMessage(deps, ctx, ReceivedPage, 'events.received.title'),
    },
    {
      method: 'GET',
      url: '/encuentros/:slug/registro/enlace',
      kind: 'page',
      policy: 'public',
      summary: 'Ask for one’s own link again.',
      handle: (ctx) => showAskLink(deps, ctx, '', []),
    },
    {
      method: 'POST',
      url: '/encuentros/:slug/registro/enlace',
      kind: 'page',
      policy: 'public',
      summary: 'Have the link sent to the mailbox.',
      handle: (ctx) => askLink(deps, ctx),
    },
    {
      method: 'GET',
      url: '/encuentros/:slug/registro/enlace/enviado',
      kind: 'page',
      policy: 'public',
      summary: 'The same answer for every address.',
      handle: (ctx) => showMessage(deps, ctx, LinkAskedPage, 'events.ask_link.sent.title'),
    },
    {
      method: 'POST',
      url: '/api/v1/events/:slug/registrations',
      kind: 'api',
      policy: 'public',
      summary: 'Register; the link goes only to the mailbox.',
      body: API_BODY,
      response: API_ANSWER,
      handle: (ctx) => registerByApi(deps, ctx),
    },
  ];
}

const API_BODY = Type.Object({
  name: Type.String(),
  email: Type.String(),
  organization: Type.Optional(Type.String()),
  sector: Type.Optional(Type.String()),
  country: Type.Optional(Type.String()),
  department: Type.Optional(Type.String()),
  attendance: Type.Optional(Type.Enum(['online', 'in_person'])),
  workshops: Type.Optional(Type.Array(Type.String())),
  languages: Type.Optional(Type.Array(Type.String())),
  accessibility: Type.Optional(Type.String()),
  answers: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  consent_directory: Type.Optional(Type.Boolean()),
  consent_photo: Type.Optional(Type.Boolean()),
  consent_recording: Type.Optional(Type.Boolean()),
  accept: Type.Literal(true),
});

const API_ANSWER = Type.Object({
  status: Type.Enum(['pending', 'confirmed', 'waitlisted', 'awaiting_approval']),
});

/** Drafts are not there for the public. */
async function publishedEvent(deps: Deps, ctx: Ctx): Promise<RegistrationEvent> {
  const event = await findRegistrationEvent(deps.db, { slug: ctx.params['slug'] ?? '' });
  if (!event || event.visibility !== 'published') throw notFound();
  return event;
}

async function showForm(deps: Deps, ctx: Ctx): Promise<Answer> {
  const event = await publishedEvent(deps, ctx);
  if (registrationWindow(event, ctx.now) !== 'open') return notOpen(event, ctx, 200);
  return formPage(deps, ctx, event, new Map(), []);
}

async function formPage(
  deps: Deps,
  ctx: Ctx,
  event: RegistrationEvent,
  values: ReadonlyMap<string, readonly string[]>,
  faults: { field: string; message: string }[],
): Promise<Answer> {
  const { t, lang } = ctx;
  const full = await editionIsFull(deps.db, event);
  const body = (
    <RegisterPage
      t={t}
      event={event}
      form={formOf(event, 'register')}
      values={values}
      faults={faults}
      when={`${daysWords(event, event.timezone, lang)}, ${zoneWords(t, event.timezone, event.starts_at)}`}
      deadline={deadlineOf(event, ctx)}
      full={full}
    />
  );
  return page(body, {
    title: `${t('events.register.title')} · ${event.title}`,
    status: faults.length > 0 ? 422 : 200,
  });
}

/** The deadline as it was set: an hour with its zone, or only a date. */
function deadlineOf(event: RegistrationEvent, { t, lang }: Ctx): Deadline | undefined {
  const { registration_closes_at: at, registration_closes_on: on, timezone } = event;
  if (at) return { moment: dayAndTime(at, timezone, lang), zone: zoneWords(t, timezone, at) };
  return on ? { date: on.toString(), words: plainDate(on, lang) } : undefined;
}

function notOpen(event: RegistrationEvent, ctx: Ctx, status: number): Answer {
  const { t, lang } = ctx;
  const opens = event.registration_opens_at;
  const notYet = registrationWindow(event, ctx.now) === 'not_open' && opens;
  const text = notYet
    ? t('events.register.opens', {
        when: `${dayAndTime(opens, event.timezone, lang).text}, ${zoneWords(t, event.timezone, opens)}`,
      })
    : t(event.status === 'scheduled' ? 'events.register.closed' : `events.register.${event.status}`);
  return page(<NotOpenPage t={t} event={event} text={text} />, {
    title: t('events.register.not_possible'),
    status,
  });
}

async function register(deps: Deps, ctx: Ctx): Promise<Answer> {
  const event = await publishedEvent(deps, ctx);
  if (registrationWindow(event, ctx.now) !== 'open') return notOpen(event, ctx, 409);
  const reading = readRegistration(event, 'register', ctx.body, ctx.t);
  if (!reading.ok) return formPage(deps, ctx, event, reading.raw, reading.faults);
  const done = await write(deps, ctx, event, reading.value, 'form');
  return done.ok ? seeOther(receivedPath(event.slug)) : notOpen(event, ctx, 409);
}

async function registerByApi(deps: Deps, ctx: Ctx): Promise<Answer> {
  const event = await publishedEvent(deps, ctx);
  const window = registrationWindow(event, ctx.now);
  if (window !== 'open') throw new AppError(window === 'not_open' ? 'not_open' : 'closed');
  const reading = readRegistration(event, 'register', ctx.body, ctx.t);
  if (!reading.ok) throw new AppError('invalid', reading.faults);
  const done = await write(deps, ctx, event, reading.value, 'api');
  if (!done.ok) throw new AppError(done.refused);
  return json({ status: await newcomerStatus(deps, event, reading.value.attendance, done) }, 201);
}

/** What a newcomer gets at this moment, so that the answer does not tell who is registered already. */
async function newcomerStatus(
  deps: Deps,
  event: RegistrationEvent,
  attendance: Attendance,
  done: Registered & { ok: true },
): Promise<string> {
  if (!done.repeated) return done.state;
  const rules = { confirmEmail: event.confirm_email, approval: event.approval };
  const full = await editionIsFull(deps.db, event, attendance);
  return arrivalState(rules, !full, { address: false, approved: false });
}

async function write(
  deps: Deps,
  ctx: Ctx,
  event: RegistrationEvent,
  r: ReadRegistration,
  origin: 'form' | 'api',
): Promise<Registered> {
  const privacyVersion = await currentPrivacyVersion(deps.db);
  const { name, email = '', ...rest } = r.person;
  return withTransaction(deps.db, (trx) =>
    registerPerson(trx, { actor: ctx.actor, vault: deps.vault, now: ctx.now }, event, {
      ...r,
      person: { name, email, ...rest },
      lang: ctx.lang,
      privacyVersion,
      origin,
    }),
  );
}

async function showMessage(
  deps: Deps,
  ctx: Ctx,
  Message: typeof ReceivedPage,
  title: 'events.received.title' | 'events.ask_link.sent.title',
): Promise<Answer> {
  const event = await publishedEvent(deps, ctx);
  return page(<Message t={ctx.t} event={event} />, { title: ctx.t(title) });
}

const ASK_LINK = Type.Object({
  email: Type.String({
    maxLength: 254,
    pattern: '@',
    ...ui({ control: 'email', label: 'events.form.email' }),
  }),
});

async function showAskLink(
  deps: Deps,
  ctx: Ctx,
  value: string,
  faults: { field: string; message: string }[],
): Promise<Answer> {
  const event = await publishedEvent(deps, ctx);
  return page(<AskLinkPage t={ctx.t} event={event} value={value} faults={faults} />, {
    title: ctx.t('events.ask_link.title'),
    status: faults.length > 0 ? 422 : 200,
  });
}

async function askLink(deps: Deps, ctx: Ctx): Promise<Answer> {
  const event = await publishedEvent(deps, ctx);
  const form = readForm(ASK_LINK, ctx.body, ctx.t);
  if (!form.ok) return showAskLink(deps, ctx, form.raw.get('email')?.[0] ?? '', form.faults);
  await withTransaction(deps.db, (trx) =>
    sendLinkAgain(trx, { actor: ctx.actor, vault: deps.vault, now: ctx.now }, event.id, form.value.email),
  );
  return seeOther(`${askLinkPath(event.slug)}/enviado`);
}
