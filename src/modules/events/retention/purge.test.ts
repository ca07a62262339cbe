import pg from 'pg';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { testDeps } from '../../../../test/harness/app.ts';
import { useDatabase } from '../../../../test/harness/database.ts';
import { plantRows, tablesAboutPeople } from '../../../../test/harness/plant.ts';
import { audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Deps } from '../../../platform/deps.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { addJobs } from '../../../platform/jobs/add.ts';
import { promiseMail } from '../../../platform/mail/promise.ts';
import { insertEdition, registering } from '../fixtures.ts';
import { eventMails } from '../mails.ts';
import { checkPlaces } from '../queries/check-places.ts';
import { listPurges } from './queries.ts';
import type { RegistrationEvent } from '../queries/registrations.ts';
import { registerPerson } from '../commands/registration/register.ts';
import { previewPurge, retain, runPurge, startPurge } from './purge.ts';

const database = useDatabase();
const run = <T>(work: (trx: Trx) => Promise<T>) => withTransaction(database.db, work);
const OWN = new Set(['event_registrations', 'event_workshop_places']);
/** They speak of people without referring to a registration. */
const INDIRECT = [
  'attendance_browsers',
  'certificate_designs',
  'certificate_pictures',
  'certificate_templates',
  'survey_texts',
  'survey_tickets',
];
const DUE = Temporal.Instant.from('2027-03-08T19:00:00Z').add({ hours: 180 * 24 });
const STAFF = { kind: 'system', what: 'staff' } as const;
let deps: Deps;
let folder = '';
let now = DUE;
let event: RegistrationEvent;
/** As certificates have it: letters that nobody takes for another. */
const CODE = '0123456789ABCDEF';
let n = 0;

/** Somebody of whom everything is kept that can be: rows everywhere, a mail with its file, a job, an entry. */
async function plantPerson(): Promise<string> {
  const made = await run((trx) =>
    registerPerson(
      trx,
      { actor: { kind: 'anonymous' }, vault: deps.vault, now: Temporal.Instant.from('2027-01-10T15:00:00Z') },
      event,
      registering(++n, { workshops: event.workshops.map((w) => w.id), addressKnown: true }),
    ),
  );
  if (!made.ok) throw new Error(made.refused);
  const { id } = made;
  await run(async (trx) => {
    await trx.deleteFrom('mails').where('subject_id', '=', id).execute();
    const mail = await promiseMail(trx, { kind: 'events.offer', subjectId: id, dedupeKey: `plant:${id}` });
    await trx.updateTable('mails').set({ state: 'sent', sent_at: now }).where('id', '=', mail).execute();
    await writeFile(path.join(folder, 'mail', `2027-01-10T15-00-00.000Z-${mail}.eml`), `To: ${id}`);
    await promiseMail(trx, { kind: 'events.registration_link', subjectId: id });
    await addJobs(trx, [{ name: 'events.tell_registered', payload: { people: [{ registration: id }] } }]);
    await audit(trx, { actor: STAFF, action: 'x.y', subject: { kind: 'event_registration', id } });
  });
  return id;
}

const files = async () => (await readdir(path.join(folder, 'mail'))).toSorted();
const purge = async () => {
  const [row] = await listPurges(database.db, event.id);
  return row;
};

/** Tables in which the text stands, as any of their rows is written. */
async function tablesWith(text: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select format('%I.%I', n.nspname, c.relname) as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname in ('public', 'graphile_worker')`.execute(database.db);
  const found: string[] = [];
  for (const { name } of rows) {
    const [schema = '', table = ''] = name.replaceAll('"', '').split('.');
    const hits = await sql<{ hit: boolean }>`
      select exists (select from ${sql.id(schema, table)} t where t::text like ${`%${text}%`}) as hit`.execute(
      database.db,
    );
    if (hits.rows[0]?.hit) found.push(name);
  }
  return found;
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ja-purge-'));
  await mkdir(path.join(folder, 'mail'));
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  now = DUE;
  deps = testDeps(database.db, () => now, { DATA_DIR: folder });
  await database.pool.query('delete from graphile_worker._private_jobs');
  await database.db.deleteFrom('mails').execute();
  for (const name of await readdir(path.join(folder, 'mail'))) await rm(path.join(folder, 'mail', name));
  await database.db
    .updateTable('events')
    .set({ purged_at: DUE.add({ hours: 1 }), purge_started_at: null })
    .execute();
  event = await insertEdition(database.db, `guardado-${++n}`, { workshops: { taller: 20 } });
});

describe('a purge', () => {
  it(
    'leaves nothing of anybody in any table or file, but counts and a receipt',
    { timeout: 60_000 },
    async () => {
      const id = await plantPerson();
      const other = await plantPerson();
      const tables = await tablesAboutPeople(database.db, OWN);
      const bytes = randomBytes(32);
      const session = event.workshops[0]?.id ?? '';
      const known = { event_registrations: id, events: event.id, event_sessions: session };
      // What stays by design holds nobody: a certificate's code, the texts of a mailing.
      const given = {
        certificates: { code: CODE },
        mailings: { audience: Buffer.from('x') },
        attendance_browsers: { registration_id: id },
      };
      await plantRows(database.db, [...tables, ...INDIRECT], known, { bytes, given });
      const { address_hash: hash } = await database.db
        .selectFrom('event_registrations')
        .select('address_hash')
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      for (const table of tables) expect(await tablesWith(id)).toContain(`public.${table}`);
      await writeFile(path.join(folder, 'mail', 'de-otra-cosa.txt'), 'stays');

      const preview = await previewPurge(deps, event.id);
      expect(await run((trx) => startPurge(trx, { actor: STAFF, now }, event.id))).toEqual({ ok: true });
      expect(await runPurge(deps, event.id)).toBe('done');

      for (const text of [id, other, hash.toString('hex'), bytes.toString('hex')])
        expect(await tablesWith(text), text).toEqual([]);
      expect(await files()).toEqual(['de-otra-cosa.txt']);
      const done = await purge();
      expect(done?.completed_at?.equals(now)).toBe(true);
      expect(done?.steps['mails']).toEqual({ mails: 4, mail_files: 2 });
      expect(done?.steps['jobs']).toEqual({ jobs: 2 });
      expect(done?.steps['registrations']).toEqual({ registrations: 2, audit_entries: 4 });
      expect({ ...done?.steps, prepare: {} }).toEqual({ ...preview, prepare: {} });
      const { days, ...numbers } = done?.numbers ?? {};
      expect(numbers).toEqual({ states: { confirmed: 2 }, ways: { online: 2 } });
      expect(Object.values(days ?? {})).toEqual([2]);
      expect(JSON.stringify(done)).not.toContain(id);
      expect(await checkPlaces.run(deps)).toMatchObject({ level: 'ok' });
      const { visibility, purged_at: at } = await database.db
        .selectFrom('events')
        .select(['visibility', 'purged_at'])
        .where('id', '=', event.id)
        .executeTakeFirstOrThrow();
      expect([visibility, at?.equals(now)]).toEqual(['published', true]);
      // The rows that were deleted are in no file of the tables either.
      await expectGone(Buffer.from(id), Buffer.from(id.replaceAll('-', ''), 'hex'), bytes);
    },
  );

  it.each([
    ['to read', 'begin isolation level repeatable read; select 1', false],
    ['to write, in another database', 'begin; select pg_current_xact_id()', true],
  ])('waits for whoever began %s: the rows would stay in the files', async (_what, does, isElsewhere) => {
    const id = await plantPerson();
    const { connectionString } = database.pool.options;
    const other = new pg.Client({
      connectionString: isElsewhere ? inject('clusterUrl') : connectionString,
    });
    await other.connect();
    try {
      await other.query(does);
      await run((trx) => startPurge(trx, { actor: STAFF, now }, event.id));
      const purging = runPurge(deps, event.id);
      setTimeout(() => void other.query('commit'), 700);
      expect(await purging).toBe('done');
    } finally {
      await other.end();
    }
    await expectGone(Buffer.from(id), Buffer.from(id.replaceAll('-', ''), 'hex'));
  });

  it('cut off in any step goes on, and its receipt counts everything once', { timeout: 60_000 }, async () => {
    await plantPerson();
    await plantPerson();
    const expected = await previewPurge(deps, event.id);
    await run((trx) => startPurge(trx, { actor: STAFF, now }, event.id));
    const steps = ['prepare', ...Object.keys(expected)];
    for (const name of steps) {
      await cutWhen(`new.steps ? '${name}'`);
      await expect(runPurge(deps, event.id)).rejects.toThrow('cut off');
      expect((await purge())?.completed_at).toBeNull();
      expect(Object.keys((await purge())?.steps ?? {}).length).toBe(steps.indexOf(name));
    }
    await cutWhen('new.completed_at is not null');
    await expect(runPurge(deps, event.id)).rejects.toThrow('cut off');
    expect((await purge())?.completed_at).toBeNull();
    await cutWhen(undefined);
    expect(await runPurge(deps, event.id)).toBe('done');
    expect((await purge())?.steps).toEqual({ prepare: {}, ...expected });
    expect(await files()).toEqual([]);
    expect(await runPurge(deps, event.id)).toBe('none');
  });

  it('waits for a mail that is on its way, and lets none be written meanwhile', async () => {
    const id = await plantPerson();
    await run((trx) => startPurge(trx, { actor: STAFF, now }, event.id));
    const link = eventMails(deps).find((mail) => mail.kind === 'events.registration_link');
    expect(await link?.compose(id, {}, database.db)).toBeUndefined();
    const sending = (until: Temporal.Instant | null) =>
      database.db
        .updateTable('mails')
        .set({ state: until ? 'sending' : 'queued', claimed_until: until })
        .where('kind', '=', 'events.registration_link')
        .execute();
    await sending(now.add({ seconds: 30 }));
    expect(await runPurge(deps, event.id)).toBe('waits');
    expect((await purge())?.completed_at).toBeNull();
    await sending(null);
    expect(await runPurge(deps, event.id)).toBe('done');
  });

  it('is refused before the end and while another one runs', async () => {
    now = event.ends_at.subtract({ seconds: 1 });
    expect(await run((trx) => startPurge(trx, { actor: STAFF, now }, event.id))).toMatchObject({
      refused: 'not_now',
    });
    now = event.ends_at;
    expect(await run((trx) => startPurge(trx, { actor: STAFF, now }, event.id))).toEqual({ ok: true });
    expect(await run((trx) => startPurge(trx, { actor: STAFF, now }, event.id))).toMatchObject({
      refused: 'not_now',
    });
  });
});

describe('the hourly sweep', () => {
  const ordered = async () =>
    (
      await database.pool.query<{ id: string }>(
        `select payload ->> 'eventId' as id from graphile_worker._private_jobs
         where key like 'events.purge_edition:%'`,
      )
    ).rows.map((row) => row.id);

  it('orders the purge on the day, not a second earlier, once; and again after it was cut off', async () => {
    await plantPerson();
    now = DUE.subtract({ seconds: 1 });
    await retain(deps);
    expect(await ordered()).toEqual([]);
    now = DUE;
    await retain(deps);
    await retain(deps);
    expect(await ordered()).toEqual([event.id]);
    await database.pool.query('delete from graphile_worker._private_jobs');
    await retain(deps);
    expect(await ordered()).toEqual([event.id]);
    expect(await runPurge(deps, event.id)).toBe('done');
    await database.pool.query('delete from graphile_worker._private_jobs');
    await retain(deps);
    expect(await ordered()).toEqual([]);
    expect((await purge())?.started_by).toBe('system:retention');
  });

  it('keeps no receipt of nothing, and comes again after an early purge', async () => {
    now = event.ends_at;
    await run((trx) => startPurge(trx, { actor: STAFF, now }, event.id));
    await runPurge(deps, event.id);
    expect(await listPurges(database.db, event.id)).toHaveLength(1);
    now = DUE;
    await retain(deps);
    expect(await ordered()).toEqual([event.id]);
    await runPurge(deps, event.id);
    expect(await listPurges(database.db, event.id)).toHaveLength(1);
  });

  it('removes files whose mail is no more', async () => {
    const orphan = path.join(folder, 'mail', `2027-01-10T15-00-00.000Z-${randomUUID()}.eml`);
    await writeFile(orphan, 'x');
    await plantPerson();
    now = event.ends_at;
    await retain(deps);
    expect(await files()).toHaveLength(1);
  });
});

/** Makes the database refuse as a kill would, at the moment at which this is written. */
async function cutWhen(condition: string | undefined): Promise<void> {
  await database.pool.query('drop trigger if exists cut on event_purges');
  if (condition === undefined) return;
  await database.pool.query(
    `create or replace function cut() returns trigger language plpgsql as $$ begin raise 'cut off'; end $$`,
  );
  await database.pool.query(
    `create trigger cut before update on event_purges for each row when (${condition}) execute function cut()`,
  );
}

/** In no file of a table: what is deleted could else be read from there. */
async function expectGone(...pieces: readonly Buffer[]): Promise<void> {
  await database.pool.query('checkpoint');
  const { rows } = await database.pool.query<{ name: string; bytes: Buffer }>(
    `select relname as name, pg_read_binary_file(pg_relation_filepath(oid)) as bytes
     from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
  );
  const holding = rows.filter(({ bytes }) => pieces.some((piece) => bytes.includes(piece)));
  expect(holding.map(({ name }) => name).toSorted()).toEqual([]);
}
