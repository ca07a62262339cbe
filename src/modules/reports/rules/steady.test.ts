import { describe, expect, it } from 'vitest';
import type { SurveySummary } from '../../surveys/index.ts';
import { type Figures, publicFigures, type PublicFigures } from './figures.ts';
import { steady } from './steady.ts';

/** So many people in two sectors, with so many noted, of whom all in one session. */
const of = (justice: number, academy: number, attended = 0, survey?: number): PublicFigures => {
  const figures: Figures = {
    people: justice + academy,
    states: {},
    ways: {},
    days: [],
    attended,
    sessions: { uno: { online: attended, in_person: 0 } },
    answers: { sector: { counts: { justice, academy }, other: 20, none: 0 } },
  };
  const answered: SurveySummary | undefined =
    survey === undefined ? undefined : { answers: survey, openAnswers: null, questions: [] };
  return { ...publicFigures(figures, { hybrid: false }), ...(answered && { survey: answered }) };
};

describe('a report published again', () => {
  it('tells nothing of the one who came between', () => {
    const before = of(30, 20, 20, 10);
    expect(steady(before, of(31, 20, 21, 11))).toEqual(before);
    // One went, one came: as many as before, and yet somebody's answer.
    expect(steady(before, of(29, 21, 20, 10))).toEqual(before);
  });

  it('has new numbers once five or more came or went', () => {
    const now = of(33, 22, 25, 15);
    expect(steady(of(30, 20, 20, 10), now)).toEqual(now);
    expect(steady(undefined, now)).toEqual(now);
    const mixed = steady(of(30, 20, 20, 10), of(31, 20, 30, 15));
    expect([mixed.people, mixed.attended, mixed.sessions, mixed.survey?.answers]).toEqual([
      50,
      30,
      { uno: 30 },
      15,
    ]);
  });

  it('takes "fewer" for up to four', () => {
    expect(steady(of(2, 1), of(5, 3)).people).toBe('fewer');
    expect(steady(of(2, 1), of(5, 4)).people).toBe(9);
  });

  it('does not let old and new together tell how few stayed away', () => {
    const mixed = steady(of(30, 20, 20), of(31, 20, 46));
    expect([mixed.people, mixed.attended]).toEqual([50, undefined]);
  });
});
