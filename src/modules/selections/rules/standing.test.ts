import { describe, expect, it } from 'vitest';
import { exampleKind } from '../example-files.ts';
import { type Calendar, type DatedEvent, inOrder, standingOf } from './standing.ts';
import { computeThreshold, isOutOfReach } from './thresholds.ts';

const KIND = exampleKind();
const CALENDAR: Calendar = {
  today: '2026-03-01',
  term_starts: '2026-05-17',
  term_ends: '2030-05-16',
  known_until: null,
  holidays: { days: new Set<string>(), years: new Set<number>() },
};

let count = 0;
const event = (on: string | null, changed: Partial<DatedEvent> = {}): DatedEvent => ({
  id: `e${(count += 1)}`,
  stage: '',
  title: on ?? 'sin fecha',
  on_date: on,
  until_date: null,
  basis: 'observed',
  effect: 'none',
  to_stage: '',
  position: count,
  ...changed,
});
const stand = (events: DatedEvent[], calendar: Partial<Calendar> = {}) =>
  standingOf(events, KIND, { ...CALENDAR, ...calendar });
const brief = (events: DatedEvent[], calendar: Partial<Calendar> = {}) => {
  const { state, stage, body, next } = stand(events, calendar);
  return [state, stage?.key, body?.key, next?.stage?.key];
};

const CALLED = event('2026-01-10', { stage: 'convocatoria', effect: 'opens' });
const FILED = event('2026-02-05', { stage: 'expedientes' });
const VOTED = event('2026-03-20', { stage: 'votacion' });

describe('where a process stands', () => {
  it('is before its beginning where nothing happened', () => {
    expect(brief([])).toEqual(['not_begun', undefined, undefined, 'convocatoria']);
    expect(brief([event('2026-04-01', { stage: 'votacion', basis: 'planned' })])).toEqual([
      'not_begun',
      undefined,
      undefined,
      'votacion',
    ]);
  });

  it('is in the stage that was seen last, whose body decides, and the next one by the rules follows', () => {
    expect(brief([CALLED, FILED])).toEqual(['running', 'expedientes', 'comision', 'votacion']);
    // The order of the dates counts, not that of the file.
    expect(brief([FILED, CALLED])).toEqual(['running', 'expedientes', 'comision', 'votacion']);
  });

  it('stands still until it is taken up again', () => {
    const paused = event('2026-02-10', { effect: 'pauses' });
    expect(brief([CALLED, FILED, paused])).toEqual(['paused', 'expedientes', 'comision', 'votacion']);
    expect(stand([CALLED, FILED, paused]).turned).toBe(paused);
    const ruling = event('2026-02-12', { stage: 'expedientes' });
    expect(stand([CALLED, FILED, paused, ruling]).state).toBe('paused');
    const resumed = event('2026-02-20', { effect: 'resumes' });
    expect(brief([CALLED, FILED, paused, ruling, resumed])[0]).toBe('running');
  });

  it('goes back, is annulled, and is redone from a stage on', () => {
    const back = event('2026-03-25', { stage: 'votacion', effect: 'goes_back', to_stage: 'expedientes' });
    expect(brief([CALLED, FILED, VOTED, back])).toEqual(['running', 'expedientes', 'comision', 'votacion']);
    const annulled = event('2026-03-25', { stage: 'votacion', effect: 'annuls' });
    expect(brief([CALLED, VOTED, annulled])).toEqual(['annulled', 'votacion', 'comision', undefined]);
    const redone = { ...annulled, to_stage: 'convocatoria' };
    expect(brief([CALLED, VOTED, redone])).toEqual(['running', 'convocatoria', undefined, 'expedientes']);
    const again = event('2026-05-01', { stage: 'convocatoria', effect: 'opens' });
    expect(brief([CALLED, VOTED, annulled, again])[0]).toBe('running');
  });

  it('ends, whole or in part, and what comes after does not take it up again', () => {
    const sworn = event('2026-05-17', { stage: 'eleccion', effect: 'ends' });
    const later = event('2026-06-01', { title: 'Una sentencia' });
    expect(brief([CALLED, VOTED, sworn, later])).toEqual(['ended', 'eleccion', 'asamblea', undefined]);
    expect(stand([CALLED, sworn, later]).last).toBe(later);
    const some = event('2026-05-17', { stage: 'eleccion', effect: 'ends_in_part' });
    expect(brief([CALLED, some])[0]).toBe('ended_in_part');
    const longer = event('2026-05-20', { effect: 'extends' });
    expect([brief([CALLED, sworn, longer])[0], brief([CALLED, longer])[0]]).toEqual(['ended', 'running']);
  });

  it('says what is announced and when, and what was announced and nobody reports', () => {
    const planned = event('2026-03-10', { stage: 'votacion', basis: 'planned' });
    const { next, overdue } = stand([CALLED, FILED, planned]);
    expect([next?.event, next?.days, next?.body?.key, overdue]).toEqual([planned, 9, 'comision', []]);
    const past = stand([CALLED, FILED, planned], { today: '2026-03-15' });
    expect([past.overdue, past.next?.event, past.next?.stage?.key]).toEqual([
      [planned],
      undefined,
      'votacion',
    ]);
    // A month that has not passed is not past.
    const month = event('2026-03', { stage: 'votacion', basis: 'planned' });
    expect(stand([CALLED, FILED, month], { today: '2026-03-31' }).next).toMatchObject({
      event: month,
      days: undefined,
    });
    // What was announced for before the last thing seen is over.
    expect(stand([CALLED, planned, VOTED], { today: '2026-03-22' }).overdue).toEqual([]);
  });

  it('ends where its sources end', () => {
    expect(stand([CALLED], { known_until: '2026-02-01' }).sourcesEnd).toBe('2026-02-01');
    expect(stand([CALLED], { known_until: '2026-03-01' }).sourcesEnd).toBeUndefined();
    const sworn = event('2026-01-20', { effect: 'ends' });
    expect(stand([CALLED, sworn], { known_until: '2026-02-01' }).sourcesEnd).toBeUndefined();
  });

  it('counts deadlines from the term and from stages, with their rule', () => {
    const [call, object] = stand([CALLED, FILED, VOTED], { today: '2026-01-15' }).deadlines;
    expect(call).toMatchObject({ date: '2026-01-17', days: 2, met: '2026-01-10', inTime: true });
    // Thursday the 5th of February and three working days.
    expect(object).toMatchObject({
      date: '2026-02-10',
      met: '2026-03-20',
      inTime: false,
      leftOut: [],
      uncounted: [2026],
    });
    // A Friday, a Saturday, and a day after the deadline.
    const holidays = {
      days: new Set(['2026-02-06', '2026-02-07', '2026-02-20']),
      years: new Set([2026]),
    };
    expect(stand([CALLED, FILED], { holidays }).deadlines[1]).toMatchObject({
      date: '2026-02-11',
      met: undefined,
      inTime: undefined,
      leftOut: ['2026-02-06'],
      uncounted: [],
    });
    // No day, no countdown.
    expect(stand([event('2026-02', { stage: 'expedientes' })], { term_starts: '2026' }).deadlines).toEqual(
      [],
    );
  });
});

describe('the order of events', () => {
  it('is by date; what has none stays behind the one before it', () => {
    const [a, b, c, d] = [event('2026-02-01'), event(null), event('2026-01-05'), event('2026-02')];
    expect(inOrder([a, b, c, d]).map(({ title }) => title)).toEqual([
      '2026-01-05',
      '2026-02-01',
      'sin fecha',
      '2026-02',
    ]);
  });
});

describe('a threshold', () => {
  const share = (numerator: number, denominator: number, of: 'entitled' | 'present', beyond?: true) => ({
    formula: { share: [numerator, denominator] as [number, number], of, ...(beyond && { beyond }) },
  });

  it.each([
    [share(2, 3, 'entitled'), { entitled: 15 }, 10],
    [share(2, 3, 'entitled'), { entitled: 14 }, 10],
    [share(2, 3, 'entitled'), { entitled: 37 }, 25],
    [share(2, 3, 'entitled'), { entitled: 160 }, 107],
    [share(1, 2, 'entitled', true), { entitled: 160 }, 81],
    [share(1, 2, 'present', true), { entitled: 160, present: 151 }, 76],
    [{ formula: { fixed: 5 } }, {}, 5],
  ] as const)('of %j with %j is %i', (rule, members, needed) => {
    expect(computeThreshold(rule, members)).toMatchObject({ known: true, needed });
  });

  it('has no number where the members are not known', () => {
    expect(computeThreshold(share(2, 3, 'present'), { entitled: 15 })).toMatchObject({
      known: false,
      unknown: 'present',
    });
    expect(computeThreshold(share(2, 3, 'entitled'), {})).toMatchObject({
      known: false,
      unknown: 'entitled',
    });
  });

  it('can be out of reach with vacancies', () => {
    const computed = computeThreshold(share(2, 3, 'entitled'), { entitled: 15 });
    expect([
      isOutOfReach(computed, 9),
      isOutOfReach(computed, 10),
      isOutOfReach(computed, undefined),
    ]).toEqual([true, false, false]);
  });
});
