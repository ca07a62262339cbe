/** Rooms, tracks, materials and registration questions of an edition. */
import type { Trx } from '../../../platform/db/handles.ts';
import { isColor, isSlug, isWebAddress, questionFaults, roomFaults } from '../rules/programme.ts';
import type { Act, MaterialInput, Outcome, QuestionInput, Refusal, RoomInput, TrackInput } from './inputs.ts';
import { lockEdition, readProgramme, refusalOf } from './programme-state.ts';
import { type Change, record } from './record.ts';
import { consented } from './recordings.ts';
import { type QuestionRow, questionValues } from './rows.ts';

type PartTable = 'event_rooms' | 'event_tracks' | 'event_materials' | 'event_questions';
const KIND = {
  event_rooms: 'event_room',
  event_tracks: 'event_track',
  event_materials: 'event_material',
  event_questions: 'event_question',
} as const satisfies Record<PartTable, Change['kind']>;

/** A room: new without `id`, else changed. Names are unique in the edition. */
export async function saveRoom(
  trx: Trx,
  act: Act,
  eventId: string,
  input: RoomInput,
): Promise<Outcome<{ id: string }>> {
  const { id, name, capacity } = input;
  if (!(await lockEdition(trx, eventId))) return { ok: false, refused: 'not_found' };
  const { rooms } = await readProgramme(trx, eventId);
  const refusal =
    refusalOf(roomFaults(input)) ??
    refuseTwice(rooms, id, (room) => room.name === name, 'duplicate_name', 'name', name);
  if (refusal) return refusal;
  const values = { name, capacity, position: positionIn(rooms, input) };
  const row =
    id === undefined
      ? await trx
          .insertInto('event_rooms')
          .values({ ...values, event_id: eventId })
          .returning('id')
          .executeTakeFirst()
      : await trx
          .updateTable('event_rooms')
          .set(values)
          .where('id', '=', id)
          .where('event_id', '=', eventId)
          .returning('id')
          .executeTakeFirst();
  return saved(trx, act, eventId, 'event_rooms', row, id, { name, capacity });
}

/** A track: new without `id`, else changed. */
export async function saveTrack(
  trx: Trx,
  act: Act,
  eventId: string,
  input: TrackInput,
): Promise<Outcome<{ id: string }>> {
  const { id, slug, name, color } = input;
  if (!(await lockEdition(trx, eventId))) return { ok: false, refused: 'not_found' };
  const { tracks } = await readProgramme(trx, eventId);
  const refusal =
    refuseTrack(input) ??
    refuseTwice(tracks, id, (track) => track.slug === slug, 'duplicate_slug', 'slug', slug) ??
    refuseTwice(tracks, id, (track) => track.name === name, 'duplicate_name', 'name', name);
  if (refusal) return refusal;
  const values = { slug, name, color, position: positionIn(tracks, input) };
  const row =
    id === undefined
      ? await trx
          .insertInto('event_tracks')
          .values({ ...values, event_id: eventId })
          .returning('id')
          .executeTakeFirst()
      : await trx
          .updateTable('event_tracks')
          .set(values)
          .where('id', '=', id)
          .where('event_id', '=', eventId)
          .returning('id')
          .executeTakeFirst();
  return saved(trx, act, eventId, 'event_tracks', row, id, { slug, name, color });
}

/** A recording, slides, a document or a link, of the edition or of one session. */
export async function saveMaterial(
  trx: Trx,
  act: Act,
  eventId: string,
  input: MaterialInput,
): Promise<Outcome<{ id: string }>> {
  const { id, sessionId, kind, title, url, consent } = input;
  if (!(await lockEdition(trx, eventId))) return { ok: false, refused: 'not_found' };
  const { sessions, materials } = await readProgramme(trx, eventId);
  if (title === '') return { ok: false, refused: 'missing_title', field: 'title' };
  if (!isWebAddress(url)) return { ok: false, refused: 'bad_url', field: 'url' };
  const session = sessions.find((row) => row.id === sessionId);
  if (sessionId !== null && !session) return { ok: false, refused: 'not_found', field: 'sessionId' };
  const known = materials.find((material) => material.id === id)?.consent_at;
  if (kind === 'recording' && !consent && !known)
    return { ok: false, refused: 'no_consent', field: 'consent' };
  const beside = materials.filter((material) => material.session_id === sessionId);
  const values = {
    session_id: sessionId,
    kind,
    title,
    url,
    position: positionIn(beside, input),
    ...(kind === 'recording' && consent && consented(act)),
  };
  const row =
    id === undefined
      ? await trx
          .insertInto('event_materials')
          .values({ ...values, event_id: eventId })
          .returning('id')
          .executeTakeFirst()
      : await trx
          .updateTable('event_materials')
          .set(values)
          .where('id', '=', id)
          .where('event_id', '=', eventId)
          .returning('id')
          .executeTakeFirst();
  return saved(trx, act, eventId, 'event_materials', row, id, {
    kind,
    title,
    url,
    session: session?.title ?? null,
  });
}

/** A question of the registration form. Its condition may only look at questions asked before it. */
export async function saveQuestion(
  trx: Trx,
  act: Act,
  eventId: string,
  input: QuestionInput,
): Promise<Outcome<{ id: string }>> {
  const { id, key } = input;
  if (!(await lockEdition(trx, eventId))) return { ok: false, refused: 'not_found' };
  const { questions } = await readProgramme(trx, eventId);
  const position = positionIn(questions, input);
  const refusal =
    refuseTwice(questions, id, (question) => question.key === key, 'duplicate_key', 'key', key) ??
    refuseQuestions(
      questions.filter((question) => question.id !== id),
      input,
      position,
    );
  if (refusal) return refusal;
  const values = questionValues(input, position);
  const row =
    id === undefined
      ? await trx
          .insertInto('event_questions')
          .values({ ...values, event_id: eventId })
          .returning('id')
          .executeTakeFirst()
      : await trx
          .updateTable('event_questions')
          .set(values)
          .where('id', '=', id)
          .where('event_id', '=', eventId)
          .returning('id')
          .executeTakeFirst();
  const { id: _, ...content } = input;
  return saved(trx, act, eventId, 'event_questions', row, id, { ...content });
}

/** Sessions in it lose their room. */
export const removeRoom = remover('event_rooms');
/** Sessions of it lose their track. */
export const removeTrack = remover('event_tracks');
export const removeMaterial = remover('event_materials');

/** Takes a question from the form; answers given already stay sealed. Refused as `in_use` when another one's condition names it. */
export async function removeQuestion(trx: Trx, act: Act, eventId: string, id: string): Promise<Outcome> {
  if (!(await lockEdition(trx, eventId))) return { ok: false, refused: 'not_found' };
  const { questions } = await readProgramme(trx, eventId);
  const gone = questions.find((question) => question.id === id);
  const waiting = questions.find((question) => gone && question.shown_when?.key === gone.key);
  if (waiting) return { ok: false, refused: 'in_use', detail: { title: waiting.label } };
  return remover('event_questions')(trx, act, eventId, id);
}

function remover(table: PartTable) {
  return async (trx: Trx, act: Act, eventId: string, id: string): Promise<Outcome> => {
    if (!(await lockEdition(trx, eventId))) return { ok: false, refused: 'not_found' };
    const row = await trx
      .deleteFrom(table)
      .where('id', '=', id)
      .where('event_id', '=', eventId)
      .returningAll()
      .executeTakeFirst();
    if (!row) return { ok: false, refused: 'not_found' };
    // Who vouched for a recording is for the organisation's eyes.
    const { id: _, event_id: __, ...said } = row;
    const content = Object.fromEntries(Object.entries(said).filter(([name]) => !name.startsWith('consent_')));
    await record(trx, act, { kind: KIND[table], id, eventId, action: 'removed', content });
    return { ok: true };
  };
}

async function saved(
  trx: Trx,
  act: Act,
  eventId: string,
  table: PartTable,
  row: { id: string } | undefined,
  before: string | undefined,
  content: Record<string, unknown>,
): Promise<Outcome<{ id: string }>> {
  if (!row) return { ok: false, refused: 'not_found' };
  await record(trx, act, {
    kind: KIND[table],
    id: row.id,
    eventId,
    action: before === undefined ? 'created' : 'changed',
    content,
  });
  return { ok: true, id: row.id };
}

/** A new part goes to the end, a changed one stays where it is, unless the input says otherwise. */
function positionIn(
  parts: readonly { id: string; position: number }[],
  input: { id?: string; position?: number },
): number {
  const last = Math.max(-1, ...parts.map((part) => part.position));
  return input.position ?? parts.find((part) => part.id === input.id)?.position ?? last + 1;
}

function refuseTwice<P extends { id: string }>(
  parts: readonly P[],
  own: string | undefined,
  same: (part: P) => boolean,
  refused: 'duplicate_name' | 'duplicate_slug' | 'duplicate_key',
  field: string,
  value: string,
): Refusal | undefined {
  return parts.some((part) => part.id !== own && same(part))
    ? { ok: false, refused, field, detail: { [field]: value } }
    : undefined;
}

function refuseTrack({ slug, name, color }: TrackInput): Refusal | undefined {
  if (!isSlug(slug)) return { ok: false, refused: 'bad_slug', field: 'slug', detail: { slug } };
  if (name === '') return { ok: false, refused: 'missing_title', field: 'name' };
  return isColor(color) ? undefined : { ok: false, refused: 'bad_color', field: 'color' };
}

/** Moving or changing one question must not break another one's condition either. */
function refuseQuestions(
  others: readonly QuestionRow[],
  input: QuestionInput,
  position: number,
): Refusal | undefined {
  const asked = [
    ...others.map((row) => ({ ...row, shownWhen: row.shown_when })),
    { ...input, position },
  ].toSorted((a, b) => a.position - b.position);
  return refusalOf(asked.flatMap((question, index) => questionFaults(question, asked.slice(0, index))));
}
