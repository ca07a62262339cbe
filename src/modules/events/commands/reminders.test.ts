import { beforeEach, describe, expect, it } from 'vitest';
import { testDeps } from '../../../../test/harness/app.ts';
import { useDatabase } from '../../../../test/harness/database.ts';
import { ANONYMOUS } from '../../../platform/access/access.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Deps } from '../../../platform/deps.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { ComposedMail } from '../../../platform/mail/mail.ts';
import { insertEdition, registering } from '../fixtures.ts';
import { eventMails } from '../mails.ts';
import type { Person } from '../person.ts';
import type { RegistrationEvent } from '../queries/registrations.ts';
import type { RegistrationState } from '../tables.ts';
import { remindAll } from './reminders.ts';
import { registerPerson } from './registration/register.ts';

const database = useDatabase();
const at = (text: string) => Temporal.Instant.from(text);
const WEEK = at('2027-02-28T14:00:00Z');
const run = <T>(work: (trx: Trx) => Promise<T>) => withTransaction(database.db, work);
let deps: Deps;
let event: RegistrationEvent;
let n = 0;

async function person(
  state: RegistrationState,
  more: Partial<Person> = {},
  created = '2027-01-10T15:00:00Z',
): Promise<string> {
  const given = registering(++n);
  const made = await run((trx) =>
    registerPerson(trx, { actor: ANONYMOUS, vault: deps.vault, now: at(created) }, event, {
      ...given,
      person: { ...given.person, ...more },
      workshops: event.workshops.map((w) => w.id),
      addressKnown: true,
    }),
  );
  if (!made.ok) throw new Error(made.refused);
  await database.db
    .updateTable('event_registrations')
    .set({ state, created_at: at(created) })
    .where('id', '=', made.id)
    .execute();
  await database.db.deleteFrom('mails').where('kind', '!=', 'events.reminder').execute();
  return made.id;
}

const reminded = async () =>
  (
    await database.db
      .selectFrom('mails')
      .select(['subject_id', 'data'])
      .where('kind', '=', 'events.reminder')
      .orderBy('subject_id')
      .execute()
  ).map((mail) => ({ id: mail.subject_id, kind: mail.data['reminder'] }));

async function written(id: string, now: Temporal.Instant): Promise<ComposedMail | undefined> {
  const row = await database.db
    .selectFrom('mails')
    .select('data')
    .where('subject_id', '=', id)
    .where('kind', '=', 'events.reminder')
    .executeTakeFirstOrThrow();
  const spec = eventMails({ ...deps, now: () => now }).find((mail) => mail.kind === 'events.reminder');
  return spec?.compose(id, row.data, database.db);
}

beforeEach(async () => {
  deps ??= testDeps(database.db);
  await database.db.deleteFrom('mails').execute();
  await database.db.updateTable('events').set({ visibility: 'draft' }).execute();
  event = await insertEdition(database.db, `recordado-${++n}`, { workshops: { taller: 50 } });
});

describe('the sweep', () => {
  it('reminds those who come, once however often it runs, and nobody else', async () => {
    const comes = [await person('confirmed'), await person('confirmed')].toSorted();
    for (const state of ['pending', 'waitlisted', 'offered', 'cancelled', 'declined', 'lapsed'] as const)
      await person(state);
    await remindAll(database.db, WEEK.subtract({ seconds: 1 }));
    expect(await reminded()).toEqual([]);
    await remindAll(database.db, WEEK);
    const all = comes.map((id) => ({ id, kind: 'week' }));
    expect(await reminded()).toEqual(all);
    await remindAll(database.db, WEEK.add({ minutes: 1 }));
    // As after a crash before it was noted that all were reminded.
    await database.db.deleteFrom('event_reminders').execute();
    await remindAll(database.db, WEEK.add({ minutes: 2 }));
    expect(await reminded()).toEqual(all);
  });

  it('goes on where it was cut off, in the middle of many', async () => {
    const row = {
      event_id: event.id,
      state: 'confirmed' as const,
      attendance: 'online' as const,
      sealed: Buffer.from('x'),
      held_until: null,
      address_confirmed_at: null,
      approved_at: null,
      privacy_version: null,
      accepted_at: WEEK,
      origin: 'form' as const,
      mail_refused_at: null,
      last_notice_at: null,
      created_at: at('2027-01-10T15:00:00Z'),
    };
    const people = Array.from({ length: 501 }, (_, i) => ({ ...row, address_hash: Buffer.from(`m-${i}`) }));
    await database.db.insertInto('event_registrations').values(people).execute();
    const { id: last } = await database.db
      .selectFrom('event_registrations')
      .select('id')
      .where('event_id', '=', event.id)
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    await database.pool.query(`create function cut() returns trigger language plpgsql as
      $$ begin if new.subject_id = '${last}' then raise 'cut off'; end if; return new; end $$`);
    await database.pool.query(
      'create trigger cut before insert on mails for each row execute function cut()',
    );
    await expect(remindAll(database.db, WEEK)).rejects.toThrow('cut off');
    expect(await reminded()).toHaveLength(500);
    await database.pool.query('drop trigger cut on mails; drop function cut');
    await remindAll(database.db, WEEK.add({ minutes: 1 }));
    expect(new Set((await reminded()).map(({ id }) => id)).size).toBe(501);
    expect(await reminded()).toHaveLength(501);
  });

  it('sends nothing late, and not to those who registered after its moment', async () => {
    await person('confirmed', {}, WEEK.add({ minutes: 1 }).toString());
    await remindAll(database.db, WEEK.add({ minutes: 2 }));
    expect(await reminded()).toEqual([]);
    await person('confirmed');
    await database.db.deleteFrom('event_reminders').execute();
    await remindAll(database.db, WEEK.add({ hours: 6 }));
    expect(await reminded()).toEqual([]);
    await remindAll(database.db, at('2027-03-06T14:00:00Z'));
    expect((await reminded()).map(({ kind }) => kind)).toEqual(['day', 'day']);
  });

  it.each([
    { visibility: 'draft' as const },
    { status: 'postponed' as const },
    { status: 'cancelled' as const },
    { reminders: ['day' as const] },
  ])('leaves out an edition with %j', async (values) => {
    await person('confirmed');
    await database.db.updateTable('events').set(values).where('id', '=', event.id).execute();
    await remindAll(database.db, WEEK);
    expect(await reminded()).toEqual([]);
  });

  it('reminds again when the edition was moved', async () => {
    const id = await person('confirmed');
    await remindAll(database.db, WEEK);
    const starts = event.starts_at.add({ hours: 24 });
    await database.db
      .updateTable('events')
      .set({ starts_at: starts, ends_at: starts.add({ hours: 8 }) })
      .where('id', '=', event.id)
      .execute();
    // The first one, not sent yet, speaks of a beginning that is no more.
    expect(await written(id, WEEK)).toBeUndefined();
    await remindAll(database.db, WEEK.add({ hours: 24 }));
    expect(await reminded()).toEqual([
      { id, kind: 'week' },
      { id, kind: 'week' },
    ]);
  });
});

describe('the mail', () => {
  it('says when, where, the workshops, the programme, the language, the own zone, and has the entry', async () => {
    await database.db
      .insertInto('event_sessions')
      .values({
        event_id: event.id,
        slug: 'charla',
        type: 'conference',
        title: 'Charla https://malo.example',
        starts_at: at('2027-03-07T17:00:00Z'),
        ends_at: at('2027-03-07T18:00:00Z'),
        room_id: null,
        track_id: null,
        capacity: null,
        interpretation: ["K'iche'", 'lengua de señas'],
      })
      .execute();
    const id = await person('confirmed', { country: 'perú', languages: ['es', 'quc', 'sign', 'mam'] });
    await remindAll(database.db, WEEK);
    const mail = await written(id, WEEK);
    const text = mail?.text ?? '';
    expect(mail?.subject).toBe('Recordatorio: Encuentro de prueba');
    for (const part of [
      'comienza el domingo, 7 de marzo de 2027, 08:00, hora de Guatemala, GMT-6.',
      'En su país: domingo, 7 de marzo de 2027, 09:00, hora de Lima, GMT-5.',
      '09:00 · Taller taller',
      `/encuentros/${event.slug}/sesiones/taller`,
      'K’iche’: disponible en la sesión Charla https: //malo. example.',
      'Lengua de señas: disponible en la sesión',
      '• 11:00–12:00 · Charla https: //malo. example',
      `/encuentros/${event.slug}/programa?dia=2027-03-07`,
      '/registro/',
    ])
      expect(text).toContain(part);
    expect(text).not.toContain('Mam:');
    expect(mail?.calendar?.method).toBe('REQUEST');
    expect(mail?.calendar?.ics.replaceAll('\r\n ', '')).toContain('Taller taller (7 mar 2027\\, 09:00)');
    expect(mail?.calendar?.ics).not.toContain('/registro/');
  });

  it('is in the person’s language, and says only the edition’s zone where theirs isn’t known', async () => {
    const id = await person('confirmed', { country: 'México' });
    await database.db.updateTable('event_registrations').set({ lang: 'en' }).where('id', '=', id).execute();
    await remindAll(database.db, WEEK);
    const mail = await written(id, WEEK);
    expect(mail?.subject).toBe('Reminder: Encuentro de prueba');
    expect(mail?.text).not.toContain('In your country');
  });

  it('is not written once the edition has begun, or the person cancelled', async () => {
    const id = await person('confirmed');
    await remindAll(database.db, at('2027-03-07T13:10:00Z'));
    expect(await written(id, event.starts_at)).toBeUndefined();
    expect(await written(id, at('2027-03-07T13:11:00Z'))).toBeDefined();
    await database.db
      .updateTable('event_registrations')
      .set({ state: 'cancelled' })
      .where('id', '=', id)
      .execute();
    expect(await written(id, at('2027-03-07T13:11:00Z'))).toBeUndefined();
  });
});
