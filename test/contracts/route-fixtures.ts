/**
 * Real ids, slugs and tokens for every place in every address, so that contract tests reach the handlers
 * and not only the door. A new route with a new place needs a line here: the tests say which.
 */
import { randomBytes, randomUUIDv7 } from 'node:crypto';
import { invite } from '../../src/modules/accounts/commands/invitations.ts';
import { publishPrivacyNotice } from '../../src/modules/accounts/commands/privacy.ts';
import { makeStaff } from '../../src/modules/accounts/fixtures.ts';
import { FIRST_ADMIN_LINK, INVITATION_LINK, RESET_LINK } from '../../src/modules/accounts/queries.ts';
import { saveRoom } from '../../src/modules/attendance/commands/rooms.ts';
import { roomToken } from '../../src/modules/attendance/guest.ts';
import * as contributed from '../../src/modules/contributions/fixtures.ts';
import * as contributionLink from '../../src/modules/contributions/sealed.ts';
import { registerPerson } from '../../src/modules/events/commands/registration/register.ts';
import { invitePhone, startPhone } from '../../src/modules/attendance/commands/door-phones.ts';
import { makeCorrectionPlaces } from '../../src/modules/corrections/fixtures.ts';
import { invitationToken, phoneToken } from '../../src/modules/attendance/ticket.ts';
import { makeCertificatePlaces } from '../../src/modules/certificates/fixtures.ts';
import { insertEdition, registering } from '../../src/modules/events/fixtures.ts';
import { linkToken } from '../../src/modules/events/person.ts';
import { findRegistrationEvent } from '../../src/modules/events/queries/registrations.ts';
import { unsubscribeToken } from '../../src/modules/mailings/addresses.ts';
import { createMailing } from '../../src/modules/mailings/commands/write.ts';
import { saveSettings } from '../../src/modules/surveys/commands/survey.ts';
import { insertSurvey, ticketPathOf } from '../../src/modules/surveys/fixtures.ts';
import { listQuestions } from '../../src/modules/surveys/queries/surveys.ts';
import { makeObservationPlaces } from '../../src/modules/observations/fixtures.ts';
import { makePeoplePlaces } from '../../src/modules/officials/fixtures-people.ts';
import { makeImportPlaces } from '../../src/modules/officials/import-fixtures.ts';
import { makeInstitutionPlaces } from '../../src/modules/officials/institution-fixtures.ts';
import { makePublicationPlaces } from '../../src/modules/publications/fixtures.ts';
import { makeSelectionPlaces } from '../../src/modules/selections/fixtures.ts';
import { makeSelectionDeskPlaces } from '../../src/modules/selections/office-fixtures.ts';
import { publishNow } from '../../src/modules/reports/fixtures.ts';
import { ANONYMOUS } from '../../src/platform/access/access.ts';
import { withTransaction } from '../../src/platform/db/transaction.ts';
import type { Deps } from '../../src/platform/deps.ts';
import { putPicture } from '../../src/platform/files/files.ts';
import { recordHistory } from '../../src/platform/history/history.ts';
import { listVersions } from '../../src/platform/history/versions.ts';
import { makeSourcePlaces } from '../../src/platform/sources/fixtures.ts';
import type { RouteSpec } from '../../src/platform/http/route.ts';
import { makeProposedPlaces } from './proposed-fixtures.ts';

/** Value of each place: by `url prefix + place` when the same name means different things, else by place alone. */
export type Places = Readonly<Record<string, string>>;

/**
 * The address of a route with its places filled in.
 * @param spoiled one place and what stands there instead, already encoded
 * @throws when a place has no value
 */
export function pathOf(url: string, places: Places, spoiled?: { place: string; value: string }): string {
  return url.replaceAll(/:(\w+)/g, (_all, name: string, at: number) => {
    if (name === spoiled?.place) return spoiled.value;
    const value = places[url.slice(0, at + name.length + 1)] ?? places[name];
    if (value === undefined)
      throw new Error(`test/contracts/route-fixtures.ts: no value for :${name} of ${url}`);
    return value;
  });
}

/** The route that a path leads to, if any. */
export function routeOf(path: string, method: string, routes: readonly RouteSpec[]): RouteSpec | undefined {
  const bare = path.split(/[?#]/)[0] ?? '';
  const fits = (url: string): boolean =>
    new RegExp(`^${url.replaceAll('.', String.raw`\.`).replaceAll(/:\w+/g, '[^/]+')}$`).test(bare);
  return (
    routes.find((r) => r.method === method && r.url === bare) ??
    routes.find((r) => r.method === method && fits(r.url))
  );
}

/**
 * Addresses that need a state of the whole installation which excludes the others, or an account that somebody has bound
 * to an institution; their own tests go there.
 */
const ELSEWHERE = new Set(['/admin/primer-uso/:token', '/admin/preguntas/:id']);

export const isReachable = (route: RouteSpec): boolean => !ELSEWHERE.has(route.url);

/** New records of every kind; called again whenever a test may have spoiled the last ones. */
export async function makePlaces(deps: Deps): Promise<Places> {
  return {
    ...(await makeFile(deps)),
    ...(await makeStaffPlaces(deps)),
    ...(await makeEdition(deps)),
    ...(await makeWritten(deps)),
  };
}

/** Publications, and a draft among them that cites: whoever may cite at all may do so there. */
async function makeWritten(deps: Deps): Promise<Places> {
  const places = await makePublicationPlaces(deps);
  const cited = await makeSourcePlaces(deps.db, { kind: 'publication', id: places['draft'] ?? '' });
  const people = await makePeoplePlaces(deps);
  const selections = await makeSelectionPlaces(deps.db);
  const citing = Object.entries(cited).filter(([place]) => place.startsWith('/admin/fuentes/citas/'));
  return {
    ...places,
    ...Object.fromEntries(citing),
    ...(await makeInstitutionPlaces(deps)),
    ...people,
    ...(await makeCorrectionPlaces(deps, {
      kind: 'person',
      id: people['/admin/justiciapedia/personas/:id'] ?? '',
    })),
    ...(await makeImportPlaces(deps)),
    ...(await makeProposedPlaces(deps)),
    ...selections,
    ...(await makeSelectionDeskPlaces(deps, selections['/elecciones/:slug'] ?? '')),
    ...(await makeObservationPlaces(deps, selections['/elecciones/:slug'] ?? '')),
  };
}

const fresh = (word: string): string => `${word}-${randomBytes(5).toString('hex')}`;

async function makeFile(deps: Deps): Promise<Places> {
  const picture = { mediaType: 'image/png', width: 1, height: 1, sourceHash: randomBytes(32) } as const;
  const bytes = Buffer.from('89504e470d0a1a0a', 'hex');
  const keeping = { actor: ANONYMOUS, now: deps.now() };
  const file = await withTransaction(deps.db, (trx) =>
    putPicture(trx, { ...picture, bytes }, { name: 'logo', alt: '' }, keeping),
  );
  return {
    '/archivos/:id': file.id,
    '/archivos/:id/:name': file.name,
    '/archivos/:id/:width': '1',
    '/archivos/:id/:width/:name': file.name,
    '/admin/archivos/:id': file.id,
  };
}

async function makeStaffPlaces(deps: Deps): Promise<Places> {
  const staff = await makeStaff(deps, { email: `${fresh('persona')}@example.org`, roles: ['editor'] });
  const given = {
    name: 'Persona Ficticia',
    email: `${fresh('invitada')}@example.org`,
    language: 'es',
  } as const;
  const invited = await withTransaction(deps.db, (trx) =>
    invite(trx, deps, { kind: 'system', what: 'test' }, { ...given, roles: ['editor'] }),
  );
  if (invited.state !== 'invited') throw new Error(`the fixture was not invited: ${invited.state}`);
  const resetId = randomUUIDv7();
  const link = { created_at: deps.now(), used_at: null, expires_at: deps.now().add({ hours: 1 }) };
  await deps.db
    .insertInto('staff_links')
    .values({ id: resetId, kind: 'password_reset', user_id: staff, ...link })
    .execute();
  return {
    '/admin/personal/:id': staff,
    '/admin/personal/invitaciones/:id': invited.id,
    '/admin/invitacion/:token': deps.vault.token(INVITATION_LINK, invited.id, 1),
    '/admin/contrasena/:token': deps.vault.token(RESET_LINK, resetId),
    '/admin/primer-uso/:token': deps.vault.token(FIRST_ADMIN_LINK, resetId),
    '/admin/correos/:id': await makeRefusedMail(deps, invited.id),
    '/privacidad/:version': String(await makePrivacyNotice(deps)),
  };
}

async function makeRefusedMail(deps: Deps, subjectId: string): Promise<string> {
  const id = randomUUIDv7();
  const row = {
    id,
    kind: 'accounts.invitation',
    subject_id: subjectId,
    state: 'failed',
    error_code: 'timeout',
  } as const;
  await deps.db
    .insertInto('mails')
    .values({ ...row, dedupe_key: null, message_id: null, claimed_until: null, sent_at: null })
    .execute();
  return id;
}

async function makePrivacyNotice(deps: Deps): Promise<number> {
  const actor = { kind: 'system', what: 'test' } as const;
  const made = await withTransaction(deps.db, (trx) =>
    publishPrivacyNotice(trx, deps, actor, `${fresh('Aviso')} de prueba, con **palabras** propias.`),
  );
  return made.version;
}

/** A published edition with one of everything, and somebody who registered. */
async function makeEdition(deps: Deps): Promise<Places> {
  const event = await insertEdition(deps.db, fresh('encuentro'), {
    event: { mode: 'hybrid', venue: 'Salón de prueba' },
    workshops: { taller: 20 },
  });
  const part = { event_id: event.id, position: 1 };
  const id = async (rows: Promise<{ id: string }>): Promise<string> => (await rows).id;
  const { db } = deps;
  const room = await id(
    db
      .insertInto('event_rooms')
      .values({ ...part, name: 'Sala 1', capacity: 30 })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  const track = await id(
    db
      .insertInto('event_tracks')
      .values({ ...part, slug: 'eje', name: 'Eje', color: '#225588' })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  const person = { event_id: event.id, slug: 'ponente', name: 'Ponente Ficticia', organization: '', bio: '' };
  const speaker = await id(
    db.insertInto('event_speakers').values(person).returning('id').executeTakeFirstOrThrow(),
  );
  const session = await id(
    db.selectFrom('event_sessions').select('id').where('event_id', '=', event.id).executeTakeFirstOrThrow(),
  );
  await db
    .updateTable('event_sessions')
    .set({ room_id: room, track_id: track })
    .where('id', '=', session)
    .execute();
  await db
    .insertInto('event_session_speakers')
    .values({ session_id: session, speaker_id: speaker, role: 'speaker', position: 1 })
    .execute();
  const recording = {
    session_id: session,
    kind: 'recording',
    title: 'Grabación',
    url: 'https://example.org/video',
    consent_at: deps.now(),
  } as const;
  const material = await id(
    db
      .insertInto('event_materials')
      .values({ ...part, ...recording })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  const asked = {
    key: 'dieta',
    label: '¿Come carne?',
    hint: '',
    type: 'yes_no',
    required: false,
    shown_when: null,
  } as const;
  const question = await id(
    db
      .insertInto('event_questions')
      .values({ ...part, ...asked })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  const series = await id(
    db
      .insertInto('event_series')
      .values({ slug: fresh('serie'), title: 'Serie de prueba' })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  const full = (await findRegistrationEvent(db, { id: event.id })) ?? event;
  const registered = await withTransaction(db, (trx) =>
    registerPerson(
      trx,
      { actor: ANONYMOUS, vault: deps.vault, now: deps.now() },
      full,
      registering(fresh('n'), { workshops: [session], addressKnown: true }),
    ),
  );
  if (!registered.ok) throw new Error(`the fixture was not registered: ${registered.refused}`);
  const registration = registered.id;
  await publishNow(deps, event.id);
  const versions = await makeVersions(deps, event.id);
  const token = linkToken(deps.vault, { id: registration, link_version: 1 });
  const office = '/admin/encuentros/:slug';
  return {
    slug: event.slug,
    '/mapa/:name': 'encuentros.xml',
    '/tarjetas/:kind': 'event',
    '/tarjetas/:kind/:id': event.id,
    ...(await makeDoor(deps, event.id)),
    session: 'taller',
    speaker: person.slug,
    material,
    '/registro/:token': token,
    ...(await makeRoom(deps, event.id, registration)),
    ...(await makeSurvey(deps, event.id, registration)),
    '/admin/encuentros/series/:id': series,
    [`${office}/programa/:id`]: session,
    [`${office}/inscripciones/:id`]: registration,
    [`${office}/salas/:id`]: room,
    [`${office}/ejes/:id`]: track,
    [`${office}/ponentes/:id`]: speaker,
    [`${office}/preguntas/:id`]: question,
    ...(await makeContributions(deps, event)),
    ...versions,
    [`${office}/correos/:id`]: await makeMailing(deps, event.id),
    ...(await makeCertificatePlaces(deps, event.id, registration)),
    '/correos/baja/:token': unsubscribeToken(deps.vault, registration),
    ...(await makeSourcePlaces(deps.db, { kind: 'event', id: event.id })),
  };
}

/** An edition's past: one version, and one after it. */
async function makeVersions(deps: Deps, id: string): Promise<Places> {
  const entry = { actor: ANONYMOUS, record: { kind: 'event', id } };
  await withTransaction(deps.db, (trx) =>
    recordHistory(
      trx,
      { ...entry, action: 'created', content: { title: 'Como era', summary: 'Antes' } },
      { ...entry, action: 'changed', reason: 'Prueba', content: { title: 'Como es', summary: 'Antes' } },
    ),
  );
  const versions = await listVersions(deps.db, { kind: 'event', id }, undefined, { limit: 2 });
  const version = String(versions.at(-1)?.id ?? '');
  const places = (root: string): Places => ({
    [`${root}/:word`]: 'encuentro',
    [`${root}/:word/:id`]: id,
    [`${root}/:word/:id/:version`]: version,
  });
  return { ...places('/historial'), ...places('/admin/historial') };
}

/** An online room for all of the edition, and somebody's link to it. */
async function makeRoom(deps: Deps, eventId: string, registrationId: string): Promise<Places> {
  const secrets = { address: 'https://sala.example.net/j/1', passcode: 'clave', instructions: '' };
  const context = { actor: { kind: 'system', what: 'test' }, vault: deps.vault, now: deps.now() } as const;
  await withTransaction(deps.db, (trx) =>
    saveRoom(trx, context, { eventId, sessionId: null, secrets, opensMinutes: 15 }),
  );
  const owner = { id: registrationId, link_version: 1, room_version: 1 };
  return { '/sala/:token': roomToken(deps.vault, owner), room: 'encuentro' };
}

async function makeMailing(deps: Deps, eventId: string): Promise<string> {
  const words = { subjectEs: 'Correo de prueba', bodyEs: 'Hola.', subjectEn: '', bodyEn: '' };
  const act = { actor: ANONYMOUS, now: deps.now() };
  return await withTransaction(deps.db, (trx) =>
    createMailing(trx, deps.vault, act, eventId, { audience: { group: 'everyone' }, ...words }),
  );
}

/** A phone at the door, which staff may open too, and a link for one more. */
async function makeDoor(deps: Deps, eventId: string): Promise<Places> {
  const act = { actor: { kind: 'system', what: 'test' } as const, now: deps.now() };
  const phone = { eventId, label: 'Entrada', maySearch: true };
  const [id, invitation] = await withTransaction(deps.db, async (trx) => [
    await startPhone(trx, act, { ...phone, byStaff: true }),
    await invitePhone(trx, act, phone),
  ]);
  return {
    phone: id,
    invitation,
    '/puerta/:token': phoneToken(deps.vault, id),
    '/puerta/abrir/:token': invitationToken(deps.vault, invitation),
  };
}

/** One under review, and one in the library. */
async function makeContributions(deps: Deps, event: contributed.Place): Promise<Places> {
  await contributed.insertCall(deps.db, event.id);
  const id = await contributed.submit(deps, event, contributed.sending(fresh('n')));
  const item = await contributed.shelve(deps, event, contributed.sending(fresh('n')));
  return {
    '/encuentros/:slug/convocatoria/:kind': 'caso',
    '/contribuciones/:token': contributionLink.linkToken(deps.vault, { id, link_version: 1 }),
    '/biblioteca/:slug': item.slug,
    '/api/v1/library/:slug': item.slug,
    '/admin/encuentros/:slug/convocatoria/:id': id,
    '/admin/biblioteca/:id': item.id,
  };
}

/** A survey that is open now, to everybody too, and somebody's ticket. */
async function makeSurvey(deps: Deps, eventId: string, registrationId: string): Promise<Places> {
  const survey = await insertSurvey(deps, eventId, 100);
  const act = { actor: { kind: 'system', what: 'test' }, now: deps.now() } as const;
  const hours = { opensAt: deps.now().subtract({ hours: 1 }), closesAt: null };
  await withTransaction(deps.db, (trx) =>
    saveSettings(trx, act, eventId, { intro: '', ...hours, openLink: true, openPerDay: 100 }),
  );
  const [question] = await listQuestions(deps.db, survey.id);
  return {
    '/encuesta/:token': (await ticketPathOf(deps, registrationId)).replace('/encuesta/', ''),
    '/admin/encuentros/:slug/encuesta/preguntas/:id': question?.id ?? '',
  };
}
