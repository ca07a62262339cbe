/** Rooms, tracks, speakers and questions of an edition in the back office. */
import type { TObject } from 'typebox';
import type { Trx } from '../../../platform/db/handles.ts';
import { readPageRequest } from '../../../platform/db/page-by-key.ts';
import type { Deps } from '../../../platform/deps.ts';
import { AppError, type FieldFault, notFound } from '../../../platform/errors.ts';
import { fieldsOf, type FormField } from '../../../platform/forms/field.ts';
import { type RawValues, readForm, rawOf } from '../../../platform/forms/read.ts';
import { seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { run } from '../../../platform/db/outcome.ts';
import { freeSlug } from '../../../platform/slug.ts';
import { isUuid } from '../../../platform/uuid.ts';
import type { DrawnForm } from '../../../ui/controls/schema-form.tsx';
import type { Act, Outcome } from '../commands/inputs.ts';
import {
  removeQuestion,
  removeRoom,
  removeTrack,
  saveQuestion,
  saveRoom,
  saveTrack,
} from '../commands/parts.ts';
import { removeSpeaker, saveSpeaker } from '../commands/programme.ts';
import { type EditionDesk, editionHref } from '../pages/office/frame.tsx';
import { QuestionsPage } from '../pages/office/questions.tsx';
import { PartForm, type PartFormProps, RoomsPage } from '../pages/office/rooms.tsx';
import { SpeakersPage } from '../pages/office/speakers.tsx';
import {
  findOfficeSpeaker,
  listOfficeSpeakers,
  listOfficeTracks,
  listQuestions,
  listRooms,
  listSpeakerSlugs,
  SPEAKER_NAME_CURSOR,
} from '../queries/office-programme.ts';
import { QuestionForm, RoomForm, SpeakerForm, TrackForm } from '../schemas/office-programme.ts';
import { questionFields, questionInput, questionInputOf, questionRaw } from './office-question-input.ts';
import { actOf, editionDesk, faultOfRefusal, officePage, get, post } from './office-desk.ts';

/** One kind of part: how it is found, drawn, saved and taken away. The four differ in nothing else. */
interface PartKind {
  what: PartFormProps['what'];
  part: PartFormProps['part'];
  thing: 'room' | 'track' | 'speaker' | 'question';
  form: TObject;
  fields: (deps: Deps, ctx: Ctx, desk: EditionDesk, id: string | undefined) => Promise<FormField[]>;
  /** What is there; undefined when it is not of this edition. */
  find: (
    deps: Deps,
    eventId: string,
    id: string,
  ) => Promise<{ title: string; values: RawValues } | undefined>;
  save: (
    trx: Trx,
    act: Act,
    eventId: string,
    value: unknown,
    id: string | undefined,
  ) => Promise<Outcome<{ id: string }>>;
  remove: (trx: Trx, act: Act, eventId: string, id: string) => Promise<Outcome>;
}

const plainFields = (form: TObject) => async () => fieldsOf(form);

const KINDS: readonly PartKind[] = [
  {
    what: 'salas',
    part: 'rooms',
    thing: 'room',
    form: RoomForm,
    fields: plainFields(RoomForm),
    find: async (deps, eventId, id) => {
      const room = (await listRooms(deps.db, eventId)).find((r) => r.id === id);
      return room && { title: room.name, values: rawOf({ name: room.name, capacity: room.capacity }) };
    },
    save: (trx, act, eventId, value, id) => {
      const { name, capacity } = value as { name: string; capacity?: number };
      return saveRoom(trx, act, eventId, { name, capacity: capacity ?? null, ...(id && { id }) });
    },
    remove: removeRoom,
  },
  {
    what: 'ejes',
    part: 'rooms',
    thing: 'track',
    form: TrackForm,
    fields: plainFields(TrackForm),
    find: async (deps, eventId, id) => {
      const track = (await listOfficeTracks(deps.db, eventId)).find((k) => k.id === id);
      return track && { title: track.name, values: rawOf({ name: track.name, slug: track.slug }) };
    },
    save: async (trx, act, eventId, value, id) => {
      const { name, slug } = value as { name: string; slug?: string };
      const tracks = await listOfficeTracks(trx, eventId);
      const before = tracks.find((track) => track.id === id);
      const own = slug ?? before?.slug ?? freeSlug(name, new Set(tracks.map((track) => track.slug)));
      return saveTrack(trx, act, eventId, { name, slug: own, color: before?.color ?? '', ...(id && { id }) });
    },
    remove: removeTrack,
  },
  {
    what: 'ponentes',
    part: 'speakers',
    thing: 'speaker',
    form: SpeakerForm,
    fields: plainFields(SpeakerForm),
    find: async (deps, eventId, id) => {
      const speaker = await findOfficeSpeaker(deps.db, eventId, id);
      if (!speaker) return undefined;
      const { name, organization, bio, slug } = speaker;
      return { title: name, values: rawOf({ name, organization, bio, slug }) };
    },
    save: async (trx, act, eventId, value, id) => {
      const {
        name,
        organization = '',
        bio = '',
        slug,
      } = value as { name: string; organization?: string; bio?: string; slug?: string };
      const before = id === undefined ? undefined : await findOfficeSpeaker(trx, eventId, id);
      const own = slug ?? before?.slug ?? freeSlug(name, await listSpeakerSlugs(trx, eventId));
      return saveSpeaker(trx, act, eventId, { name, organization, bio, slug: own, ...(id && { id }) });
    },
    remove: removeSpeaker,
  },
  {
    what: 'preguntas',
    part: 'questions',
    thing: 'question',
    form: QuestionForm,
    fields: async (deps, ctx, desk, id) =>
      questionFields(ctx.t, await listQuestions(deps.db, desk.edition.id), id),
    find: async (deps, eventId, id) => {
      const question = (await listQuestions(deps.db, eventId)).find((q) => q.id === id);
      return question && { title: question.label, values: questionRaw(question) };
    },
    save: async (trx, act, eventId, value, id) => {
      const questions = await listQuestions(trx, eventId);
      const input = questionInput(value, questions, id);
      return 'ok' in input ? input : saveQuestion(trx, act, eventId, input);
    },
    remove: removeQuestion,
  },
];

export function officePartRoutes(deps: Deps): RouteSpec[] {
  return [
    get('/:slug/salas', 'events.read_drafts', 'Rooms and tracks.', (ctx) => rooms(deps, ctx)),
    get('/:slug/ponentes', 'events.read_drafts', 'Speakers.', (ctx) => speakers(deps, ctx)),
    get('/:slug/preguntas', 'events.read_drafts', 'The questions of the registration form.', (ctx) =>
      questions(deps, ctx),
    ),
    post('/:slug/preguntas/:id/mover', 'events.edit', 'Move a question up or down.', (ctx) =>
      move(deps, ctx),
    ),
    ...KINDS.flatMap((kind) => partRoutes(deps, kind)),
  ];
}

function partRoutes(deps: Deps, kind: PartKind): RouteSpec[] {
  const { what, thing } = kind;
  return [
    get(`/:slug/${what}/nueva`, 'events.edit', `Form of a new ${thing}.`, (ctx) => form(deps, ctx, kind)),
    post(`/:slug/${what}/nueva`, 'events.edit', `Add a ${thing}.`, (ctx) => save(deps, ctx, kind)),
    get(`/:slug/${what}/:id`, 'events.edit', `Form of a ${thing}.`, (ctx) => form(deps, ctx, kind)),
    post(`/:slug/${what}/:id`, 'events.edit', `Change a ${thing}.`, (ctx) => save(deps, ctx, kind)),
    post(`/:slug/${what}/:id/quitar`, 'events.edit', `Take a ${thing} away.`, (ctx) =>
      remove(deps, ctx, kind),
    ),
  ];
}

async function rooms(deps: Deps, ctx: Ctx): Promise<Answer> {
  const desk = await editionDesk(deps, ctx);
  const { id } = desk.edition;
  const body = RoomsPage({
    desk,
    rooms: await listRooms(deps.db, id),
    tracks: await listOfficeTracks(deps.db, id),
  });
  return officePage(ctx.t('events.office.tab.rooms'), body);
}

async function speakers(deps: Deps, ctx: Ctx): Promise<Answer> {
  const desk = await editionDesk(deps, ctx);
  const search = (ctx.query.get('q') ?? '').replaceAll('\0', '').trim().slice(0, 100);
  const request = readPageRequest(ctx.query, SPEAKER_NAME_CURSOR);
  const { items, next } = await listOfficeSpeakers(deps.db, desk.edition.id, request, search);
  const href = editionHref(desk.edition, 'ponentes');
  const q = search ? `q=${encodeURIComponent(search)}&` : '';
  const body = SpeakersPage({
    desk,
    speakers: items,
    search,
    firstHref: request.after ? `${href}?${q}` : undefined,
    nextHref: next && `${href}?${q}after=${next}`,
  });
  return officePage(ctx.t('events.office.tab.speakers'), body);
}

async function questions(deps: Deps, ctx: Ctx): Promise<Answer> {
  const desk = await editionDesk(deps, ctx);
  const body = QuestionsPage({ desk, questions: await listQuestions(deps.db, desk.edition.id) });
  return officePage(ctx.t('events.office.tab.questions'), body);
}

async function form(
  deps: Deps,
  ctx: Ctx,
  kind: PartKind,
  typed?: { values: RawValues; faults: readonly FieldFault[] },
): Promise<Answer> {
  const { t } = ctx;
  const desk = await editionDesk(deps, ctx);
  const { id } = ctx.params;
  const found =
    id === undefined ? undefined : isUuid(id) ? await kind.find(deps, desk.edition.id, id) : undefined;
  if (id !== undefined && !found) throw notFound();
  const state: DrawnForm = {
    fields: await kind.fields(deps, ctx, desk, id),
    values: found?.values ?? new Map(),
    faults: [],
    ...typed,
  };
  const title = found?.title ?? t(`events.office.${kind.thing}.add`);
  const remove = t(`events.office.${kind.thing}.remove_hint`);
  return officePage(
    title,
    PartForm({ desk, part: kind.part, what: kind.what, id, title, state, remove }),
    typed ? 422 : 200,
  );
}

async function save(deps: Deps, ctx: Ctx, kind: PartKind): Promise<Answer> {
  const desk = await editionDesk(deps, ctx);
  const { id } = ctx.params;
  if (id !== undefined && !isUuid(id)) throw notFound();
  const read = readForm(kind.form, ctx.body, ctx.t);
  if (!read.ok) return form(deps, ctx, kind, { values: read.raw, faults: read.faults });
  const outcome = await run(deps.db, (trx) => kind.save(trx, actOf(ctx), desk.edition.id, read.value, id));
  if (outcome.ok) return seeOther(`${backHref(desk, kind)}?hecho=saved`);
  if (outcome.refused === 'not_found') throw notFound();
  const fault = faultOfRefusal(outcome, ctx.t, fieldsOf(kind.form));
  return form(deps, ctx, kind, { values: read.raw, faults: [fault] });
}

function backHref({ edition }: EditionDesk, { what }: PartKind): string {
  return editionHref(edition, what === 'ejes' ? 'salas' : what);
}

async function remove(deps: Deps, ctx: Ctx, kind: PartKind): Promise<Answer> {
  const desk = await editionDesk(deps, ctx);
  const id = ctx.params['id'] ?? '';
  if (!isUuid(id)) throw notFound();
  const outcome = await run(deps.db, (trx) => kind.remove(trx, actOf(ctx), desk.edition.id, id));
  if (outcome.ok) return seeOther(`${backHref(desk, kind)}?hecho=removed`);
  if (outcome.refused === 'in_use') return seeOther(`${backHref(desk, kind)}?hecho=${kind.thing}_in_use`);
  throw outcome.refused === 'not_found' ? notFound() : new AppError('conflict');
}

/** Changes places with its neighbour; refused when a question would come before the one it depends on. */
async function move(deps: Deps, ctx: Ctx): Promise<Answer> {
  const desk = await editionDesk(deps, ctx);
  const up = ctx.body.fields.get('hacia')?.[0] === 'arriba';
  const outcome = await run(deps.db, async (trx): Promise<Outcome<object>> => {
    const all = await listQuestions(trx, desk.edition.id);
    const at = all.findIndex((question) => question.id === ctx.params['id']);
    const moved = all[at];
    const other = all[up ? at - 1 : at + 1];
    if (!moved) return { ok: false, refused: 'not_found' };
    if (!other) return { ok: true };
    const places = [moved.position, other.position] as const;
    const first = await saveQuestion(trx, actOf(ctx), desk.edition.id, {
      ...questionInputOf(moved),
      position: places[1],
    });
    if (!first.ok) return first;
    return saveQuestion(trx, actOf(ctx), desk.edition.id, { ...questionInputOf(other), position: places[0] });
  });
  const href = editionHref(desk.edition, 'preguntas');
  if (outcome.ok) return seeOther(`${href}?hecho=saved`);
  if (outcome.refused === 'bad_condition') return seeOther(`${href}?hecho=question_order`);
  throw outcome.refused === 'not_found' ? notFound() : new AppError('conflict');
}
