import { describe, expect, it } from 'vitest';
import { callCloses, callWindow } from './call.ts';
import { mayNotify, ownActions, shownAs } from './contribution.ts';
import { masked } from './masked.ts';
import { DEFAULT_CRITERIA, meanOf, sightOf, summaryOf } from './review.ts';
import { searchWords } from './search.ts';

const at = (iso: string) => Temporal.Instant.from(iso);
const edition = { status: 'scheduled', starts_at: at('2027-03-07T14:00:00Z') } as const;
const call = { opens_at: at('2026-12-01T06:00:00Z'), closes_at: at('2027-01-16T06:00:00Z') };

describe('the call', () => {
  it('includes its opening and not its deadline', () => {
    const states = [
      '2026-12-01T05:59:59.999Z',
      '2026-12-01T06:00:00Z',
      '2027-01-16T05:59:59.999Z',
      '2027-01-16T06:00:00Z',
    ].map((now) => callWindow(call, edition, at(now)));
    expect(states).toEqual(['soon', 'open', 'open', 'closed']);
  });
  it('without a deadline, or with a later one, ends when the edition begins', () => {
    expect(callCloses({ ...call, closes_at: null }, edition)).toEqual(edition.starts_at);
    expect(callCloses({ ...call, closes_at: at('2028-01-01T00:00:00Z') }, edition)).toEqual(
      edition.starts_at,
    );
  });
  it('is none without an opening, and closed when the edition is called off', () => {
    const now = at('2026-12-24T00:00:00Z');
    expect(callWindow(undefined, edition, now)).toBe('none');
    expect(callWindow({ opens_at: null, closes_at: null }, edition, now)).toBe('none');
    expect(callWindow(call, { ...edition, status: 'cancelled' }, now)).toBe('closed');
    expect(callWindow(call, { ...edition, status: 'postponed' }, now)).toBe('open');
  });
});

describe('an author', () => {
  const standing = { state: 'submitted', published: false, kept: true } as const;
  it('can change until the deadline, and what was accepted with changes until it is published', () => {
    expect(ownActions(standing, 'open')).toEqual(['change', 'consent', 'withdraw']);
    expect(ownActions(standing, 'closed')).toEqual(['consent', 'withdraw']);
    expect(ownActions({ ...standing, state: 'changes' }, 'closed')).toEqual([
      'change',
      'consent',
      'withdraw',
    ]);
    expect(ownActions({ ...standing, state: 'changes', published: true }, 'open')).toEqual(['withdraw']);
  });
  it('can withdraw for ever, once', () => {
    expect(ownActions({ state: 'accepted', published: true, kept: false }, 'closed')).toEqual(['withdraw']);
    expect(ownActions({ ...standing, state: 'withdrawn' }, 'open')).toEqual([]);
  });
  it('is named as they wished', () => {
    const who = { name: 'Ana Ficticia', coauthors: ['Eva Inventada'], organization: 'Casa Ejemplo' };
    expect(shownAs({ ...who, appears: 'name' })).toEqual({
      authors: ['Ana Ficticia', 'Eva Inventada'],
      organization: 'Casa Ejemplo',
    });
    expect(shownAs({ ...who, appears: 'organization' })).toEqual({
      authors: [],
      organization: 'Casa Ejemplo',
    });
    expect(shownAs({ ...who, appears: 'reserved' })).toEqual({ authors: [], organization: '' });
  });
  it('is written to, on a stranger’s word, once in ten minutes', () => {
    const now = at('2026-12-24T12:00:00Z');
    expect(mayNotify(null, now)).toBe(true);
    expect(mayNotify(at('2026-12-24T11:50:00.001Z'), now)).toBe(false);
    expect(mayNotify(at('2026-12-24T11:50:00Z'), now)).toBe(true);
  });
});

describe('reviews', () => {
  const criteria = [
    { key: 'relevance', weight: 3 },
    { key: 'clarity', weight: 1 },
    { key: 'evidence', weight: 0 },
  ];
  it('count by their weights; what is not asked does not count', () => {
    expect(meanOf({ relevance: 5, clarity: 1, evidence: 1 }, criteria)).toBe(4);
    expect(meanOf({ clarity: 2 }, criteria)).toBe(2);
    expect(meanOf({}, criteria)).toBeUndefined();
  });
  it('come to a mean, a spread and one figure for each criterion', () => {
    const given = [
      { relevance: 5, clarity: 1 },
      { relevance: 1, clarity: 5 },
    ];
    expect(summaryOf(given, criteria)).toEqual({
      reviews: 2,
      mean: 3,
      spread: 2,
      byCriterion: [
        { key: 'relevance', mean: 3 },
        { key: 'clarity', mean: 3 },
      ],
    });
    expect(summaryOf([], DEFAULT_CRITERIA)).toBeUndefined();
  });
  it('of others are seen after one’s own, and by nobody with an interest', () => {
    expect(sightOf('assigned', true)).toEqual({ text: true, others: false });
    expect(sightOf('given', false)).toEqual({ text: true, others: true });
    expect(sightOf('recused', true)).toEqual({ text: false, others: false });
    expect(sightOf(undefined, false)).toEqual({ text: false, others: false });
    expect(sightOf(undefined, true)).toEqual({ text: true, others: true });
  });
});

describe('hiding names', () => {
  const hide = (text: string) => masked(text, ['Xóchitl Íñiguez Paz'], ['Casa Ficticia', 'xi@ejemplo.test']);
  it('finds them blind to case and accents, whole or by a longer word', () => {
    expect(hide('Yo, XOCHITL iñiguez paz, de la casa  FICTICIA (xi@ejemplo.test).')).toBe(
      'Yo, ▇▇▇, de la ▇▇▇ (▇▇▇).',
    );
    expect(hide('La doctora Iñiguez llegó.')).toBe('La doctora ▇▇▇ llegó.');
  });
  it('takes any signs in a name as signs', () => {
    expect(masked('Soy Ana-María O’Íñigo', ['Ana-María O’Íñigo'], [])).toBe('Soy ▇▇▇');
    const signs = String.raw`^$.*+?()[]{}|/\-`;
    expect(masked(`Aquí x${signs}x.`, [], [`x${signs}x`])).toBe('Aquí ▇▇▇.');
  });
  it('leaves everything else as it is', () => {
    const text = 'En paz y sin xochitlán: 👩‍⚖️ «Íñiguezes» a\u0301';
    expect(hide(text)).toBe(text);
    expect(masked('texto (con) [signos] .*+?', [], [])).toBe('texto (con) [signos] .*+?');
    expect(masked('a (b+c] d', ['(b+c]x'], [])).toBe('a (b+c] d');
  });
});

describe('the search', () => {
  it('takes letters and figures, blind to accents, and only so many', () => {
    expect(searchWords("Árbitro & 'x' | !(niño):*  ")).toEqual(['arbitro', 'x', 'nino']);
    expect(searchWords('uno dos tres cuatro cinco seis siete ocho nueve')).toHaveLength(8);
    expect(searchWords('—:&|!')).toEqual([]);
  });
});
