import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../test/harness/database.ts';
import { withTransaction } from '../db/transaction.ts';
import { blankHistory, recordHistory } from './history.ts';
import { bothSpans, publicSpans, spansOf } from './spans.ts';
import {
  findVersion,
  findVersionAfter,
  findVersionBefore,
  isLatestVersion,
  latestVersion,
  listVersions,
  versionIdOf,
} from './versions.ts';

const ACTIONS = { shows: ['published'], hides: ['unpublished'] };
const turns = (...all: [number, string][]) => all.map(([id, action]) => ({ id, action }));

describe('spans', () => {
  it('begin with a publication and end where it is hidden', () => {
    const all = turns([3, 'published'], [7, 'unpublished'], [9, 'published']);
    expect(spansOf(all, ACTIONS, true)).toEqual([{ from: 3, to: 7 }, { from: 9 }]);
    expect(spansOf(turns([3, 'published'], [5, 'published']), ACTIONS, true)).toEqual([{ from: 3 }]);
  });

  it('are from the start where nothing was ever said of it', () => {
    expect(spansOf([], ACTIONS, true)).toEqual([{ from: 0 }]);
    expect(spansOf(turns([4, 'unpublished']), ACTIONS, true)).toEqual([{ from: 0, to: 4 }]);
    expect(spansOf(turns([4, 'unpublished']), ACTIONS, false)).toEqual([]);
  });

  it('of two are where both are', () => {
    expect(bothSpans([{ from: 1, to: 5 }, { from: 8 }], [{ from: 3, to: 9 }])).toEqual([
      { from: 3, to: 5 },
      { from: 8, to: 9 },
    ]);
  });
});

describe('versions', () => {
  const database = useDatabase();
  const record = { kind: 'thing', id: 'a' };
  const write = async (...actions: string[]): Promise<number[]> => {
    for (const action of actions)
      await withTransaction(database.db, (trx) =>
        recordHistory(trx, {
          actor: { kind: 'anonymous' },
          record,
          action,
          reason: action,
          content: { action },
        }),
      );
    const rows = await listVersions(database.db, record, undefined, { limit: 100 });
    return rows.map(({ id }) => id).toReversed();
  };

  it('of a record are public from what it said when it was published, and no longer than it was', async () => {
    const ids = await write(
      'created',
      'changed',
      'published',
      'changed',
      'unpublished',
      'changed',
      'published',
    );
    const { db } = database;
    const spans = await publicSpans(db, record, ACTIONS);
    const shown = async (page: { before?: number; limit: number }) =>
      (await listVersions(db, record, spans, page)).map(({ id }) => ids.indexOf(id));
    expect(await shown({ limit: 10 })).toEqual([6, 3, 2]);
    expect(await shown({ before: ids[6] ?? 0, limit: 1 })).toEqual([3]);
    expect(await findVersion(db, record, spans, ids[5] ?? 0)).toBeUndefined();
    expect((await findVersion(db, record, undefined, ids[5] ?? 0))?.action).toBe('changed');
    expect((await findVersionBefore(db, record, spans, ids[6] ?? 0))?.id).toBe(ids[3]);
    expect(await findVersionAfter(db, record, spans, ids[3] ?? 0)).toBe(ids[6]);
    expect(await latestVersion(db, record)).toBe(ids[6]);
    expect(await withTransaction(db, (trx) => isLatestVersion(trx, record, ids[5] ?? 0))).toBe(false);
    expect(await listVersions(db, record, [], { limit: 10 })).toEqual([]);
    expect(await findVersion(db, { kind: 'thing', id: 'b' }, undefined, ids[6] ?? 0)).toBeUndefined();

    // A part that did not change since: what it said at that moment is what everybody saw.
    const part = [{ from: (ids[1] ?? 0) + 0, to: ids[2] ?? 0 }];
    expect((await listVersions(db, record, part, { limit: 10 })).map(({ id }) => ids.indexOf(id))).toEqual([
      1,
    ]);

    await withTransaction(db, (trx) => blankHistory(trx, record));
    const rows = await listVersions(db, record, undefined, { limit: 10 });
    expect(rows.map(({ content, reason, source_id }) => [content, reason, source_id])).toEqual(
      ids.map(() => [{}, null, null]),
    );
  });

  it('stand in addresses as plain numbers', () => {
    const all = ['1', '0', '-1', '1e3', '9'.repeat(16), '', null, '１'];
    expect(all.map(versionIdOf)).toEqual([1, ...all.slice(1).map(() => undefined)]);
  });
});
