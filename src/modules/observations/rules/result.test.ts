import { describe, expect, it } from 'vitest';
import { resultOf } from './result.ts';

describe('the result of a checklist', () => {
  it('counts what was seen, a part as half, and nothing that was not', () => {
    expect(resultOf(['yes', 'yes', 'partly', 'no', 'not_observed', undefined])).toEqual({
      yes: 2,
      partly: 1,
      no: 1,
      unseen: 2,
      percent: 63,
    });
  });

  it('is no number where nothing was seen', () => {
    expect(resultOf([undefined, 'not_observed'])).toEqual({
      yes: 0,
      partly: 0,
      no: 0,
      unseen: 2,
      percent: undefined,
    });
    expect(resultOf([]).percent).toBeUndefined();
  });

  it('tells a full no from nothing seen', () => {
    expect(resultOf(['no']).percent).toBe(0);
    expect(resultOf(['yes']).percent).toBe(100);
  });
});
