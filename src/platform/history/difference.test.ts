import { describe, expect, it } from 'vitest';
import { changedLabels, compareFields, compareTexts, type Difference } from './difference.ts';

/** One side as it reads, with what changed in brackets. */
const side = ({ rows }: Difference, which: 'before' | 'after'): string[] =>
  rows.flatMap((row) => {
    if (row.kind === 'same') return [row.text];
    if (row.kind === 'skipped') return [`… ${row.count}`];
    const pieces = row[which];
    return pieces ? [pieces.map((piece) => (piece.changed ? `[${piece.text}]` : piece.text)).join('')] : [];
  });

const field = (name: string, text: string) => ({ name, label: name, text });

describe('two texts', () => {
  it('differ by words, not by lines', () => {
    const found = compareTexts('La sesión comenzó a las ocho.', 'La sesión terminó a las ocho.');
    expect(side(found, 'before')).toEqual(['La sesión [comenzó] a las ocho.']);
    expect(side(found, 'after')).toEqual(['La sesión [terminó] a las ocho.']);
    expect(found.coarse).toBe(false);
  });

  it('stand paragraph beside paragraph, with what is around a change and no more', () => {
    const text = ['uno', 'dos', 'tres', 'cuatro', 'cinco', 'seis', 'siete'];
    const found = compareTexts(text.join('\n\n'), text.toSpliced(3, 1, 'CUATRO').join('\n\n'));
    expect(side(found, 'before')).toEqual(['… 2', 'tres', '[cuatro]', 'cinco', '… 2']);
    expect(side(found, 'after')).toEqual(['… 2', 'tres', '[CUATRO]', 'cinco', '… 2']);
  });

  it('say what only one of them has', () => {
    expect(compareTexts('a', 'a\nb').rows).toEqual([
      { kind: 'same', text: 'a' },
      { kind: 'changed', before: undefined, after: [{ text: 'b', changed: true }] },
    ]);
    expect(side(compareTexts('todo', ''), 'before')).toEqual(['[todo]']);
    expect(side(compareTexts('', 'todo'), 'before')).toEqual([]);
  });

  it('are the same where only blank lines and line ends differ', () => {
    expect(compareTexts('a\r\n\r\nb', 'a\nb\n').rows.filter(({ kind }) => kind === 'changed')).toEqual([]);
  });
});

describe('hostile texts', () => {
  const words = (count: number, from: number): string =>
    Array.from({ length: count }, (_, n) => `p${(n * 7919 + from) % 99_991}`).join(' ');
  const cases: [string, string, string][] = [
    ['thousands of different words in one paragraph', words(60_000, 1), words(60_000, 50_000)],
    [
      'thousands of different paragraphs',
      words(30_000, 1).replaceAll(' ', '\n'),
      words(30_000, 9).replaceAll(' ', '\n'),
    ],
    ['one word of a million letters', 'a'.repeat(1_000_000), 'b'.repeat(1_000_000)],
    ['only signs', '!?'.repeat(200_000), '?!'.repeat(200_000)],
    ['only spaces between', 'a '.repeat(100_000), 'a  '.repeat(100_000)],
    [
      'lone surrogates, marks and right to left',
      '\ud800\u202e\u0301'.repeat(20_000),
      '\udc00\u202d\u0300'.repeat(20_000),
    ],
  ];

  it.each(cases)('%s end in time and lose nothing', (_name, before, after) => {
    const from = performance.now();
    const [found] = compareFields([field('x', before)], [field('x', after)]);
    // The bound is 400 ms; a loaded machine gets some more.
    expect(performance.now() - from).toBeLessThan(3000);
    const shown = (which: 'before' | 'after') => (found ? side(found, which) : []);
    if (found?.coarse && found.rows.length === 1)
      expect([shown('before'), shown('after')]).toEqual([[`[${before}]`], [`[${after}]`]]);
    expect(found?.rows.length).toBeGreaterThan(0);
  });

  it('share their time: many of them are not many times as long', () => {
    const many = (from: number) =>
      Array.from({ length: 30 }, (_, n) => field(`f${n}`, words(20_000, from + n)));
    const from = performance.now();
    expect(compareFields(many(1), many(40_000))).toHaveLength(30);
    expect(performance.now() - from).toBeLessThan(5000);
  });
});

describe('two versions', () => {
  const before = [field('título', 'A'), field('sede', 'X'), field('nota', 'n')];

  it('differ in the fields that the later one says', () => {
    const after = [field('título', 'A'), field('sede', 'Y'), field('cupo', '')];
    expect(compareFields(before, after).map(({ name }) => name)).toEqual(['sede']);
    expect(changedLabels(before, after)).toEqual(['sede']);
  });

  it('have a field that is new as put in', () => {
    const [found] = compareFields(before, [...before, field('cupo', '30')]);
    expect(found && side(found, 'after')).toEqual(['[30]']);
  });
});
