/** What a thief of the machine would read of the people who registered: nothing. Planted first, then searched for. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { withTransaction } from '../../../src/platform/db/transaction.ts';
import { addJobs } from '../../../src/platform/jobs/add.ts';
import { eventually, runVerb } from '../../harness/program.ts';
import { get, openEdition, postForm, postJson } from './door.ts';
import { linkIn } from './letters.ts';
import { findIn, findInFiles, findLeaks } from './secrets.ts';
import { PATIENCE, useSite } from './site.ts';

const site = useSite({ LOG_LEVEL: 'trace' });

/** In every name, address and answer of the planted people: whatever leaks of them, this leaks too. */
const STEM = 'quezalxochitlan';
const DIGITS = '5079318264';
const PLANTED = [STEM, DIGITS];
const DECOY = 'decoytlaxcalmec';

const person = (who: string) => ({
  name: `${who} ${STEM}`,
  email: `${who}.${STEM}@gente.example`,
  organization: `Colectivo ${STEM}`,
  country: `País ${STEM}`,
  accessibility: `Silla de ruedas, calle ${STEM} número ${DIGITS}`,
  'answers.phone': `+502 ${DIGITS}`,
  'answers.why': `Porque ${STEM} me lo contó.`,
  accept: 'yes',
});

async function plantEdition(): Promise<string> {
  const { id } = await openEdition(site, 'secreto', {
    event: { asked_fields: ['organization', 'country', 'accessibility'] },
    places: { capacity_total: 3 },
  });
  const questions = (['phone', 'why'] as const).map((key, position) => ({
    event_id: id,
    key,
    label: key,
    type: 'text' as const,
    shown_when: null,
    position,
  }));
  await site.deps.db.insertInto('event_questions').values(questions).execute();
  return id;
}

describe('the checker', () => {
  it('finds a word in every way of writing it, wherever it begins', async () => {
    const around = [DECOY, `x${DECOY}y`, `Sra. ${DECOY.toUpperCase()} <${DECOY}@x>`];
    const wide = (text: string) => Buffer.from(text, 'utf16le');
    const written: [string, (text: string) => Buffer][] = [
      ['in clear', (text) => Buffer.from(text)],
      ['UTF-16', wide],
      ['UTF-16', (text) => wide(text).swap16()],
      ['hex', (text) => Buffer.from(Buffer.from(text).toString('hex'))],
      ['hex', (text) => Buffer.from(wide(text).toString('hex').toUpperCase())],
      ['base64', (text) => Buffer.from(Buffer.from(text).toString('base64'))],
      ['base64', (text) => Buffer.from(Buffer.from(text).toString('base64url'))],
      ['base64', (text) => Buffer.from(wide(text).toString('base64'))],
      ['URL-encoded', (text) => Buffer.from(Buffer.from(text).toString('hex').replaceAll(/../g, '%$&'))],
      [
        'JSON escapes',
        (text) =>
          Buffer.from(
            Buffer.from(text)
              .toString('hex')
              .replaceAll(/../g, String.raw`\u00$&`),
          ),
      ],
    ];
    for (const [how, write] of written)
      for (const text of around)
        expect(findIn('here', write(text), [DECOY]), `${how}: ${text}`).toContainEqual({
          word: DECOY,
          how,
          where: 'here',
        });
    expect(findIn('here', Buffer.from('nobody'), [DECOY])).toEqual([]);
    const folder = await mkdtemp(path.join(tmpdir(), 'ja-decoy-'));
    await writeFile(path.join(folder, 'a.log'), `x${DECOY}`);
    expect(await findInFiles(folder, [DECOY])).toEqual([{ word: DECOY, how: 'in clear', where: 'a.log' }]);
    await rm(folder, { recursive: true });
  });

  it(
    'finds what stands in clear in a table, in its file and in the write-ahead log',
    { timeout: 2 * PATIENCE },
    async () => {
      const { db } = site.deps;
      await sql`create table decoy (name text, sealed bytea)`.execute(db);
      await sql`insert into decoy values (${DECOY}, ${Buffer.from(`x${DECOY}`)})`.execute(db);
      const leaks = await findLeaks(site, [DECOY]);
      const places = new Set(
        leaks.map(({ where, how }) => `${where.replaceAll(/[0-9A-F]{24}|\d+/g, '#')}: ${how}`),
      );
      expect([...places].toSorted()).toEqual(
        expect.arrayContaining([
          'postgres/base/#/#: in clear',
          'postgres/pg_wal/#: in clear',
          'public.decoy: hex',
          'public.decoy: in clear',
        ]),
      );
      await sql`drop table decoy`.execute(db);
    },
  );
});

describe('of people who registered', { timeout: 4 * PATIENCE }, () => {
  it('no table, file, backup or log holds a name, address, phone or answer, whatever went wrong', async () => {
    const eventId = await plantEdition();
    const door = `${site.address}/encuentros/secreto/registro`;
    const bad = person('rechazada');
    site.smtp.refuse(bad.email, { code: 550, text: `5.1.1 <${bad.email}> ${STEM} no vive aquí` });

    // By form, by program, refused by the mail server, twice, wrongly, broken, in the wrong place.
    for (const who of ['ana', 'luis', 'marta', 'rechazada'])
      expect((await postForm(door, person(who))).status).toBe(303);
    const { 'answers.phone': phone, 'answers.why': why, accept: _yes, ...fields } = person('eva');
    const api = `${site.address}/api/v1/events/secreto/registrations`;
    expect((await postJson(api, { ...fields, answers: { phone, why }, accept: true })).status).toBe(201);
    expect((await postForm(door, person('ana'))).status).toBe(303);
    expect((await postForm(`${door}/enlace`, { email: person('luis').email })).status).toBe(303);
    expect((await postForm(door, { ...person('nadie'), accept: '' })).status).toBe(422);
    expect((await postJson(api, `{"name":"${STEM}","email":`)).status).toBe(400);
    expect(
      (await postJson(api, { ...fields, answers: { phone: { [STEM]: STEM } }, accept: true })).status,
    ).toBe(422);
    expect((await get(`${site.address}/${STEM}?correo=${bad.email}`)).status).toBe(404);
    expect((await get(`${site.address}/encuentros/${STEM}%00`)).status).toBeLessThan(500);

    // One confirms, changes and cancels; one confirms and stays.
    for (const who of ['ana', 'luis']) {
      const [mail] = await site.smtp.waitFor(1, { to: person(who).email, timeoutMs: PATIENCE });
      const link = linkIn(mail as NonNullable<typeof mail>);
      expect((await postForm(link, { action: 'confirm' })).location).toContain('hecho=confirm');
      const changed = { ...person(who), name: `Otra ${STEM}`, action: 'change' };
      expect((await postForm(link, changed)).location).toContain('hecho=change');
      if (who === 'ana') expect((await postForm(link, { action: 'cancel' })).status).toBe(303);
    }
    await failJobs(eventId);
    await expectRefusal();

    expect(await findLeaks(site, PLANTED)).toEqual([]);
    expect(await searchBackup()).toEqual([]);
  });
});

/** Jobs that fail with the words of the database, in which values stand. */
async function failJobs(eventId: string): Promise<void> {
  const { db } = site.deps;
  const telling = { what: 'events.edition_postponed', sequence: 1 };
  await withTransaction(db, (trx) =>
    addJobs(trx, [
      { name: 'events.tell_registered', payload: { ...telling, eventId: 'ninguno' } },
      { name: 'events.tell_registered', payload: { eventId } },
    ]),
  );
  const errors = async () =>
    await sql<{ last_error: string }>`
      select last_error from graphile_worker.jobs where last_error is not null order by last_error`
      .execute(db)
      .then(({ rows }) => rows.map((row) => row.last_error));
  await eventually('both jobs have failed', async () => (await errors()).length === 2, PATIENCE);
  expect(await errors()).toEqual(['DatabaseError 22P02', 'TypeError']);
}

/** The mail server said no, in words with the name and the address: kept is a code, and a mark at the person. */
async function expectRefusal(): Promise<void> {
  const { db } = site.deps;
  const marked = () =>
    db.selectFrom('event_registrations').select('id').where('mail_refused_at', 'is not', null).execute();
  await eventually('the refusal is marked', async () => (await marked()).length === 1, PATIENCE);
  const refused = () =>
    db.selectFrom('mails').select(['error_code', 'subject_id']).where('state', '=', 'refused').execute();
  await eventually('the mail is settled', async () => (await refused()).length === 1, PATIENCE);
  expect(await refused()).toEqual([{ error_code: 'smtp_550', subject_id: (await marked())[0]?.id }]);
}

async function searchBackup() {
  const folder = await mkdtemp(path.join(tmpdir(), 'ja-backup-'));
  try {
    const file = path.join(folder, 'copia.gz');
    expect((await runVerb(site.dataDir, ['backup', file])).code).toBe(0);
    const bytes = gunzipSync(await readFile(file));
    expect(bytes.includes('event_registrations')).toBe(true);
    return findIn('backup', bytes, PLANTED);
  } finally {
    await rm(folder, { recursive: true });
  }
}
