import { describe, expect, it } from 'vitest';
import { countAnswers, type CountedQuestion, type GivenAnswers, suppress } from './figures.ts';
import { surveyHours, surveyWindow } from './window.ts';

describe('surveyWindow', () => {
  const at = (iso: string) => Temporal.Instant.from(iso);
  const survey = {
    state: 'open',
    opens_at: null,
    closes_at: null,
    ends_at: at('2027-03-08T19:00:00Z'),
    retention_days: 180,
  } as const;

  it.each([
    ['2027-03-08T18:59:59.999Z', 'early'],
    ['2027-03-08T19:00:00Z', 'open'],
    ['2027-04-07T18:59:59Z', 'open'],
    ['2027-04-07T19:00:00Z', 'over'],
  ])('at %s is %s', (now, window) => {
    expect(surveyWindow(survey, at(now))).toBe(window);
  });

  it('follows its state and its own hours', () => {
    const now = at('2027-03-10T00:00:00Z');
    expect(surveyWindow({ ...survey, state: 'draft' }, now)).toBe('draft');
    expect(surveyWindow({ ...survey, state: 'closed' }, now)).toBe('over');
    expect(surveyWindow({ ...survey, closes_at: at('2027-03-09T00:00:00Z') }, now)).toBe('over');
    expect(surveyWindow({ ...survey, opens_at: at('2027-03-11T00:00:00Z') }, now)).toBe('early');
    // The edition was moved behind the end that had been set: the usual length counts again.
    const moved = { ...survey, closes_at: at('2027-03-01T00:00:00Z') };
    expect(surveyHours(moved).closes).toEqual(at('2027-04-07T19:00:00Z'));
  });

  it('takes nothing once what people wrote has been removed: it would stay for ever', () => {
    const short = { ...survey, retention_days: 10 };
    expect(surveyHours(short).closes).toEqual(at('2027-03-18T19:00:00Z'));
    const long = { ...survey, closes_at: at('2028-01-01T00:00:00Z') };
    expect(surveyHours(long).closes).toEqual(at('2027-09-04T19:00:00Z'));
    expect(surveyWindow(long, at('2027-09-04T19:00:00Z'))).toBe('over');
  });
});

const question = (type: CountedQuestion['type'], options: string[] = []): CountedQuestion => ({
  key: 'p1',
  label: 'Pregunta',
  type,
  options: options.map((value) => ({ value, label: value })),
});
/** So many answers of each value. */
const given = (counts: Record<string, number>): GivenAnswers[] =>
  Object.entries(counts).flatMap(([value, count]) => Array.from({ length: count }, () => ({ p1: value })));
const shown = (q: CountedQuestion, answers: GivenAnswers[]) => {
  const [figures] = suppress(countAnswers([q], answers, new Map()));
  return (
    figures && { answered: figures.answered, cells: figures.options.map((o) => o.count), mean: figures.mean }
  );
};

describe('countAnswers', () => {
  it('counts what was offered and answered', () => {
    const several = question('several_of', ['a', 'b', 'c']);
    const [figures] = countAnswers([several], [{ p1: ['a', 'b'] }, { p1: ['a', 'z'] }, {}], new Map());
    expect(figures).toMatchObject({ answered: 2, mean: undefined });
    expect(figures?.options.map((o) => o.count)).toEqual([2, 1, 0]);
    const [scale] = countAnswers([question('scale')], given({ 1: 1, 5: 2 }), new Map());
    expect(scale).toMatchObject({ answered: 3, mean: 3.7 });
    const [text] = countAnswers([question('text')], [{}], new Map([['p1', 4]]));
    expect(text).toMatchObject({ answered: 4, options: [] });
  });
});

describe('suppress', () => {
  it('shows nothing of fewer than five', () => {
    expect(shown(question('yes_no'), given({ yes: 4 }))).toEqual({
      answered: null,
      cells: [null, null],
      mean: null,
    });
    expect(shown(question('yes_no'), given({ yes: 5 }))).toEqual({ answered: 5, cells: [5, 0], mean: null });
  });

  it('hides small cells, and one more where the rest would give them away', () => {
    expect(shown(question('yes_no'), given({ yes: 20, no: 3 }))).toMatchObject({ cells: [null, null] });
    const four = question('one_of', ['a', 'b', 'c', 'd']);
    expect(shown(four, given({ a: 30, b: 9, c: 4 }))?.cells).toEqual([30, null, null, 0]);
    // Two hidden ones of one each would be known to be one each.
    expect(shown(four, given({ a: 30, b: 9, c: 1, d: 1 }))?.cells).toEqual([30, null, null, null]);
    expect(shown(four, given({ a: 30, b: 9, c: 3, d: 2 }))?.cells).toEqual([30, 9, null, null]);
  });

  it('leaves several choices alone, which add up to nothing', () => {
    const answers = Array.from({ length: 9 }, (_, i) => ({ p1: i < 2 ? ['a', 'b'] : ['a'] }));
    expect(shown(question('several_of', ['a', 'b']), answers)).toMatchObject({
      answered: 9,
      cells: [9, null],
    });
  });

  it('gives no mean from which a hidden cell could be reckoned', () => {
    expect(shown(question('scale'), given({ 5: 10, 4: 6 }))?.mean).toBe(4.6);
    expect(shown(question('scale'), given({ 5: 10, 1: 2 }))?.mean).toBeNull();
    // 5.0 of a hundred: with two who said 1 it would be 4.9.
    expect(shown(question('scale'), given({ 5: 99, 1: 1 }))?.mean).toBeNull();
    expect(shown(question('scale'), given({ 5: 150, 1: 2 }))?.mean).toBeNull();
  });

  it('shows nothing where what is hidden can be only so', () => {
    const nothing = { answered: null, cells: [null, null, null, null, null], mean: null };
    // Five answers, none of them nought: one each.
    expect(shown(question('scale'), given({ 1: 1, 2: 1, 3: 1, 4: 1, 5: 1 }))).toEqual(nothing);
    // Twelve in three cells of four at most.
    expect(shown(question('scale'), given({ 1: 4, 2: 4, 3: 4, 4: 5, 5: 30 }))).toEqual(nothing);
  });

  it('leaves a small cell three values at least, whatever was answered', () => {
    // Everything a reader who knows the rule can take for true: all that is shown in the same way.
    const seen = new Map<string, number[][]>();
    const options = ['a', 'b', 'c', 'd'];
    const MOST = 24;
    const walk = (counts: number[]): void => {
      if (counts.length < options.length) {
        const left = MOST - counts.reduce((sum, count) => sum + count, 0);
        for (let count = 0; count <= left; count += 1) walk([...counts, count]);
        return;
      }
      const figures = options.map((value, at) => ({ value, label: value, count: counts[at] ?? 0 }));
      const answered = counts.reduce((sum, count) => sum + count, 0);
      const [out] = suppress([
        { key: 'p', label: '', type: 'one_of', answered, options: figures, mean: undefined },
      ]);
      const key = JSON.stringify([out?.answered, out?.options.map((o) => o.count)]);
      const same = seen.get(key);
      if (same) same.push(counts);
      else seen.set(key, [counts]);
    };
    walk([]);
    const known = [...seen].filter(([key, all]) => {
      const [, cells] = JSON.parse(key) as [unknown, (number | null)[]];
      return cells.some((cell, at) => cell === null && new Set(all.map((one) => one[at])).size < 3);
    });
    expect(known.map(([key]) => key)).toEqual([]);
  });

  it('drops free texts', () => {
    expect(suppress(countAnswers([question('long_text')], [], new Map([['p1', 90]])))).toEqual([]);
  });
});
