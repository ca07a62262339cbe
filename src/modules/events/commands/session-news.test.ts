import { beforeEach, describe, expect, it } from 'vitest';
import { testDeps } from '../../../../test/harness/app.ts';
import { useDatabase } from '../../../../test/harness/database.ts';
import { ANONYMOUS } from '../../../platform/access/access.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Deps } from '../../../platform/deps.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { ComposedMail } from '../../../platform/mail/mail.ts';
import { registering } from '../fixtures.ts';
import { eventJobs } from '../jobs.ts';
import { eventMails } from '../mails.ts';
import { findRegistrationEvent } from '../queries/registrations.ts';
import { cancelSession, postponeEdition, postponeSession, resumeEdition, resumeSession } from './announce.ts';
import { createEdition, publishEdition, updateEdition } from './editions.ts';
import { ACT, at, editionInput, sessionInput } from './fixtures.ts';
import type { EditionInput, SessionInput } from './inputs.ts';
import { saveRoom } from './parts.ts';
import { removeSession, saveSession } from './programme.ts';
import { registerPerson } from './registration/register.ts';

const database = useDatabase();
const run = <T>(work: (trx: Trx) => Promise<T>) => withTransaction(database.db, work);
const note = { note: 'Por fuerza mayor.' };
let deps: Deps;
let now = ACT.now;
let eventId = '';
let count = 0;
const act = () => ({ ...ACT, now });

async function save(input: Partial<SessionInput> & { slug: string; id?: string }): Promise<string> {
  const { slug, ...rest } = input;
  const saved = await run((trx) => saveSession(trx, act(), eventId, { ...sessionInput(slug), ...rest }));
  if (!saved.ok) throw new Error(saved.refused);
  return saved.id;
}

async function edit(more: Partial<EditionInput>, tell = true): Promise<void> {
  const { version, slug } = await edition();
  const done = await run((trx) =>
    updateEdition(trx, act(), eventId, { ...editionInput(slug), ...more, version, tell }),
  );
  if (!done.ok) throw new Error(done.refused);
}

async function person(workshops: readonly string[] = []): Promise<string> {
  const event = await findRegistrationEvent(database.db, { id: eventId });
  if (!event) throw new Error('no edition');
  const made = await run((trx) =>
    registerPerson(
      trx,
      { actor: ANONYMOUS, vault: deps.vault, now: at('09:00', '2027-01-08') },
      event,
      registering(++count, { workshops, addressKnown: true }),
    ),
  );
  if (!made.ok) throw new Error(made.refused);
  await database.db.deleteFrom('mails').execute();
  return made.id;
}

const edition = () =>
  database.db.selectFrom('events').selectAll().where('id', '=', eventId).executeTakeFirstOrThrow();

type Sent = ComposedMail & { kind: string; id: string };

/** Runs what is queued until nothing is, each job twice as after a crash, and writes the mails. */
async function told(): Promise<Sent[]> {
  for (;;) {
    const { rows } = await database.pool.query<{
      id: string;
      name: string;
      payload: Record<string, unknown>;
    }>(
      `select j.id, t.identifier as name, j.payload from graphile_worker._private_jobs j
       join graphile_worker._private_tasks t on t.id = j.task_id order by j.id`,
    );
    if (rows.length === 0) break;
    for (const { id, name, payload } of rows) {
      await database.pool.query('delete from graphile_worker._private_jobs where id = $1', [id]);
      for (let twice = 0; twice < 2; twice++)
        await eventJobs()
          .find((job) => job.name === name)
          ?.run(payload, deps);
    }
  }
  const rows = await database.db.selectFrom('mails').selectAll().orderBy('subject_id').execute();
  await database.db.deleteFrom('mails').execute();
  const mails = await Promise.all(
    rows.map(async (row) => {
      const spec = eventMails(deps).find((mail) => mail.kind === row.kind);
      const mail = await spec?.compose(row.subject_id, row.data, database.db);
      return mail ? [{ ...mail, kind: row.kind, id: row.subject_id }] : [];
    }),
  );
  return mails.flat();
}

const sequenceIn = (mail: Sent | undefined): number =>
  Number(/SEQUENCE:(\d+)/.exec(mail?.calendar?.ics ?? '')?.[1] ?? -1);
const toldTo = (mails: readonly Sent[]) => mails.map(({ kind, id }) => `${kind} ${id}`);

beforeEach(async () => {
  deps = testDeps(database.db, () => now);
  now = ACT.now;
  await database.pool.query('delete from graphile_worker._private_jobs');
  await database.db.deleteFrom('mails').execute();
  const created = await run((trx) => createEdition(trx, ACT, editionInput(`novedad-${++count}`)));
  if (!created.ok) throw new Error(created.refused);
  eventId = created.id;
  await run((trx) => publishEdition(trx, ACT, eventId));
});

describe('changed sessions', () => {
  it('are told once, all edits together, to those who signed up, with their calendar entry', async () => {
    const id = await save({ slug: 'taller', type: 'workshop', capacity: 5 });
    const comes = await person([id]);
    await person();
    const before = (await edition()).sequence;
    const room = await run((trx) =>
      saveRoom(trx, act(), eventId, { name: 'Sala malo.example', capacity: null }),
    );
    const roomId = room.ok ? room.id : '';
    const taller = { id, slug: 'taller', type: 'workshop' as const, capacity: 5 };
    await save({ ...taller, title: 'Con otro nombre' });
    await save({ ...taller, title: 'Con otro nombre', startsAt: at('11:00'), endsAt: at('12:00') });
    await save({ ...taller, title: 'Con otro nombre', startsAt: at('11:00'), endsAt: at('12:00'), roomId });
    const { rows } = await database.pool.query<{ minutes: number }>(
      `select extract(epoch from run_at - $1::timestamptz)::int / 60 as minutes from graphile_worker._private_jobs`,
      [now.toString()],
    );
    expect(rows).toEqual([{ minutes: 10 }]);
    const mails = await told();
    expect(toldTo(mails)).toEqual([`events.sessions_changed ${comes}`]);
    expect(mails[0]?.text).toContain(
      [
        '«Con otro nombre»:',
        '',
        '• Título: Con otro nombre (antes: Sesión taller)',
        '• Cuándo: 2 mar 2027, 11:00–12:00 (antes: 2 mar 2027, 09:00–10:00)',
        '• Sala: Sala malo. example (antes: sin indicar)',
      ].join('\n'),
    );
    expect(mails[0]?.calendar?.method).toBe('REQUEST');
    expect(mails[0]?.calendar?.ics.replaceAll('\r\n ', '')).toContain(
      'Con otro nombre (2 mar 2027\\, 11:00)',
    );
    expect(sequenceIn(mails[0])).toBe(before + 3);
    // What was told is known: the next change tells only what is new.
    await save({
      ...taller,
      title: 'Con otro nombre',
      language: 'quc',
      startsAt: at('11:00'),
      endsAt: at('12:00'),
      roomId,
    });
    const again = await told();
    expect(again).toHaveLength(1);
    expect(again[0]?.text).toContain('• Idioma: K’iche’ (antes: Español)');
    expect(again[0]?.text).not.toContain('Cuándo: 2 mar');
    expect(sequenceIn(again[0])).toBe(before + 4);
  });

  it('that anybody may come to are told to all who come, one mail for several, without an entry', async () => {
    const first = await save({ slug: 'a' });
    const second = await save({ slug: 'b', startsAt: at('10:00'), endsAt: at('11:00') });
    const comes = await person();
    const waits = await person();
    await database.db
      .updateTable('event_registrations')
      .set({ state: 'waitlisted' })
      .where('id', '=', waits)
      .execute();
    await save({ id: first, slug: 'a', title: 'Otra' });
    await run((trx) => removeSession(trx, act(), eventId, second));
    const mails = await told();
    expect(toldTo(mails)).toEqual([`events.sessions_changed ${comes}`]);
    expect(mails[0]?.text).toContain('Cambiaron 2 sesiones');
    expect(mails[0]?.text).toContain('«Sesión b» ya no está en el programa.');
    expect(mails[0]?.calendar).toBeUndefined();
  });

  it('tell nothing when the edit was taken back, or only the abstract changed', async () => {
    const id = await save({ slug: 'a' });
    await person();
    await save({ id, slug: 'a', title: 'Por error' });
    await save({ id, slug: 'a' });
    await save({ id, slug: 'a', abstract: 'Más palabras' });
    expect(await told()).toEqual([]);
  });

  it('of a draft or of the past tell nobody', async () => {
    const id = await save({ slug: 'a' });
    await person();
    await database.db.updateTable('events').set({ visibility: 'draft' }).where('id', '=', eventId).execute();
    await save({ id, slug: 'a', title: 'En borrador' });
    await database.db
      .updateTable('events')
      .set({ visibility: 'published' })
      .where('id', '=', eventId)
      .execute();
    now = at('10:00');
    await save({ id, slug: 'a', title: 'Ya pasó' });
    expect(await told()).toEqual([]);
    // Over by the time that it would be told.
    now = at('09:55');
    await save({ id, slug: 'a', title: 'Por terminar' });
    now = at('10:01');
    expect(await told()).toEqual([]);
  });

  it('wait while the edition is put off, and move along with it', async () => {
    const id = await save({ slug: 'a' });
    const comes = await person();
    await save({ id, slug: 'a', title: 'Otra' });
    await run((trx) => postponeEdition(trx, act(), eventId, note));
    expect(toldTo(await told())).toEqual([`events.edition_postponed ${comes}`]);
    await run((trx) => resumeEdition(trx, act(), eventId, { ...note, startsAt: at('08:00', '2027-04-05') }));
    const mails = await told();
    expect(toldTo(mails).toSorted()).toEqual([
      `events.edition_resumed ${comes}`,
      `events.sessions_changed ${comes}`,
    ]);
    const news = mails.find((mail) => mail.kind === 'events.sessions_changed');
    expect(news?.text).toContain('• Título: Otra (antes: Sesión a)');
    expect(news?.text).not.toContain('antes: 2 mar');
  });
});

describe('a workshop put off, called off or back', () => {
  it('is told once by its announcement, with an entry that has it no more, then again', async () => {
    const id = await save({ slug: 'taller', type: 'workshop', capacity: 5 });
    const comes = await person([id]);
    await save({ id, slug: 'taller', type: 'workshop', capacity: 5, title: 'Otro' });
    await run((trx) => cancelSession(trx, act(), eventId, id, note));
    const off = await told();
    expect(toldTo(off)).toEqual([`events.session_cancelled ${comes}`]);
    expect(off[0]?.calendar?.ics).not.toContain('Otro');
    await save({
      id,
      slug: 'taller',
      type: 'workshop',
      capacity: 5,
      startsAt: at('14:00'),
      endsAt: at('15:00'),
    });
    await run((trx) => resumeSession(trx, act(), eventId, id, note));
    const on = await told();
    expect(toldTo(on)).toEqual([`events.session_resumed ${comes}`]);
    expect(on[0]?.text).toContain('• Cuándo: martes, 2 de marzo de 2027, 14:00');
    expect(on[0]?.calendar?.ics.replaceAll('\r\n ', '')).toContain('Sesión taller (2 mar 2027\\, 14:00)');
    expect(sequenceIn(on[0])).toBeGreaterThan(sequenceIn(off[0]));
    await run((trx) => postponeSession(trx, act(), eventId, id, note));
    const [later] = await told();
    expect(sequenceIn(later)).toBeGreaterThan(sequenceIn(on[0]));
    expect(later?.calendar?.ics).not.toContain('14:00');
  });
});

describe('a changed edition', () => {
  it('is told with the new facts and a newer entry, once', async () => {
    const comes = await person();
    const before = (await edition()).sequence;
    await database.db
      .updateTable('event_registrations')
      .set({ attendance: 'in_person' })
      .where('id', '=', comes)
      .execute();
    await edit({ mode: 'in_person', venue: 'Casa Ejemplo', startsAt: at('07:00') });
    const mails = await told();
    expect(toldTo(mails)).toEqual([`events.edition_changed ${comes}`]);
    expect(mails[0]?.subject).toBe('Cambios en Encuentro de prueba');
    expect(mails[0]?.text).toContain('• Dónde: Casa Ejemplo');
    expect(mails[0]?.calendar).toMatchObject({ method: 'REQUEST' });
    expect(sequenceIn(mails[0])).toBe(before + 1);
  });

  it('tells nobody when the organiser says so, when only words changed, of a draft, of the past', async () => {
    await person();
    await edit({ startsAt: at('07:00') }, false);
    await edit({ startsAt: at('07:00'), title: 'Otro título', summary: 'Otras palabras' });
    await database.db.updateTable('events').set({ visibility: 'draft' }).where('id', '=', eventId).execute();
    await edit({ startsAt: at('06:00') });
    await database.db
      .updateTable('events')
      .set({ visibility: 'published' })
      .where('id', '=', eventId)
      .execute();
    now = at('18:00');
    await edit({ endsAt: at('16:00') });
    expect(await told()).toEqual([]);
  });
});
