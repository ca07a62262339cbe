/** Writes a plan: few statements whatever the size of the programme, history and audit for each thing. */
import type { Trx } from '../../../platform/db/handles.ts';
import { addQuestions, addRooms, addSessions, addSpeakers, addTracks, slices } from '../commands/bulk.ts';
import { createEdition, publishEdition, saveSeries, writeEdition } from '../commands/editions.ts';
import type { Act, SessionInput } from '../commands/inputs.ts';
import type { Programme } from '../commands/programme-state.ts';
import { changeSession } from '../commands/programme.ts';
import { type Change, record } from '../commands/record.ts';
import { consented } from '../commands/recordings.ts';
import {
  editionContent,
  type EditionRow,
  questionValues,
  sessionContent,
  speakerValues,
} from '../commands/rows.ts';
import type { Plan, Step } from './plan.ts';
import type { NamedSession, Wanted, WantedStatus } from './wanted.ts';

/** The edition's row under its lock, with what belongs to it. */
export interface Existing {
  row: EditionRow;
  programme: Programme;
}

interface Writing {
  trx: Trx;
  act: Act;
  eventId: string;
  programme: Programme | undefined;
  changes: Change[];
}

type Ids = Map<string, string>;

/**
 * @param options.publish what is created now; what was there keeps its visibility
 * @returns the edition's id
 */
export async function writePlan(
  trx: Trx,
  act: Act,
  { wanted, plan, existing }: { wanted: Wanted; plan: Plan; existing: Existing | undefined },
  { publish }: { publish: boolean },
): Promise<string> {
  const eventId = await writeOwn(trx, act, wanted, plan, existing);
  const writing: Writing = { trx, act, eventId, programme: existing?.programme, changes: [] };
  const rooms = await writeRooms(writing, plan.rooms);
  const tracks = await writeTracks(writing, plan.tracks);
  const speakers = await writeSpeakers(writing, plan.speakers);
  const sessions = await writeSessions(writing, plan.sessions, { rooms, tracks, speakers });
  await writeQuestions(writing, plan.questions);
  await writeMaterials(writing, plan.materials, sessions);
  for (const slice of slices(writing.changes)) await record(trx, act, ...slice);
  await writeStatuses(writing, wanted, plan, existing === undefined);
  if (!existing && publish) await publishEdition(trx, act, eventId);
  return eventId;
}

async function writeOwn(
  trx: Trx,
  act: Act,
  wanted: Wanted,
  plan: Plan,
  existing: Existing | undefined,
): Promise<string> {
  const seriesId = wanted.series ? await writeSeries(trx, act, wanted.series) : wanted.edition.seriesId;
  const input = { ...wanted.edition, seriesId };
  if (existing) {
    if (plan.edition && plan.edition.length > 0)
      await writeEdition(trx, act, existing.row, input, { tell: true });
    return existing.row.id;
  }
  const created = await createEdition(trx, act, input);
  // The rules were checked and the address was free under this lock; another import may have been quicker.
  if (!created.ok) throw new Error(`the edition was refused: ${created.refused}`);
  return created.id;
}

async function writeSeries(trx: Trx, act: Act, wanted: NonNullable<Wanted['series']>): Promise<string> {
  const known = await trx
    .selectFrom('event_series')
    .selectAll()
    .where('slug', '=', wanted.slug)
    .executeTakeFirst();
  if (known && known.title === wanted.title && known.summary === wanted.summary) return known.id;
  const saved = await saveSeries(trx, act, { ...wanted, ...(known && { id: known.id }) });
  if (!saved.ok) throw new Error(`the series was refused: ${saved.refused}`);
  return saved.id;
}

const isNew = <T>(step: Step<T>): boolean => step.id === undefined;
const isChanged = <T>(step: Step<T>): step is Step<T> & { id: string } =>
  step.id !== undefined && step.fields.length > 0;
const next = (rows: readonly { position: number }[] | undefined): number =>
  Math.max(-1, ...(rows ?? []).map((row) => row.position)) + 1;
const idsOf = <T extends { id: string }>(rows: readonly T[] | undefined, key: (row: T) => string): Ids =>
  new Map((rows ?? []).map((row) => [key(row), row.id]));

function note(writing: Writing, kind: Change['kind'], id: string, created: boolean, content: object): void {
  const { eventId } = writing;
  writing.changes.push({
    kind,
    id,
    eventId,
    action: created ? 'created' : 'changed',
    content: { ...content },
  });
}

async function writeRooms(writing: Writing, steps: readonly Step<Wanted['rooms'][number]>[]): Promise<Ids> {
  const { trx, eventId, programme } = writing;
  const fresh = steps.filter(isNew).map((step) => step.wanted);
  const ids = await addRooms(trx, eventId, fresh, next(programme?.rooms));
  for (const room of fresh) note(writing, 'event_room', ids.get(room.name) ?? '', true, room);
  for (const { id, wanted } of steps.filter(isChanged)) {
    await trx.updateTable('event_rooms').set({ capacity: wanted.capacity }).where('id', '=', id).execute();
    note(writing, 'event_room', id, false, wanted);
  }
  return new Map([...idsOf(programme?.rooms, (room) => room.name), ...ids]);
}

async function writeTracks(writing: Writing, steps: readonly Step<Wanted['tracks'][number]>[]): Promise<Ids> {
  const { trx, eventId, programme } = writing;
  const fresh = steps.filter(isNew).map((step) => step.wanted);
  const ids = await addTracks(trx, eventId, fresh, next(programme?.tracks));
  for (const track of fresh) note(writing, 'event_track', ids.get(track.slug) ?? '', true, track);
  for (const { id, wanted } of steps.filter(isChanged)) {
    await trx
      .updateTable('event_tracks')
      .set({ name: wanted.name, color: wanted.color })
      .where('id', '=', id)
      .execute();
    note(writing, 'event_track', id, false, wanted);
  }
  return new Map([...idsOf(programme?.tracks, (track) => track.slug), ...ids]);
}

async function writeSpeakers(
  writing: Writing,
  steps: readonly Step<Wanted['speakers'][number]>[],
): Promise<Ids> {
  const { trx, act, eventId, programme } = writing;
  const fresh = steps.filter(isNew).map((step) => step.wanted);
  const ids = await addSpeakers(trx, eventId, fresh, act.now);
  for (const speaker of fresh) note(writing, 'event_speaker', ids.get(speaker.slug) ?? '', true, speaker);
  for (const { id, wanted } of steps.filter(isChanged)) {
    const values = { ...speakerValues(wanted), updated_at: act.now };
    await trx.updateTable('event_speakers').set(values).where('id', '=', id).execute();
    note(writing, 'event_speaker', id, false, wanted);
  }
  return new Map([...idsOf(programme?.speakers, (speaker) => speaker.slug), ...ids]);
}

async function writeSessions(
  writing: Writing,
  steps: readonly Step<NamedSession>[],
  ids: Record<'rooms' | 'tracks' | 'speakers', Ids>,
): Promise<Ids> {
  const { trx, act, eventId, programme } = writing;
  const input = ({ room, track, speakers, ...rest }: NamedSession): SessionInput => ({
    ...rest,
    roomId: room === null ? null : (ids.rooms.get(room) ?? null),
    trackId: track === null ? null : (ids.tracks.get(track) ?? null),
    speakers: speakers.map(({ slug, role }) => ({ speakerId: ids.speakers.get(slug) ?? '', role })),
  });
  const swapped = (map: Ids) => new Map([...map].map(([name, id]) => [id, name]));
  const names = { rooms: swapped(ids.rooms), tracks: swapped(ids.tracks), speakers: swapped(ids.speakers) };
  const fresh = steps.filter(isNew).map((step) => input(step.wanted));
  const added = await addSessions(trx, eventId, fresh, act.now);
  for (const session of fresh)
    note(writing, 'event_session', added.get(session.slug) ?? '', true, sessionContent(session, names));
  for (const { id, wanted } of steps.filter(isChanged)) {
    const before = programme?.sessions.find((row) => row.id === id);
    if (!before) continue;
    await changeSession(trx, act, before, input(wanted));
    note(writing, 'event_session', id, false, sessionContent(input(wanted), names));
  }
  return new Map([...idsOf(programme?.sessions, (session) => session.slug), ...added]);
}

async function writeQuestions(
  writing: Writing,
  steps: readonly Step<Wanted['questions'][number]>[],
): Promise<void> {
  const { trx, eventId, programme } = writing;
  const fresh = steps.filter(isNew).map((step) => step.wanted);
  const ids = await addQuestions(trx, eventId, fresh, next(programme?.questions));
  for (const question of fresh) note(writing, 'event_question', ids.get(question.key) ?? '', true, question);
  for (const { id, wanted } of steps.filter(isChanged)) {
    const position = programme?.questions.find((row) => row.id === id)?.position ?? 0;
    await trx
      .updateTable('event_questions')
      .set(questionValues(wanted, position))
      .where('id', '=', id)
      .execute();
    note(writing, 'event_question', id, false, wanted);
  }
}

async function writeMaterials(
  writing: Writing,
  steps: readonly Step<Wanted['materials'][number]>[],
  sessions: Ids,
): Promise<void> {
  const { trx, eventId, programme } = writing;
  const first = next(programme?.materials);
  const fresh = steps.filter(isNew).map(({ wanted: { session, kind, title, url } }, index) => ({
    event_id: eventId,
    session_id: session === null ? null : (sessions.get(session) ?? null),
    kind,
    title,
    url,
    position: first + index,
    // A file that names a recording is the word of who imports it.
    ...(kind === 'recording' ? consented(writing.act) : { consent_at: null, consent_by: null }),
  }));
  for (const slice of slices(fresh)) {
    const added = await trx
      .insertInto('event_materials')
      .values(slice)
      .returning(['id', 'kind', 'title', 'url'])
      .execute();
    for (const { id, ...material } of added) note(writing, 'event_material', id, true, material);
  }
  for (const {
    id,
    fields,
    wanted: { kind, title, url },
  } of steps.filter(isChanged)) {
    const becomesRecording = kind === 'recording' && fields.includes('kind');
    await trx
      .updateTable('event_materials')
      .set({ kind, title, ...(becomesRecording && consented(writing.act)) })
      .where('id', '=', id)
      .execute();
    note(writing, 'event_material', id, false, { kind, title, url });
  }
}

/** What became of the things that are new here; nobody knows of them yet, so nobody is told. */
async function writeStatuses(
  { trx, act, eventId, changes: written }: Writing,
  wanted: Wanted,
  plan: Plan,
  isNewEdition: boolean,
): Promise<void> {
  const set = ({ status, note }: WantedStatus) => ({ status, status_note: note });
  const changes: Change[] = [];
  if (isNewEdition && isSaid(wanted.status)) {
    await trx.updateTable('events').set(set(wanted.status)).where('id', '=', eventId).execute();
    const content = editionContent(wanted.edition);
    changes.push({ kind: 'event', id: eventId, ...statusChange(wanted.status, content) });
  }
  for (const { wanted: session } of plan.sessions.filter(isNew)) {
    const its = wanted.sessionStatus.get(session.slug);
    if (!its || !isSaid(its)) continue;
    const { id } = await trx
      .updateTable('event_sessions')
      .set(set(its))
      .where('event_id', '=', eventId)
      .where('slug', '=', session.slug)
      .returning('id')
      .executeTakeFirstOrThrow();
    const said = written.find((change) => change.id === id)?.content ?? {};
    changes.push({ kind: 'event_session', id, eventId, ...statusChange(its, said) });
  }
  for (const slice of slices(changes)) await record(trx, act, ...slice);
}

/** Something that takes place after all keeps the note that says so. */
const isSaid = ({ status, note }: WantedStatus): boolean => status !== 'scheduled' || note !== '';

/** A version says all of it, not only what is new. */
function statusChange({ status, note }: WantedStatus, content: Record<string, unknown>) {
  const action = status === 'scheduled' ? 'resumed' : status;
  return { action, reason: note, content: { ...content, status, note } };
}
