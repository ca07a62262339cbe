import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { useDatabase } from '../../../test/harness/database.ts';
import { withTransaction } from '../db/transaction.ts';
import { recordHistory } from '../history/history.ts';
import { listVersions } from '../history/versions.ts';
import { addressKey, webAddress } from './address.ts';
import { insertSource, sourceInput, TEST_ACT } from './fixtures.ts';
import { partialDateText, readPartialDate } from './printed-date.ts';
import { findSource, likelySame, listSources, SOURCE_CURSOR } from './queries.ts';
import { saveSource, type SourceInput } from './save.ts';
import { sameValue, wordQuery } from './words.ts';

const database = useDatabase();
const PAGE = { after: undefined, limit: 50 };
const RECORD = { kind: 'event', id: '00000000-0000-7000-8000-000000000001' };

beforeEach(() => sql`truncate sources, source_copies, citations, history cascade`.execute(database.db));

const within = <T>(work: Parameters<typeof withTransaction<T>>[1]) => withTransaction(database.db, work);
const save = (id: string, version: number, changed: Partial<SourceInput> = {}, reason?: string) =>
  within((trx) => saveSource(trx, TEST_ACT, id, { input: sourceInput(changed), version, reason }));

describe('addresses', () => {
  it.each([
    'https://diario.example.org/nota/',
    'http://www.diario.example.org/nota#parte',
    'HTTPS://Diario.Example.org:443/nota?utm_source=x&fbclid=y',
    'https://diario.example.org/nota/index.html',
    'https://diario.example.org/nota/amp',
    'https://diario.example.org/%6Eota',
  ])('%s is the same page', (address) => {
    expect(addressKey(address)).toBe('diario.example.org/nota');
  });

  it('keeps apart what differs', () => {
    expect(addressKey('https://diario.example.org/?p=2&a=1')).toBe('diario.example.org?a=1&p=2');
    expect(addressKey('https://diario.example.org/Nota')).toBe('diario.example.org/Nota');
    expect(addressKey('https://otro.example.org/nota')).not.toBe(
      addressKey('https://diario.example.org/nota'),
    );
  });

  it('takes only what a browser may open and that holds no password', () => {
    for (const text of [
      'javascript:alert(1)',
      'https://a:b@example.org/',
      'ftp://example.org',
      'example.org',
      '',
    ])
      expect(webAddress(text)).toBeUndefined();
    expect(webAddress('https://example.org/é')?.href).toBe('https://example.org/%C3%A9');
  });
});

describe('dates', () => {
  it('say as much as is known', () => {
    for (const text of ['2022', '2022-03', '2022-03-18']) {
      const date = readPartialDate(text);
      expect(date && partialDateText(date)).toBe(text);
    }
    for (const text of ['22', '2022-13', '2022-02-30', '2022-3', 'marzo', '2022-03-18T10:00', ''])
      expect(readPartialDate(text)).toBeUndefined();
  });
});

describe('a source', () => {
  it('is kept with its versions', async () => {
    const id = await insertSource(database.db);
    expect(await save(id, 1, { title: 'Nota corregida' }, 'El título estaba mal.')).toEqual({
      ok: true,
      version: 2,
    });
    expect(await findSource(database.db, id)).toMatchObject({
      title: 'Nota corregida',
      version: 2,
      date_printed: '18 de marzo de 2026',
      date_from: Temporal.PlainDate.from('2026-03-18'),
      date_precision: 'day',
    });
    const versions = await listVersions(database.db, { kind: 'source', id }, undefined, { limit: 10 });
    expect(versions.map((v) => [v.action, v.reason, (v.content as { title: string }).title])).toEqual([
      ['changed', 'El título estaba mal.', 'Nota corregida'],
      ['created', null, 'Nota de prueba'],
    ]);
  });

  it('is not overwritten by whoever saw an older version', async () => {
    const id = await insertSource(database.db);
    const [first, second] = await Promise.all([
      save(id, 1, { title: 'Una' }),
      save(id, 1, { title: 'Otra' }),
    ]);
    expect([first.ok, second.ok].toSorted()).toEqual([false, true]);
    expect([first, second].find((result) => !result.ok)).toEqual({ ok: false, refused: 'changed' });
  });

  it('needs a title, and an address that is one if it has one', async () => {
    const id = await insertSource(database.db);
    expect(await save(id, 1, { title: ' ' })).toEqual({
      ok: false,
      refused: 'missing_title',
      field: 'title',
    });
    expect(await save(id, 1, { address: 'javascript:alert(1)' })).toEqual({
      ok: false,
      refused: 'bad_address',
      field: 'address',
    });
    expect(await save(id, 1, { address: undefined })).toEqual({ ok: true, version: 2 });
    expect(await save('00000000-0000-7000-8000-00000000dead', 1)).toEqual({
      ok: false,
      refused: 'not_found',
    });
  });

  it('that is a personal file is linked only, whatever was asked', async () => {
    const id = await insertSource(database.db, { kind: 'personal_file', archive: 'keep' });
    expect(await findSource(database.db, id)).toMatchObject({ archive: 'link_only' });
    await expect(
      sql`update sources set archive = 'keep' where id = ${id}`.execute(database.db),
    ).rejects.toMatchObject({ code: '23514' });
  });

  it('is suggested when it is typed again, and never merged', async () => {
    const first = await insertSource(database.db);
    const second = await insertSource(database.db, {
      address: 'http://www.diario.example.org/nota/?utm_source=x',
    });
    const bare = await insertSource(database.db, { address: undefined, title: 'NOTA de prueba' });
    await insertSource(database.db, { address: 'https://otro.example.org/', title: 'Otra' });
    const alike = await likelySame(database.db, { address: 'https://diario.example.org/nota', title: 'x' });
    expect(alike.map((source) => source.id)).toEqual([first, second]);
    const titled = await likelySame(database.db, { title: 'Nota de Prueba' }, first);
    expect(titled.map((source) => source.id)).toEqual([second, bare]);
  });

  it('is found by the words of title, publisher and address, in pages', async () => {
    const ids: string[] = [];
    for (const title of ['Elección de magistrados', 'Otra cosa', 'La elección'])
      ids.push(await insertSource(database.db, { title }));
    const found = async (words: string) =>
      (await listSources(database.db, { words }, PAGE)).items.map((source) => source.title);
    expect(await found('eleccion')).toEqual(['La elección', 'Elección de magistrados']);
    expect(await found('MAGISTR')).toEqual(['Elección de magistrados']);
    expect(await found('diario otra')).toEqual(['Otra cosa']);
    expect(await found('example.org elección')).toHaveLength(2);
    expect(await found("' | ! & :* \\ (")).toHaveLength(3);
    expect(await found('nada')).toEqual([]);
    const first = await listSources(database.db, {}, { after: undefined, limit: 2 });
    expect(first.items.map((source) => source.id)).toEqual([ids[2], ids[1]]);
    const second = await listSources(
      database.db,
      {},
      { after: SOURCE_CURSOR.read(first.next ?? ''), limit: 2 },
    );
    expect(second).toEqual({ items: [expect.objectContaining({ id: ids[0] })], next: undefined });
    expect((await listSources(database.db, { kind: 'law' }, PAGE)).items).toEqual([]);
  });

  it('is named by a version of a record', async () => {
    const source = await insertSource(database.db);
    const actor = TEST_ACT.actor;
    await within((trx) =>
      recordHistory(trx, { actor, record: RECORD, action: 'changed', source, content: {} }),
    );
    expect((await listVersions(database.db, RECORD, undefined, { limit: 1 }))[0]?.source_id).toBe(source);
  });
});

describe('words', () => {
  it('become a query that nobody can break', () => {
    expect(wordQuery('Ñandú & (x:*) | !y')).toBe('nandu:* & x:* & y:*');
    expect(wordQuery('   ')).toBe('');
  });

  it('are the same value but for blanks, case and accents', () => {
    expect(sameValue('5,885  votos', '5,885 VOTOS')).toBe(true);
    expect(sameValue('5,885', '5,085')).toBe(false);
  });
});
