/** A text that becomes a better one: sealed while it waits, a version when it is public, never when many stand behind it. */
import { describe, expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { run } from '../../platform/db/outcome.ts';
import { withTransaction } from '../../platform/db/transaction.ts';
import { attest } from './commands/attest.ts';
import { recordAmendments, type Revision, reviseText } from './commands/revise.ts';
import { contextFor, decideOn, insertPublished, insertReceived, sending } from './fixtures.ts';
import { findProposal, type ProposalRow } from './queries/own.ts';
import { openText } from './sealed.ts';

const site = useApp();
const STAFF = { kind: 'system', what: 'test' } as const;

let serial = 0;
const unlike = () => ({ text: { ...sending().text, title: `Texto que mejora ${++serial}` } });

const revise = (row: ProposalRow, change: Partial<Revision> = {}) =>
  run(site.deps.db, (trx) =>
    reviseText(trx, contextFor(site.deps, STAFF), row.id, {
      textVersion: row.text_version,
      text: { ...sending().text, title: 'Un título que dice más', problem: 'Palabras-nuevas-del-problema.' },
      reason: 'Dice quién decide',
      frozenFrom: 5,
      ...change,
    }),
  );

const seen = (row: ProposalRow, count: number, place = 'Salón de prueba') => ({
  kind: 'meeting' as const,
  seen: count,
  discarded: 0,
  reason: '',
  place: `${place} ${row.number}`,
  onDate: Temporal.PlainDate.from('2026-11-20'),
});

const historyOf = (row: ProposalRow) =>
  site.deps.db
    .selectFrom('history')
    .select(['action', 'reason', 'content'])
    .where('record_id', '=', row.id)
    .orderBy('id')
    .execute();

const after = async (row: ProposalRow): Promise<ProposalRow> => {
  const now = await findProposal(site.deps.db, row.id);
  if (!now) throw new Error('the proposal is gone');
  return now;
};

describe('a text that nobody reads yet', () => {
  it('stays sealed, without a version, and whoever read an older one is told', async () => {
    const row = await insertReceived(site.deps, unlike());
    expect(await revise(row)).toEqual({ ok: true, isPublic: false, supports: 0 });
    const now = await after(row);
    expect([now.title, now.text_version, now.version]).toEqual([null, 2, row.version + 1]);
    expect(openText(site.deps.vault, now)?.problem).toBe('Palabras-nuevas-del-problema.');
    expect(await historyOf(row)).toEqual([]);
    expect(await revise(row)).toEqual({ ok: false, refused: 'changed' });
    const hidden = await decideOn(site.deps, await insertPublished(site.deps, unlike()), 'hide');
    expect(await revise(hidden)).toMatchObject({ ok: true, isPublic: false });
    expect((await after(hidden)).title).toBe(null);
  });
});

describe('a public text', () => {
  it('gets a version with its reason and how many supported it before, and is searched and compared anew', async () => {
    const row = await insertPublished(site.deps, unlike());
    await run(site.deps.db, (trx) => attest(trx, contextFor(site.deps), row.id, seen(row, 3)));
    expect(await revise(row)).toEqual({ ok: true, isPublic: true, supports: 3 });
    const now = await after(row);
    expect([now.title, now.text_version, now.state]).toEqual(['Un título que dice más', 2, 'published']);
    expect(now.stems).not.toEqual(row.stems);
    const touched = await site.deps.db
      .selectFrom('search_touched')
      .select('record_id')
      .where('record_id', '=', row.id)
      .execute();
    expect(touched.length).toBeGreaterThan(0);
    const versions = await historyOf(row);
    expect(versions.at(-1)).toMatchObject({ action: 'revised', reason: 'Dice quién decide' });
    expect(versions.at(-1)?.content).toMatchObject({ title: 'Un título que dice más', supports: 3 });
    // The same once more is no version.
    expect(await revise(now)).toMatchObject({ ok: true });
    expect((await historyOf(row)).length).toBe(versions.length);
  });

  it('changes no more from the stated number of supports on', async () => {
    const row = await insertPublished(site.deps, unlike());
    await run(site.deps.db, (trx) => attest(trx, contextFor(site.deps), row.id, seen(row, 5)));
    expect(await revise(row)).toEqual({ ok: false, refused: 'frozen' });
    expect(await revise(row, { frozenFrom: 6 })).toMatchObject({ ok: true, supports: 5 });
    // Confirmed a moment ago: no sweep has added it up yet.
    await site.deps.db
      .insertInto('proposal_supports')
      .values({
        proposal_id: row.id,
        state: 'confirmed',
        address_hash: Buffer.from('a'),
        sealed: null,
        day_hash: null,
        created_at: site.deps.now(),
        told_at: null,
        confirmed_at: site.deps.now(),
      })
      .execute();
    const now = await after(row);
    expect(await revise(now, { frozenFrom: 6, reason: 'Otra vez' })).toEqual({
      ok: false,
      refused: 'frozen',
    });
  });

  it('is not changed past a count that rises at the same moment', async () => {
    const row = await insertPublished(site.deps, unlike());
    let changing: ReturnType<typeof revise> | undefined;
    await withTransaction(site.deps.db, async (trx) => {
      await attest(trx, contextFor(site.deps), row.id, seen(row, 5));
      // Without the lock it would go through now: nobody else sees the five yet.
      const { count } = await site.deps.db
        .selectFrom('proposal_attestations')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('proposal_id', '=', row.id)
        .executeTakeFirstOrThrow();
      expect(Number(count)).toBe(0);
      changing = revise(row);
      const early = await Promise.race([changing, new Promise((done) => setTimeout(done, 300, 'waits'))]);
      expect(early).toBe('waits');
    });
    expect(await changing).toEqual({ ok: false, refused: 'frozen' });
    expect((await after(row)).title).toBe(row.title);
  });

  it('is told what was added below it, with the text as it is', async () => {
    const row = await insertPublished(site.deps, unlike());
    const add = (words: string) =>
      run(site.deps.db, (trx) => recordAmendments(trx, contextFor(site.deps, STAFF), row.id, words));
    expect(await add('1. También los juzgados de paz.')).toEqual({ ok: true });
    expect((await historyOf(row)).at(-1)).toMatchObject({
      action: 'amended',
      content: { title: row.title, amendments: '1. También los juzgados de paz.' },
    });
    const hidden = await decideOn(site.deps, await after(row), 'hide');
    expect(hidden.title).toBe(null);
    expect(await add('2. Y más.')).toEqual({ ok: false, refused: 'not_now' });
  });
});
