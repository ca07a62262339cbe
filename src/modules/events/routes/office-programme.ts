/** The programme in the back office: sessions and what hangs on them. */
import type { Static } from 'typebox';
import type { Deps } from '../../../platform/deps.ts';
import { AppError, type FieldFault, notFound } from '../../../platform/errors.ts';
import { fieldsOf, type FormField, withOptions } from '../../../platform/forms/field.ts';
import { type RawValues, readForm, rawOf } from '../../../platform/forms/read.ts';
import { seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { keepTheirs, versionOf } from '../../../platform/forms/versions.ts';
import { run } from '../../../platform/db/outcome.ts';
import { freeSlug } from '../../../platform/slug.ts';
import { wallTime } from '../../../platform/i18n/wall-time.ts';
import { isUuid } from '../../../platform/uuid.ts';
import type { DrawnForm } from '../../../ui/controls/schema-form.tsx';
import { cancelSession, postponeSession, resumeSession } from '../commands/announce.ts';
import type { SessionInput } from '../commands/inputs.ts';
import { removeMaterial, saveMaterial } from '../commands/parts.ts';
import { setRecordingConsent } from '../commands/recordings.ts';
import { removeSession, saveSession } from '../commands/programme.ts';
import { type EditionDesk, editionHref } from '../pages/office/frame.tsx';
import { ProgrammePage } from '../pages/office/programme.tsx';
import { SessionAnnounce, SessionConflict, SessionPage } from '../pages/office/session.tsx';
import {
  findOfficeSession,
  listOfficeMaterials,
  listOfficeSessions,
  listOfficeTracks,
  listRooms,
  listSpeakerChoices,
  type OfficeSession,
} from '../queries/office-programme.ts';
import { languageCode } from '../pages/words.ts';
import { MaterialForm, SessionForm } from '../schemas/office-programme.ts';
import { NoteForm } from '../schemas/office-announce.ts';
import { languageOptions } from './office-choices.ts';
import { actOf, editionDesk, faultOfRefusal, officePage, get, post } from './office-desk.ts';
import { WallTimes } from './office-edition-input.ts';

const COMMANDS = { aplazar: postponeSession, reanudar: resumeSession, cancelar: cancelSession } as const;
type Announcing = keyof typeof COMMANDS;
const VERB = { aplazar: 'postpone', reanudar: 'resume', cancelar: 'cancel' } as const;

export function officeProgrammeRoutes(deps: Deps): RouteSpec[] {
  const announcements = (['aplazar', 'reanudar', 'cancelar'] as const).flatMap((what) => [
    get(`/:slug/programa/:id/${what}`, 'events.publish', `Ask before: ${VERB[what]} a session.`, (ctx) =>
      askAnnounce(deps, ctx, what),
    ),
    post(`/:slug/programa/:id/${what}`, 'events.publish', `Session: ${VERB[what]}.`, (ctx) =>
      announce(deps, ctx, what),
    ),
  ]);
  return [
    get('/:slug/programa', 'events.read_drafts', 'All sessions by day.', (ctx) => programme(deps, ctx)),
    get('/:slug/programa/nueva', 'events.edit', 'Form of a new session.', (ctx) => sessionForm(deps, ctx)),
    post('/:slug/programa/nueva', 'events.edit', 'Add a session.', (ctx) => save(deps, ctx)),
    get('/:slug/programa/:id', 'events.edit', 'Form of a session.', (ctx) => sessionForm(deps, ctx)),
    post('/:slug/programa/:id', 'events.edit', 'Change a session.', (ctx) => save(deps, ctx)),
    post('/:slug/programa/:id/quitar', 'events.edit', 'Take a session out of the programme.', (ctx) =>
      remove(deps, ctx),
    ),
    ...announcements,
    post('/:slug/materiales', 'events.edit', 'Add a material to the edition.', (ctx) =>
      addMaterial(deps, ctx),
    ),
    post('/:slug/materiales/:material/quitar', 'events.edit', 'Take a material from the edition.', (ctx) =>
      dropMaterial(deps, ctx),
    ),
    post(
      '/:slug/materiales/:material/consentimiento',
      'events.edit',
      'Consent to a recording (`given`).',
      (ctx) => consent(deps, ctx),
    ),
    post('/:slug/programa/:id/materiales', 'events.edit', 'Add a material to a session.', (ctx) =>
      addMaterial(deps, ctx),
    ),
    post(
      '/:slug/programa/:id/materiales/:material/quitar',
      'events.edit',
      'Take a material from a session.',
      (ctx) => dropMaterial(deps, ctx),
    ),
    post(
      '/:slug/programa/:id/materiales/:material/consentimiento',
      'events.edit',
      'Consent to a recording of a session (`given`: yes or no).',
      (ctx) => consent(deps, ctx),
    ),
  ];
}

type Typed = { values: RawValues; faults: readonly FieldFault[] };

function materialState(typed?: Typed): DrawnForm {
  return { fields: fieldsOf(MaterialForm), values: new Map(), faults: [], ...typed };
}

async function programme(deps: Deps, ctx: Ctx, material?: Typed): Promise<Answer> {
  const desk = await editionDesk(deps, ctx);
  const { id } = desk.edition;
  const sessions = await listOfficeSessions(deps.db, id);
  const materials = await listOfficeMaterials(deps.db, id, null);
  const body = ProgrammePage({
    desk,
    baseUrl: deps.config.baseUrl,
    sessions,
    materials,
    material: materialState(material),
  });
  return officePage(ctx.t('events.office.tab.programme'), body, material ? 422 : 200);
}

/** @throws not_found */
async function sessionOf(deps: Deps, ctx: Ctx, desk: EditionDesk): Promise<OfficeSession> {
  const session = await findOfficeSession(deps.db, desk.edition.id, ctx.params['id'] ?? '');
  if (!session) throw notFound();
  return session;
}

async function sessionFields(
  deps: Deps,
  ctx: Ctx,
  eventId: string,
  session?: OfficeSession,
): Promise<FormField[]> {
  const named = (rows: readonly { id: string; name: string }[]) =>
    rows.map(({ id, name }) => ({ value: id, label: { text: name } }));
  const speakers = (await listSpeakerChoices(deps.db, eventId)).map(({ id, name, organization }) => ({
    value: id,
    label: { text: organization ? `${name} (${organization})` : name },
  }));
  return withOptions(fieldsOf(SessionForm), {
    room: named(await listRooms(deps.db, eventId)),
    track: named(await listOfficeTracks(deps.db, eventId)),
    language: languageOptions(ctx.t, session?.language),
    speakers,
    moderators: speakers,
  });
}

async function sessionForm(deps: Deps, ctx: Ctx, typed?: Typed, material?: Typed): Promise<Answer> {
  const desk = await editionDesk(deps, ctx);
  const { edition } = desk;
  const session = ctx.params['id'] === undefined ? undefined : await sessionOf(deps, ctx, desk);
  const fields = await sessionFields(deps, ctx, edition.id, session);
  const values = session ? sessionRaw(session, edition.timezone) : rawOf({ language: edition.language });
  const version = session && (typed ? versionOf(ctx.body) : session.version);
  const state: DrawnForm = { fields, values, faults: [], version, ...typed };
  const materials = session && (await listOfficeMaterials(deps.db, edition.id, session.id));
  const body = SessionPage({ desk, state, session, materials, material: materialState(material) });
  return officePage(
    session?.title ?? ctx.t('events.office.programme.add'),
    body,
    typed || material ? 422 : 200,
  );
}

function sessionRaw(s: OfficeSession, zone: string): RawValues {
  const of = (role: 'speaker' | 'moderator') =>
    s.speakers.filter((p) => p.role === role).map((p) => p.speaker_id);
  return rawOf({
    title: s.title,
    type: s.type,
    starts: s.starts_at && wallTime(s.starts_at, zone),
    ends: s.ends_at && wallTime(s.ends_at, zone),
    room: s.room_id,
    track: s.track_id,
    language: s.language,
    interpretation: s.interpretation.join(', '),
    abstract: s.abstract,
    capacity: s.capacity,
    speakers: of('speaker'),
    moderators: of('moderator'),
    slug: s.slug,
  });
}

function sessionInput(form: Static<typeof SessionForm>, times: WallTimes, slug: string): SessionInput {
  const moderators = form.moderators ?? [];
  return {
    slug,
    type: form.type,
    title: form.title,
    abstract: form.abstract ?? '',
    startsAt: times.at('starts', form.starts),
    endsAt: times.at('ends', form.ends),
    roomId: form.room ?? null,
    trackId: form.track ?? null,
    language: form.language,
    interpretation: (form.interpretation ?? '').split(',').map(languageCode).filter(Boolean),
    capacity: form.type === 'workshop' ? (form.capacity ?? null) : null,
    speakers: [
      ...(form.speakers ?? []).map((speakerId) => ({ speakerId, role: 'speaker' as const })),
      ...moderators.map((speakerId) => ({ speakerId, role: 'moderator' as const })),
    ],
  };
}

async function save(deps: Deps, ctx: Ctx): Promise<Answer> {
  const desk = await editionDesk(deps, ctx);
  const { edition } = desk;
  const session = ctx.params['id'] === undefined ? undefined : await sessionOf(deps, ctx, desk);
  const theirs = session ? sessionRaw(session, edition.timezone) : rawOf({});
  const submission = keepTheirs(ctx.body, theirs);
  const read = readForm(SessionForm, submission, ctx.t);
  const again = (faults: readonly FieldFault[]) => sessionForm(deps, ctx, { values: read.raw, faults });
  if (!read.ok) return again(read.faults);
  const times = new WallTimes(edition.timezone, ctx.t);
  const taken = new Set((await listOfficeSessions(deps.db, edition.id)).map((s) => s.slug));
  const slug = read.value.slug ?? session?.slug ?? freeSlug(read.value.title, taken);
  const input = sessionInput(read.value, times, slug);
  if (times.faults.length > 0) return again(times.faults);
  const known = session && { id: session.id, version: versionOf(submission) };
  const outcome = await run(deps.db, (trx) =>
    saveSession(trx, actOf(ctx), edition.id, { ...input, ...known }),
  );
  const fields = await sessionFields(deps, ctx, edition.id, session);
  if (outcome.ok) return seeOther(`${editionHref(edition, 'programa')}?hecho=saved`);
  if (outcome.refused !== 'changed' || !session) return again([faultOfRefusal(outcome, ctx.t, fields)]);
  const now = await sessionOf(deps, ctx, desk);
  const state = { fields, values: read.raw, faults: [], version: now.version };
  const body = SessionConflict({ desk, session: now, state, theirs: sessionRaw(now, edition.timezone) });
  return officePage(ctx.t('events.office.conflict.heading'), body, 409);
}

async function remove(deps: Deps, ctx: Ctx): Promise<Answer> {
  const desk = await editionDesk(deps, ctx);
  const session = await sessionOf(deps, ctx, desk);
  const outcome = await run(deps.db, (trx) => removeSession(trx, actOf(ctx), desk.edition.id, session.id));
  const href = editionHref(desk.edition, 'programa');
  if (outcome.ok) return seeOther(`${href}?hecho=removed`);
  if (outcome.refused === 'in_use') return seeOther(`${href}?hecho=session_in_use`);
  throw outcome.refused === 'not_found' ? notFound() : new AppError('conflict');
}

async function askAnnounce(deps: Deps, ctx: Ctx, what: Announcing, typed?: Typed): Promise<Answer> {
  const desk = await editionDesk(deps, ctx);
  const session = await sessionOf(deps, ctx, desk);
  const state: DrawnForm = { fields: fieldsOf(NoteForm), values: new Map(), faults: [], ...typed };
  const title = ctx.t(`events.office.session.${VERB[what]}`);
  return officePage(title, SessionAnnounce({ desk, session, what, state }), typed ? 422 : 200);
}

async function announce(deps: Deps, ctx: Ctx, what: Announcing): Promise<Answer> {
  const { edition } = await editionDesk(deps, ctx);
  const read = readForm(NoteForm, ctx.body, ctx.t);
  if (!read.ok) return askAnnounce(deps, ctx, what, { values: read.raw, faults: read.faults });
  const id = ctx.params['id'] ?? '';
  if (!isUuid(id)) throw notFound();
  const outcome = await run(deps.db, (trx) => COMMANDS[what](trx, actOf(ctx), edition.id, id, read.value));
  if (outcome.ok) return seeOther(`${editionHref(edition, 'programa', id)}?hecho=saved`);
  if (outcome.refused === 'not_found') throw notFound();
  const fault = faultOfRefusal(outcome, ctx.t, fieldsOf(NoteForm));
  return askAnnounce(deps, ctx, what, { values: read.raw, faults: [fault] });
}

/** Where the materials stand: on the session's page, or below the programme. */
function materialsHref(ctx: Ctx, desk: EditionDesk): string {
  const { id } = ctx.params;
  return id === undefined ? editionHref(desk.edition, 'programa') : editionHref(desk.edition, 'programa', id);
}

async function addMaterial(deps: Deps, ctx: Ctx): Promise<Answer> {
  const desk = await editionDesk(deps, ctx);
  const sessionId = ctx.params['id'] === undefined ? null : (await sessionOf(deps, ctx, desk)).id;
  const read = readForm(MaterialForm, ctx.body, ctx.t);
  const again = (faults: readonly FieldFault[]) => {
    const typed = { values: read.raw, faults };
    return sessionId === null ? programme(deps, ctx, typed) : sessionForm(deps, ctx, undefined, typed);
  };
  if (!read.ok) return again(read.faults);
  const outcome = await run(deps.db, (trx) =>
    saveMaterial(trx, actOf(ctx), desk.edition.id, { ...read.value, sessionId }),
  );
  if (!outcome.ok) return again([faultOfRefusal(outcome, ctx.t, fieldsOf(MaterialForm))]);
  return seeOther(`${materialsHref(ctx, desk)}?hecho=saved#materiales`);
}

/** @throws not_found for what is no id, of a material or of its session */
function materialAsked({ params }: Ctx): string {
  const id = params['material'] ?? '';
  const session = params['id'];
  if (!isUuid(id) || (session !== undefined && !isUuid(session))) throw notFound();
  return id;
}

async function dropMaterial(deps: Deps, ctx: Ctx): Promise<Answer> {
  const desk = await editionDesk(deps, ctx);
  const id = materialAsked(ctx);
  const outcome = await run(deps.db, (trx) => removeMaterial(trx, actOf(ctx), desk.edition.id, id));
  if (!outcome.ok) throw notFound();
  return seeOther(`${materialsHref(ctx, desk)}?hecho=removed#materiales`);
}

/** Given anew or withdrawn; anything but a clear yes withdraws. */
async function consent(deps: Deps, ctx: Ctx): Promise<Answer> {
  const desk = await editionDesk(deps, ctx);
  const id = materialAsked(ctx);
  const given = ctx.body.fields.get('given')?.[0] === 'yes';
  const outcome = await run(deps.db, (trx) =>
    setRecordingConsent(trx, actOf(ctx), desk.edition.id, id, given),
  );
  if (!outcome.ok) throw notFound();
  return seeOther(`${materialsHref(ctx, desk)}?hecho=${given ? 'consented' : 'withdrawn'}#materiales`);
}
