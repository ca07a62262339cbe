import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { insertEdition } from '../../src/modules/events/fixtures.ts';
import { useDatabase } from './database.ts';
import { fingerprint, noteChanges } from './undo.ts';

const database = useDatabase();

it('takes back whatever was written, deleted and changed, rows that others lean on included', async () => {
  const { db } = database;
  const kept = await insertEdition(db, 'queda', { workshops: { taller: 5 } });
  await sql`insert into files (id, name, kind, decorative, state, uploaded_by, media_type, size, sha256, bytes, created_at)
    values (gen_random_uuid(), 'x.bin', 'document', false, 'ready', 'system:test', 'application/octet-stream', 5,
      sha256('\\x000a0d5c09'), '\\x000a0d5c09', now())`.execute(db);
  const before = await fingerprint(db);
  const { takeBack } = await noteChanges(db);
  expect(await takeBack()).toBe(0);

  const spoil = async (): Promise<void> => {
    await insertEdition(db, 'nueva');
    await db.updateTable('events').set({ title: 'Otro' }).where('id', '=', kept.id).execute();
    await db.updateTable('events').set({ slug: 'otro' }).where('id', '=', kept.id).execute();
    await sql`delete from files`.execute(db);
    await sql`select graphile_worker.add_job('test.later', '{"id":7}')`.execute(db);
    // Takes along all its parts.
    await sql`delete from events where id = ${kept.id}`.execute(db);
    // Refused: leaves no note.
    await sql`insert into events select * from events where slug = 'nueva'`
      .execute(db)
      .catch(() => undefined);
  };
  await spoil();
  const spoiled = await fingerprint(db);
  const changed = Object.keys(before).filter((place) => spoiled[place] !== before[place]);
  expect(changed).toEqual(expect.arrayContaining(['event_places', 'event_sessions', 'events', 'files']));
  expect(await takeBack()).toBeGreaterThan(changed.length);
  expect(await fingerprint(db)).toEqual(before);

  // Once more: what was taken back is itself no change.
  expect(await takeBack()).toBe(0);
  await spoil();
  await takeBack();
  expect(await fingerprint(db)).toEqual(before);
});

it('says so when a row was changed behind its back', async () => {
  const { db } = database;
  await insertEdition(db, 'a-escondidas');
  await sql`alter table events disable trigger undo_note`.execute(db);
  await db.updateTable('events').set({ title: 'Otro' }).where('slug', '=', 'a-escondidas').execute();
  await sql`alter table events enable trigger undo_note`.execute(db);
  const refused = await sql`select undo.take_back()`.execute(db).catch((error: unknown) => String(error));
  expect(refused).toContain('a row of events is not as it was noted');
  await expect(sql`truncate event_places`.execute(db)).rejects.toThrow('cannot take back a truncate');
});
