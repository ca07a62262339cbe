/** What is left of people when the days of their edition are over: planted everywhere, then looked for everywhere. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { withTransaction } from '../../../src/platform/db/transaction.ts';
import { addJobs } from '../../../src/platform/jobs/add.ts';
import { plantRows, tablesAboutPeople } from '../../harness/plant.ts';
import { eventually } from '../../harness/program.ts';
import { openEdition, postForm } from './door.ts';
import { findInFiles, findLeaks } from './secrets.ts';
import { PATIENCE, useSite } from './site.ts';

// Without a mail server every mail is a file, with names and addresses in clear.
const site = useSite({ SMTP_URL: '', LOG_LEVEL: 'trace' });

const STEM = 'quezalxochitlan';
const DIGITS = '5079318264';

const person = (who: string) => ({
  name: `${who} ${STEM}`,
  email: `${who}.${STEM}@gente.example`,
  accessibility: `Silla de ruedas, calle ${STEM} número ${DIGITS}`,
  accept: 'yes',
});

const files = async () => await readdir(path.join(site.dataDir, 'mail')).catch(() => []);

/** Rows of every part of the program, and a job, about one of them. @returns ids of all, as text */
async function plant(slug: string): Promise<string[]> {
  const { db } = site.deps;
  const event = await openEdition(site, slug, {
    event: { asked_fields: ['accessibility'], confirm_email: false },
    workshops: { taller: 5 },
  });
  const door = `${site.address}/encuentros/${slug}/registro`;
  for (const who of ['ana', 'luis', 'marta'])
    expect((await postForm(door, { ...person(who), workshops: 'taller' })).status).toBe(303);
  await eventually('three mails are files', async () => (await files()).length === 3, PATIENCE);
  const people = await db.selectFrom('event_registrations').select(['id', 'address_hash']).execute();
  const [first] = people;
  const tables = await tablesAboutPeople(db, new Set(['event_registrations', 'event_workshop_places']));
  expect(tables.length).toBeGreaterThan(5);
  const known = {
    event_registrations: first?.id ?? '',
    events: event.id,
    event_sessions: event.workshops[0]?.id ?? '',
  };
  const given = { certificates: { code: '0123456789ABCDEF' }, mailings: { audience: Buffer.from('x') } };
  await plantRows(db, tables, known, { bytes: first?.address_hash ?? Buffer.alloc(32), given });
  await withTransaction(db, (trx) =>
    addJobs(trx, [
      {
        name: 'events.sweep_mail_files',
        payload: { registrations: people.map(({ id }) => id) },
        runAt: site.deps.now().add({ hours: 9999 }),
      },
    ]),
  );
  return people.flatMap(({ id, address_hash: hash }) => [id, hash.toString('hex')]);
}

describe('when the days of an edition are over', { timeout: 6 * PATIENCE }, () => {
  it('nobody who registered stands in any table, file or log any more; the numbers do', async () => {
    const ids = await plant('olvido');
    const { db } = site.deps;
    // The search finds what is there, or it would prove nothing.
    expect(await findInFiles(path.join(site.dataDir, 'mail'), [STEM])).not.toEqual([]);
    const before = await findLeaks(site, ids);
    const places = new Set(before.map(({ where }) => where));
    for (const table of ['event_registrations', 'mails', 'audit_log', 'door_tickets'])
      expect(places).toContain(`public.${table}`);
    expect(places).toContain('graphile_worker._private_jobs');

    const ends = site.deps.now().subtract({ hours: 24 * 180 + 1 });
    await db
      .updateTable('events')
      .set({ starts_at: ends.subtract({ hours: 5 }), ends_at: ends })
      .where('slug', '=', 'olvido')
      .execute();
    await withTransaction(db, (trx) => addJobs(trx, [{ name: 'events.retain', payload: {} }]));
    const receipts = () => db.selectFrom('event_purges').selectAll().execute();
    await eventually(
      'the receipt is there',
      async () => (await receipts()).some((one) => one.completed_at !== null),
      PATIENCE,
    );

    expect(await files()).toEqual([]);
    // Words of people: nowhere at all, what the program said and what the database logged for itself included.
    expect(await findLeaks(site, [STEM, DIGITS])).toEqual([]);
    // Ids and hashes: in no table and no file. The log of the program names ids by design, and the database's
    // write-ahead log is overwritten by its normal work (docs/operate/backup.md).
    const left = await findLeaks(site, ids);
    expect(left.filter(({ where }) => where !== 'log' && !where.includes('pg_wal'))).toEqual([]);
    const [receipt] = await receipts();
    expect(receipt?.steps['registrations']).toMatchObject({ registrations: 3 });
    expect(receipt?.steps['mails']).toEqual({ mails: 3, mail_files: 3 });
    expect(receipt?.numbers).toMatchObject({ states: { confirmed: 3 } });
  });
});
