import { beforeEach, describe, expect, it } from 'vitest';
import { testDeps } from '../../../test/harness/app.ts';
import { useDatabase } from '../../../test/harness/database.ts';
import { withTransaction } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import type { HistorySource, HistorySubject } from '../history/source.ts';
import { keepAddress, presentAddress } from './redirects.ts';
import { presentInApi } from './same-record.ts';

const database = useDatabase();
/** Where things are now; what is not here, the public may not see. */
const now = new Map<string, HistorySubject | 'gone'>();
let deps: Deps;

const THING: HistorySource = {
  kind: 'thing',
  word: 'cosa',
  label: 'app.name',
  readDrafts: 'events.read_drafts',
  find: (_db, id) => Promise.resolve(now.get(id)),
  fields: () => [],
};

beforeEach(async () => {
  const made = testDeps(database.db);
  deps = { ...made, additions: { ...made.additions, histories: [THING] } };
  now.clear();
  await database.db.deleteFrom('redirects').execute();
});

const keep = (path: string, id: string) =>
  withTransaction(database.db, (trx) => keepAddress(trx, path, { kind: 'thing', id }, deps.now()));
const at = (id: string, href: string) => now.set(id, { title: id, href });
const lead = (path: string) => presentAddress(deps, path);

describe('an old address', () => {
  it('leads to where its record is now, however often that moved', async () => {
    await keep('/cosas/uno', 'a');
    await keep('/cosas/dos', 'a');
    at('a', '/cosas/tres');
    expect([await lead('/cosas/uno'), await lead('/cosas/dos')]).toEqual(['/cosas/tres', '/cosas/tres']);
    at('a', '/otras/cuatro');
    expect(await lead('/cosas/uno')).toBe('/otras/cuatro');
    expect(await lead('/cosas/tres')).toBeUndefined();
  });

  it('takes along what lies below it, and that may have moved too', async () => {
    await keep('/cosas/viejo', 'a');
    at('a', '/cosas/nuevo');
    expect(await lead('/cosas/viejo/programa.ics')).toBe('/cosas/nuevo/programa.ics');
    expect(await lead('/cosas/viejos')).toBeUndefined();
    await keep('/cosas/nuevo/partes/x', 'b');
    at('b', '/cosas/nuevo/partes/y');
    expect(await lead('/cosas/viejo/partes/x')).toBe('/cosas/nuevo/partes/y');
    expect(await lead('/cosas/viejo/partes/x/mas')).toBe('/cosas/nuevo/partes/y/mas');
  });

  it('does not lead to what the public may not see, and says of what was taken back only that', async () => {
    await keep('/cosas/borrador', 'a');
    expect(await lead('/cosas/borrador')).toBeUndefined();
    now.set('a', 'gone');
    expect(await lead('/cosas/borrador')).toBe('gone');
    expect(await lead('/cosas/borrador/debajo')).toBeUndefined();
    now.set('a', { title: 'a', removed: true });
    expect(await lead('/cosas/borrador')).toBe('gone');
    now.set('a', { title: 'a' });
    expect(await lead('/cosas/borrador')).toBeUndefined();
  });

  it('never leads in a circle', async () => {
    await keep('/cosas/uno', 'a');
    await keep('/cosas/dos', 'b');
    at('a', '/cosas/dos');
    at('b', '/cosas/uno');
    // Each has what was the other's; whoever asks for these finds the pages, and no redirect is looked for.
    expect([await lead('/cosas/uno'), await lead('/cosas/dos')]).toEqual(['/cosas/dos', '/cosas/uno']);
    at('b', '/cosas/cinco');
    expect([await lead('/cosas/uno'), await lead('/cosas/dos')]).toEqual(['/cosas/dos', '/cosas/cinco']);
    // Back where it was: the page is there, and what never was below it is nowhere.
    at('a', '/cosas/uno');
    expect(await lead('/cosas/uno/nada')).toBeUndefined();
    await keep('/cosas/tres', 'c');
    at('c', '/cosas/tres/dentro');
    expect(await lead('/cosas/tres')).toBe('/cosas/tres/dentro');
  });

  it('is found with whatever percent signs it is written, and nothing else for its percent signs', async () => {
    await keep('/cosas/c%C3%B3digo', 'a');
    at('a', '/cosas/ley');
    for (const path of ['/cosas/c%c3%b3digo', '/cosas/%63%C3%B3digo', '/cosas/código'])
      expect(await lead(path)).toBe('/cosas/ley');
    expect(await lead('/cosas/%63%C3%B3digo/debajo')).toBe('/cosas/ley/debajo');
    for (const path of ['/cosas/%6Eada', '/cosas/%ED%A0%80', '/cosas/%', '/cosas/c%C3%B3digo%2Fdebajo'])
      expect(await lead(path)).toBeUndefined();
  });

  it('means the one who had it last', async () => {
    await keep('/cosas/uno', 'a');
    await keep('/cosas/uno', 'b');
    at('a', '/cosas/a');
    at('b', '/cosas/b');
    expect(await lead('/cosas/uno')).toBe('/cosas/b');
  });

  it('is asked in one statement a step, and not at all for what is no address of a record', async () => {
    for (const path of ['/', '/cosas', `/${'x/'.repeat(20)}`, `/cosas/${'y'.repeat(2000)}`, '/cosas/\0'])
      expect(await lead(path)).toBeUndefined();
  });
});

it('moves the addresses of the API along, whichever of its pages the record has by now', async () => {
  const route = { url: '/api/v1/things/:slug/parts', pages: ['/cosas/:slug', '/otras/:slug'] };
  const leadInApi = (slug: string) => presentInApi(deps, route, { slug });
  await keep('/otras/c%C3%B3digo', 'a');
  at('a', '/cosas/ley%20nueva');
  expect(await leadInApi('código')).toBe('/api/v1/things/ley%20nueva/parts');
  at('a', '/otras/ley/dentro');
  expect(await leadInApi('código')).toBeUndefined();
  now.set('a', 'gone');
  expect(await leadInApi('código')).toBeUndefined();
  expect(await leadInApi('../cosas')).toBeUndefined();
});
