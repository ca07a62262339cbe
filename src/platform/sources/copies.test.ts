import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { testDeps } from '../../../test/harness/app.ts';
import { useDatabase } from '../../../test/harness/database.ts';
import { withTransaction } from '../db/transaction.ts';
import {
  askForCopy,
  keepUpload,
  listCopies,
  MOST_COPIES,
  readCopy,
  removeCopy,
  setCopyPublic,
} from './copies.ts';
import { fetchCopyJob } from './copy-job.ts';
import type { FetchResult } from './fetch/fetch.ts';
import { insertSource, sourceInput, TEST_ACT } from './fixtures.ts';
import { saveSource } from './save.ts';
import { scanDocument } from './scan/scan.ts';

const database = useDatabase();
beforeEach(async () => {
  await sql`truncate sources, source_copies, citations, history cascade`.execute(database.db);
  await sql`delete from graphile_worker._private_jobs`.execute(database.db);
});

const within = <T>(work: Parameters<typeof withTransaction<T>>[1]) => withTransaction(database.db, work);
const ask = (source: string, keepFindings = false) =>
  within((trx) => askForCopy(trx, TEST_ACT, source, { keepFindings }));
const came = (text: string | Buffer, mediaType = 'text/html; charset=utf-8'): FetchResult => ({
  ok: true,
  fetched: { address: 'https://diario.example.org/nota', mediaType, bytes: Buffer.from(text as string) },
});
const run = (id: string, result: FetchResult) =>
  fetchCopyJob(async () => result).run({ copy: id }, testDeps(database.db));

/** Asks and fetches. */
async function fetched(source: string, result: FetchResult, keepFindings = false): Promise<string> {
  const asked = await ask(source, keepFindings);
  if (!asked.ok) throw new Error(asked.refused);
  await run(asked.id, result);
  return asked.id;
}

const copyOf = async (source: string) => (await listCopies(database.db, source))[0];
const sha = (text: string) => createHash('sha256').update(text).digest();
// A made-up number with a right check digit.
const NUMBER = `00000019${(1 * 8 + 9 * 9) % 11}0101`;

describe('a copy that is fetched', () => {
  it('is kept with its hash, and only for staff', async () => {
    const source = await insertSource(database.db);
    const id = await fetched(source, came('<p>Hola</p>'));
    expect(await copyOf(source)).toMatchObject({
      id,
      origin: 'fetched',
      state: 'kept',
      name: 'nota-de-prueba.html',
      media_type: 'text/html',
      size: 11,
      sha256: sha('<p>Hola</p>'),
      scan: 'clean',
      findings: {},
      public: false,
    });
    expect(await readCopy(database.db, { source, id }, { onlyPublic: true })).toBeUndefined();
    expect((await readCopy(database.db, { source, id }, { onlyPublic: false }))?.bytes).toEqual(
      Buffer.from('<p>Hola</p>'),
    );
    await within((trx) => setCopyPublic(trx, TEST_ACT, { source, id }, true));
    expect((await readCopy(database.db, { source, id }, { onlyPublic: true }))?.name).toBe(
      'nota-de-prueba.html',
    );
    await within((trx) => setCopyPublic(trx, TEST_ACT, { source, id }, false));
    expect(await readCopy(database.db, { source, id }, { onlyPublic: true })).toBeUndefined();
  });

  it('is not kept when numbers of people are in it: only how many', async () => {
    const source = await insertSource(database.db);
    const id = await fetched(source, came(`Lista: ${NUMBER}`));
    expect(await copyOf(source)).toMatchObject({
      state: 'refused',
      scan: 'found',
      findings: { cui: 1 },
      sha256: null,
    });
    expect(await readCopy(database.db, { source, id }, { onlyPublic: false })).toBeUndefined();
    // Nowhere in the database, in no form.
    const tables = await sql<{
      name: string;
    }>`select tablename as name from pg_tables where schemaname = 'public'`.execute(database.db);
    for (const { name } of tables.rows) {
      const { rows } = await sql<{ row: string }>`select t::text as row from ${sql.table(name)} t`.execute(
        database.db,
      );
      const all = rows.map(({ row }) => row).join('\n');
      expect(all).not.toContain(NUMBER);
      expect(all).not.toContain(Buffer.from(NUMBER).toString('hex'));
    }
  });

  it('is kept with numbers in it when staff decides, and can never be public', async () => {
    const source = await insertSource(database.db);
    const id = await fetched(source, came(`Lista: ${NUMBER}`), true);
    expect(await copyOf(source)).toMatchObject({ state: 'kept', scan: 'found', findings: { cui: 1 } });
    expect(await within((trx) => setCopyPublic(trx, TEST_ACT, { source, id }, true))).toEqual({
      ok: false,
      refused: 'not_clean',
    });
    await expect(
      sql`update source_copies set public = true where id = ${id}`.execute(database.db),
    ).rejects.toMatchObject({ code: '23514' });
  });

  it('that could not be scanned can never be public', async () => {
    const source = await insertSource(database.db);
    const id = await fetched(source, came('%PDF-1.7 …', 'application/pdf'));
    expect(await copyOf(source)).toMatchObject({
      state: 'kept',
      scan: 'unscanned',
      media_type: 'application/pdf',
    });
    expect(await within((trx) => setCopyPublic(trx, TEST_ACT, { source, id }, true))).toMatchObject({
      refused: 'not_clean',
    });
  });

  it('that did not come says why by a code', async () => {
    const source = await insertSource(database.db);
    const id = await fetched(source, { ok: false, fault: 'inside' });
    expect(await copyOf(source)).toMatchObject({ id, state: 'failed', fault: 'inside', size: null });
    // One may try again.
    expect(await fetched(source, came('ahora sí'))).not.toBe(id);
  });
});

describe('a crash', () => {
  it('between asking and saving leaves a row that waits, and the job does it again', async () => {
    const source = await insertSource(database.db);
    const asked = await ask(source);
    if (!asked.ok) throw new Error(asked.refused);
    const crashing = fetchCopyJob(() => Promise.reject(new Error('the process ends here')));
    await expect(crashing.run({ copy: asked.id }, testDeps(database.db))).rejects.toThrow('ends here');
    expect(await listCopies(database.db, source)).toMatchObject([
      { id: asked.id, state: 'waiting', size: null },
    ]);
    await run(asked.id, came('al fin'));
    expect(await listCopies(database.db, source)).toMatchObject([{ id: asked.id, state: 'kept' }]);
    // Run once more, as a queue may: nothing happens.
    await run(asked.id, came('otra cosa'));
    expect(await listCopies(database.db, source)).toMatchObject([{ sha256: sha('al fin') }]);
  });

  it('that took the job along does not stand in the way for ever', async () => {
    const source = await insertSource(database.db);
    await ask(source);
    expect(await ask(source)).toEqual({ ok: false, refused: 'not_now' });
    const later = { ...TEST_ACT, now: TEST_ACT.now.add({ minutes: 31 }) };
    expect(await within((trx) => askForCopy(trx, later, source))).toMatchObject({ ok: true });
    expect((await listCopies(database.db, source)).map((copy) => [copy.state, copy.fault])).toEqual([
      ['waiting', null],
      ['failed', 'lost'],
    ]);
  });

  it('leaves no job without its row, nor a row without its job', async () => {
    const source = await insertSource(database.db);
    await expect(
      within(async (trx) => {
        await askForCopy(trx, TEST_ACT, source);
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    const jobs = () =>
      sql<{ payload: unknown }>`select payload from graphile_worker._private_jobs`.execute(database.db);
    expect((await jobs()).rows).toEqual([]);
    const asked = await ask(source);
    expect((await jobs()).rows).toEqual([{ payload: { copy: asked.ok ? asked.id : '' } }]);
  });
});

describe('a personal file', () => {
  it('is never fetched nor kept', async () => {
    const source = await insertSource(database.db, { kind: 'personal_file' });
    expect(await ask(source)).toEqual({ ok: false, refused: 'link_only' });
    const file = { name: 'hoja.txt', mediaType: 'text/plain', bytes: Buffer.from('hoja de vida') };
    const scanned = await scanDocument(file.bytes, file.mediaType);
    expect(await within((trx) => keepUpload(trx, TEST_ACT, source, file, scanned))).toEqual({
      ok: false,
      refused: 'link_only',
    });
  });

  it('loses the copies it had when it is found out, also one under way', async () => {
    const source = await insertSource(database.db);
    await fetched(source, came('hoja de vida'));
    const asked = await ask(source);
    await within((trx) =>
      saveSource(trx, TEST_ACT, source, { input: sourceInput({ kind: 'personal_file' }), version: 1 }),
    );
    expect(await listCopies(database.db, source)).toEqual([]);
    let touched = false;
    const job = fetchCopyJob(async () => {
      touched = true;
      return came('hoja de vida');
    });
    await job.run({ copy: asked.ok ? asked.id : '' }, testDeps(database.db));
    expect(touched).toBe(false);
    expect(await listCopies(database.db, source)).toEqual([]);
  });

  it('that becomes one while it is being fetched is thrown away', async () => {
    const source = await insertSource(database.db);
    const asked = await ask(source);
    const job = fetchCopyJob(async () => {
      await within((trx) =>
        saveSource(trx, TEST_ACT, source, { input: sourceInput({ archive: 'link_only' }), version: 1 }),
      );
      return came('hoja de vida');
    });
    await job.run({ copy: asked.ok ? asked.id : '' }, testDeps(database.db));
    expect(await listCopies(database.db, source)).toEqual([]);
  });
});

describe('a copy that is uploaded', () => {
  const upload = async (source: string, text: string, keepFindings = false, name = 'Acta Ñandú (1).TXT') => {
    const file = { name, mediaType: 'text/plain', bytes: Buffer.from(text) };
    const scanned = await scanDocument(file.bytes, file.mediaType);
    return within((trx) => keepUpload(trx, TEST_ACT, source, file, scanned, { keepFindings }));
  };

  it('is scanned as one that is fetched', async () => {
    const source = await insertSource(database.db, { address: undefined });
    expect(await upload(source, 'texto')).toMatchObject({ ok: true, state: 'kept' });
    expect(await copyOf(source)).toMatchObject({
      origin: 'uploaded',
      name: 'acta-nandu-1.txt',
      sha256: sha('texto'),
    });
    expect(await upload(source, `DPI ${NUMBER}`)).toMatchObject({ ok: true, state: 'refused' });
    expect(await upload(source, `DPI ${NUMBER}`, true)).toMatchObject({ ok: true, state: 'kept' });
    expect(await ask(source)).toEqual({ ok: false, refused: 'no_address' });
  });

  it('goes when it is taken away; there are not more than so many', async () => {
    const source = await insertSource(database.db);
    for (let at = 0; at < MOST_COPIES; at++) await upload(source, `texto ${at}`);
    expect(await upload(source, 'uno más')).toEqual({ ok: false, refused: 'too_many' });
    expect(await ask(source)).toEqual({ ok: false, refused: 'too_many' });
    const copy = await copyOf(source);
    const other = await insertSource(database.db);
    const ref = { source, id: copy?.id ?? '' };
    expect(await within((trx) => removeCopy(trx, TEST_ACT, { ...ref, source: other }))).toMatchObject({
      refused: 'not_found',
    });
    expect(await within((trx) => removeCopy(trx, TEST_ACT, ref))).toEqual({ ok: true });
    expect(await listCopies(database.db, source)).toHaveLength(MOST_COPIES - 1);
  });
});
