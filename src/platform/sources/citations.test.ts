import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { useDatabase } from '../../../test/harness/database.ts';
import { withTransaction } from '../db/transaction.ts';
import { recordHistory } from '../history/history.ts';
import { listVersions } from '../history/versions.ts';
import { citationsOf, citationsOfMany, publicUses, recordKey, usesOf } from './citations.ts';
import { citeMany, type StatedCitation } from './cite-many.ts';
import {
  changeCitation,
  type CitationInput,
  citationsId,
  cite,
  moveCitation,
  showValue,
  uncite,
} from './cite.ts';
import { insertCitation, insertSource, TEST_ACT } from './fixtures.ts';
import { citeStated } from './stated.ts';

const database = useDatabase();
const PAGE = { after: undefined, limit: 50 };
const RECORD = { kind: 'event', id: '00000000-0000-7000-8000-000000000001' };

beforeEach(() => sql`truncate sources, source_copies, citations, history cascade`.execute(database.db));

const within = <T>(work: Parameters<typeof withTransaction<T>>[1]) => withTransaction(database.db, work);

describe('citations', () => {
  const put = (input: Partial<CitationInput> & { source: string }) =>
    insertCitation(database.db, { record: RECORD, ...input });
  const shown = async () =>
    (await citationsOf(database.db, RECORD.kind, RECORD.id)).map(({ value, shown: is, reason }) => [
      value,
      is,
      reason,
    ]);

  it('come in their order, with the source', async () => {
    const [a, b] = [
      await insertSource(database.db),
      await insertSource(database.db, { title: 'Segunda', address: undefined }),
    ];
    const first = await put({ source: a, page: 'p. 4' });
    const second = await put({ source: b, field: 'capacity', value: '200', passage: 'con cupo de 200' });
    expect(await citationsOf(database.db, RECORD.kind, RECORD.id)).toMatchObject([
      { id: first, page: 'p. 4', field: '', source: { id: a, title: 'Nota de prueba' } },
      { id: second, field: 'capacity', value: '200', source: { id: b, address: null } },
    ]);
    await within((trx) => moveCitation(trx, TEST_ACT, second, 'up'));
    expect((await citationsOf(database.db, RECORD.kind, RECORD.id)).map((c) => c.id)).toEqual([
      second,
      first,
    ]);
    await within((trx) => moveCitation(trx, TEST_ACT, second, 'up'));
    expect((await citationsOf(database.db, RECORD.kind, RECORD.id)).map((c) => c.id)).toEqual([
      second,
      first,
    ]);
    expect((await usesOf(database.db, a, PAGE)).items).toMatchObject([
      { record: RECORD, field: '', page: 'p. 4' },
    ]);
  });

  it('that contradict each other stand side by side, one shown with the reason', async () => {
    const source = await insertSource(database.db);
    await put({ source, field: 'votes', value: '5,885' });
    await put({ source, field: 'votes', value: ' 5,885 ' });
    const other = await put({ source, field: 'votes', value: '5,085' });
    await put({ source, field: 'venue', value: 'Otro lugar' });
    expect(await shown()).toEqual([
      ['5,885', true, ''],
      [' 5,885 ', true, ''],
      ['5,085', false, ''],
      ['Otro lugar', true, ''],
    ]);
    const choose = (id: string, reason: string) => within((trx) => showValue(trx, TEST_ACT, id, reason));
    expect(await choose(other, ' ')).toEqual({ ok: false, refused: 'missing_reason', field: 'reason' });
    expect(await choose(other, 'Lo dice el acta.')).toEqual({ ok: true });
    expect(await shown()).toEqual([
      ['5,885', false, ''],
      [' 5,885 ', false, ''],
      ['5,085', true, 'Lo dice el acta.'],
      ['Otro lugar', true, ''],
    ]);
    // Without it only one value is left: that one is shown, and nothing is to be explained.
    await within((trx) => uncite(trx, TEST_ACT, other));
    expect(await shown()).toEqual([
      ['5,885', true, ''],
      [' 5,885 ', true, ''],
      ['Otro lugar', true, ''],
    ]);
  });

  it('of the whole record have no value, and none to choose', async () => {
    const source = await insertSource(database.db);
    const id = await put({ source, value: 'algo' });
    expect(await shown()).toEqual([['', true, '']]);
    expect(await within((trx) => showValue(trx, TEST_ACT, id, 'x'))).toEqual({
      ok: false,
      refused: 'missing_value',
    });
  });

  it('are corrected, and lose the reason that was about another value', async () => {
    const source = await insertSource(database.db);
    const a = await put({ source, field: 'votes', value: '1' });
    const b = await put({ source, field: 'votes', value: '2' });
    await within((trx) => showValue(trx, TEST_ACT, b, 'porque sí'));
    const change = (id: string, value: string) =>
      within((trx) => changeCitation(trx, TEST_ACT, id, { field: 'votes', value, page: '', passage: '' }));
    expect(await change(b, '1')).toEqual({ ok: true });
    expect(await shown()).toEqual([
      ['1', true, ''],
      ['1', true, ''],
    ]);
    await change(a, '3');
    expect(await shown()).toEqual([
      ['3', false, ''],
      ['1', true, ''],
    ]);
  });

  it('are bounded, and refused of what is no source', async () => {
    const source = await insertSource(database.db);
    await sql`insert into citations (source_id, record_kind, record_id, position, created_at, updated_at)
      select ${source}, ${RECORD.kind}, ${RECORD.id}, n, now(), now() from generate_series(1, 200) n`.execute(
      database.db,
    );
    const input = { record: RECORD, field: '', value: '', page: '', passage: '' };
    expect(await within((trx) => cite(trx, TEST_ACT, { ...input, source }))).toEqual({
      ok: false,
      refused: 'too_many',
    });
    const nowhere = '00000000-0000-7000-8000-00000000dead';
    expect(await within((trx) => cite(trx, TEST_ACT, { ...input, source: nowhere }))).toMatchObject({
      refused: 'not_found',
    });
    expect(await within((trx) => uncite(trx, TEST_ACT, nowhere))).toEqual({
      ok: false,
      refused: 'not_found',
    });
  });

  it('made by two at once keep their places apart, and only one of two values is shown', async () => {
    const source = await insertSource(database.db);
    await Promise.all(['1', '2', '3', '4'].map((value) => put({ source, field: 'votes', value })));
    const rows = await database.db
      .selectFrom('citations')
      .select(['position', 'shown'])
      .orderBy('position')
      .execute();
    expect(rows.map((row) => row.position)).toEqual([1, 2, 3, 4]);
    expect(rows.filter((row) => row.shown)).toHaveLength(1);
  });

  it('leave versions behind', async () => {
    const source = await insertSource(database.db);
    const id = await put({ source, field: 'votes', value: '1' });
    await within((trx) => uncite(trx, TEST_ACT, id));
    const versions = await listVersions(
      database.db,
      { kind: 'citations', id: citationsId(RECORD) },
      undefined,
      { limit: 5 },
    );
    expect(versions.map((v) => [v.action, v.source_id])).toEqual([
      ['uncited', null],
      ['cited', source],
    ]);
    expect(versions[1]?.content).toMatchObject({
      citations: [{ title: 'Nota de prueba', field: 'votes', value: '1' }],
    });
  });
});

describe('a list that a record holds itself', () => {
  const state = (...list: Parameters<typeof citeStated>[3][number][]) =>
    within((trx) => citeStated(trx, TEST_ACT, RECORD, list));
  const titles = async () =>
    (await citationsOf(database.db, RECORD.kind, RECORD.id)).map((c) => c.source.title);
  const paper = { title: 'Acta', publisher: 'Comisión', date: '2026-03' };
  const note = {
    title: 'Nota de otro modo',
    publisher: 'Diario',
    url: 'http://www.diario.example.org/nota/',
  };

  it('is cited, with sources that are there already where they are the same', async () => {
    const known = await insertSource(database.db);
    await state(paper, note, note);
    expect(await titles()).toEqual(['Acta', 'Nota de prueba']);
    const rows = await database.db
      .selectFrom('sources')
      .select(['id', 'title', 'date_printed', 'date_precision'])
      .orderBy('id')
      .execute();
    expect(rows).toMatchObject([{ id: known }, { title: 'Acta', date_printed: '', date_precision: 'month' }]);
    await state({ ...paper, title: 'ACTA ' }, note);
    expect(await database.db.selectFrom('sources').select('id').execute()).toHaveLength(2);
  });

  it('is kept in step, and leaves alone what was cited at the desk', async () => {
    const own = await insertSource(database.db, { title: 'Del escritorio', address: undefined });
    await state(paper, note);
    await insertCitation(database.db, { source: own, record: RECORD });
    await state(note);
    expect(await titles()).toEqual(['Nota de otro modo', 'Del escritorio']);
    await state();
    expect(await titles()).toEqual(['Del escritorio']);
    const before = await listVersions(
      database.db,
      { kind: 'citations', id: citationsId(RECORD) },
      undefined,
      { limit: 50 },
    );
    await state();
    expect(
      await listVersions(database.db, { kind: 'citations', id: citationsId(RECORD) }, undefined, {
        limit: 50,
      }),
    ).toHaveLength(before.length);
  });

  it('may hold an address that is none: it is left out', async () => {
    await state({ ...note, url: 'javascript:alert(1)' }, paper);
    expect(await titles()).toEqual(['Acta']);
  });
});

describe('who sees a source', () => {
  it('is whoever sees a record that cites it', async () => {
    const [seen, draft, loose] = await Promise.all([
      insertSource(database.db),
      insertSource(database.db),
      insertSource(database.db),
    ]);
    await insertCitation(database.db, { source: seen, record: { kind: 'event', id: 'public' }, field: 'a' });
    await insertCitation(database.db, { source: seen, record: { kind: 'event', id: 'public' }, field: 'b' });
    await insertCitation(database.db, { source: seen, record: { kind: 'event', id: 'draft' } });
    await insertCitation(database.db, { source: seen, record: { kind: 'unknown', id: 'public' } });
    await insertCitation(database.db, { source: draft, record: { kind: 'event', id: 'draft' } });
    const events = {
      kind: 'event',
      label: 'events.menu' as const,
      policy: 'events.edit' as const,
      fields: () => [],
      find: async (_db: unknown, ids: readonly string[]) =>
        new Map(ids.filter((id) => id === 'public').map((id) => [id, { title: 'Encuentro', href: '/e' }])),
    };
    // A version that rests on it is read by everybody too, and leads there.
    const named = await insertSource(database.db);
    const entry = { actor: TEST_ACT.actor, record: { kind: 'event', id: 'public' }, action: 'changed' };
    await within((trx) => recordHistory(trx, { ...entry, source: named, content: {} }));
    expect((await publicUses(database.db, [events], [named])).get(named)).toHaveLength(1);
    const uses = await publicUses(database.db, [events], [seen, draft, loose]);
    expect(Object.fromEntries(uses)).toEqual({
      [seen]: [{ kind: 'event', title: 'Encuentro', href: '/e' }],
      [draft]: [],
      [loose]: [],
    });
  });

  it('is whoever sees a record that rests on it without a citation, named once', async () => {
    const [seen, draft] = [await insertSource(database.db), await insertSource(database.db)];
    await insertCitation(database.db, { source: seen, record: { kind: 'person', id: 'public' } });
    const asked: unknown[] = [];
    const people = {
      kind: 'person',
      label: 'events.menu' as const,
      policy: 'events.edit' as const,
      fields: () => [],
      find: async (_db: unknown, ids: readonly string[]) =>
        new Map(ids.filter((id) => id !== 'draft').map((id) => [id, { title: id, href: `/${id}` }])),
      resting: async (_db: unknown, ids: readonly string[], most: number) => {
        asked.push([ids, most]);
        return [
          { source_id: seen, record_id: 'public' },
          { source_id: seen, record_id: 'other' },
          { source_id: draft, record_id: 'draft' },
        ];
      },
    };
    const uses = await publicUses(database.db, [people], [seen, draft]);
    expect(asked).toEqual([[[seen, draft], 100]]);
    expect(Object.fromEntries(uses)).toEqual({
      [seen]: [
        { kind: 'person', title: 'public', href: '/public' },
        { kind: 'person', title: 'other', href: '/other' },
      ],
      [draft]: [],
    });
  });
});

describe('many records at once', () => {
  const ref = (n: number) => ({
    kind: 'thing',
    id: `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`,
  });
  const refs = Array.from({ length: 1200 }, (_none, n) => ref(n));

  it('cite what is stated, and a second time nothing changes', async () => {
    const [a, b] = [
      await insertSource(database.db),
      await insertSource(database.db, { title: 'Segunda', address: undefined }),
    ];
    const stated: StatedCitation[] = refs.flatMap((record, n) => [
      { record, source: a, page: `fila ${n}` },
      { record, source: b, field: 'votes', value: String(n), reason: 'la primera es el acta' },
      // Said twice.
      { record, source: a, page: `fila ${n}` },
    ]);
    await insertCitation(database.db, { record: ref(7), source: b, page: 'de la mesa' });
    const first = await within((trx) => citeMany(trx, TEST_ACT, refs, stated));
    const again = await within((trx) => citeMany(trx, TEST_ACT, refs, stated));
    expect([first, again]).toEqual([
      { added: 2400, removed: 0 },
      { added: 0, removed: 0 },
    ]);
    const found = await citationsOfMany(database.db, [ref(3), ref(7), ref(9999)]);
    expect([...found.keys()].toSorted()).toEqual([recordKey(ref(3)), recordKey(ref(7))]);
    expect(found.get(recordKey(ref(3)))).toMatchObject([
      { page: 'fila 3', field: '', shown: true, origin: 'record', source: { id: a } },
      { field: 'votes', value: '3', shown: false, reason: 'la primera es el acta', source: { id: b } },
    ]);
    expect(found.get(recordKey(ref(7)))?.map(({ page, origin }) => [page, origin])).toEqual([
      ['de la mesa', 'desk'],
      ['fila 7', 'record'],
      ['', 'record'],
    ]);
  });

  it('lose what is not stated any more, but for what was cited at the desk', async () => {
    const source = await insertSource(database.db);
    await insertCitation(database.db, { record: ref(1), source, page: 'de la mesa' });
    await within((trx) =>
      citeMany(
        trx,
        TEST_ACT,
        [ref(1), ref(2)],
        [
          { record: ref(1), source },
          { record: ref(2), source },
        ],
      ),
    );
    const done = await within((trx) =>
      citeMany(trx, TEST_ACT, [ref(1), ref(2)], [{ record: ref(2), source, page: 'p. 2' }]),
    );
    expect(done).toEqual({ added: 1, removed: 2 });
    const found = await citationsOfMany(database.db, [ref(1), ref(2)]);
    expect([...found].map(([key, list]) => [key, list.map(({ page }) => page)]).toSorted()).toEqual([
      [recordKey(ref(1)), ['de la mesa']],
      [recordKey(ref(2)), ['p. 2']],
    ]);
  });
});
