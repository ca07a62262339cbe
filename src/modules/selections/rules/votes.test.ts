import { describe, expect, it } from 'vitest';
import { columnsFor, matrixOf, wasSeated } from './matrix.ts';
import { isAfter, rubricChanges } from './rubric-diff.ts';
import { scoreSheet, withUnknown } from './scores.ts';
import { tallyOf } from './tallies.ts';

const NONE = { for: 0, against: 0, abstained: 0, absent: 0 };
const UNKNOWN = { for: null, against: null, abstained: null, absent: null };
const SIZE = { entitled: 15, present: null, complete: false };

describe('a tally', () => {
  it('makes no total of ballots that are not all there', () => {
    const tally = tallyOf(UNKNOWN, { ...NONE, for: 8 }, SIZE);
    expect([tally.counted, tally.isPartial, tally.recorded]).toEqual([{}, true, 8]);
  });

  it('counts whole records, and says where they are not what is printed', () => {
    const whole = { ...SIZE, complete: true };
    expect(tallyOf(UNKNOWN, { ...NONE, for: 10, against: 5 }, whole).counted).toEqual({
      for: 10,
      against: 5,
      abstained: 0,
      absent: 0,
    });
    expect(tallyOf({ ...UNKNOWN, for: 9 }, { ...NONE, for: 10, against: 5 }, whole).faults).toEqual([
      { kind: 'ballots', choice: 'for', printed: 9, counted: 10 },
    ]);
  });

  it('checks sums against those present, and exactly where the absent are counted', () => {
    const faults = (counts: object, size: object) =>
      tallyOf({ ...UNKNOWN, ...counts }, NONE, { ...SIZE, ...size }).faults.length;
    expect(faults({ for: 13, against: 2 }, {})).toBe(0);
    expect(faults({ for: 13, against: 3 }, {})).toBe(1);
    expect(faults({ for: 13, against: 2 }, { present: 14 })).toBe(1);
    expect(faults({ for: 44, against: 87, absent: 19 }, { entitled: 160 })).toBe(1);
    expect(faults({ for: 51, against: 91, absent: 18 }, { entitled: 160 })).toBe(0);
    expect(faults({ against: 4 }, { entitled: 3 })).toBe(0);
  });
});

describe('the matrix', () => {
  const member = (id: string, more: object = {}) => ({
    id,
    starts: null,
    ends: null,
    alternate: false,
    ...more,
  });

  it('has who was seated that day and whoever voted, and leaves what is not recorded empty', () => {
    const vote = { result_id: 'r', holder_id: 'b', choice: 'for', has_reason: false } as const;
    const rows = matrixOf(
      [
        member('a'),
        member('b', { ends: '2022-02-03' }),
        member('c', { alternate: true }),
        member('d', { starts: '2022-05' }),
      ],
      [{ id: 'r' }],
      [vote],
      '2022-04-20',
    );
    expect(rows.map(({ member: { id }, cells }) => [id, cells])).toEqual([
      ['a', [undefined]],
      ['b', [vote]],
    ]);
  });

  it('knows dates as far as they are known', () => {
    expect(wasSeated({ starts: '2022-04', ends: null }, '2022-04-20')).toBe(true);
    expect(wasSeated({ starts: '2022-04-21', ends: null }, '2022-04')).toBe(true);
    expect(wasSeated({ starts: null, ends: '2022-04-19' }, '2022-04-20')).toBe(false);
    expect([columnsFor(0), columnsFor(37), columnsFor(1000)]).toEqual([8, 6, 1]);
  });
});

describe('a sheet of scores', () => {
  const aspects = [
    { key: 'a', parentKey: '', label: 'A', rule: '', max: 30 },
    { key: 'a1', parentKey: 'a', label: 'A1', rule: '', max: 10 },
    { key: 'b', parentKey: '', label: 'B', rule: '', max: 70 },
  ];

  it('adds what is not a part, and never what is missing', () => {
    const whole = scoreSheet(
      aspects,
      new Map([
        ['a', 20.1],
        ['a1', 9],
        ['b', 40.2],
      ]),
      60.3,
    );
    expect([whole.sum, whole.differs, whole.maxTotal, whole.lines.length]).toEqual([60.3, false, 100, 3]);
    const part = scoreSheet(aspects, new Map([['a', 31]]), undefined);
    expect([part.sum, part.missing, part.lines[0]?.overMax]).toEqual([undefined, 1, true]);
    expect(withUnknown(aspects, ['b', 'otra-cosa']).at(-1)?.label).toBe('Otra cosa');
  });
});

describe('two versions of a table', () => {
  const aspect = (key: string, more: object = {}) => ({
    key,
    parent_key: '',
    label: key,
    rule: '',
    max: '10',
    ...more,
  });

  it('say what was added, taken away and changed', () => {
    const changes = rubricChanges(
      [aspect('a'), aspect('b', { rule: 'antes' }), aspect('c')],
      [aspect('a', { max: '10.0' }), aspect('b', { rule: 'después', max: '20' }), aspect('d')],
    );
    expect(changes.map(({ kind, aspect: { key } }) => `${kind} ${key}`)).toEqual([
      'max b',
      'rule b',
      'added d',
      'removed c',
    ]);
    expect([
      isAfter('2026-02-26', '2026-02-20'),
      isAfter('2026-02', '2026-02-20'),
      isAfter(null, '2026'),
    ]).toEqual([true, false, false]);
  });
});
