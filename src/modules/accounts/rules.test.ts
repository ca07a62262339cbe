import { describe, expect, it } from 'vitest';
import {
  type Attempts,
  authenticatorUri,
  base32,
  countAttempt,
  needsSecondFactor,
  rolesOf,
} from './rules.ts';

const START = Temporal.Instant.from('2026-11-23T15:00:00Z');

describe('countAttempt', () => {
  /** Tries as soon as it may, `count` times. @returns the pauses before each, in seconds */
  function pauses(count: number): number[] {
    let before: Attempts | undefined;
    let now = START;
    return Array.from({ length: count }, () => {
      const waited = before?.blockedUntil ? before.blockedUntil.since(now).total('seconds') : 0;
      now = now.add({ seconds: Math.max(0, waited) });
      const { allowed, next } = countAttempt(before, now);
      expect(allowed).toBe(true);
      before = next;
      return Math.max(0, waited);
    });
  }

  it('lets five through and then makes them wait twice as long each time, up to a quarter of an hour', () => {
    expect(pauses(13)).toEqual([0, 0, 0, 0, 0, 15, 30, 60, 120, 240, 480, 900, 900]);
  });

  it('refuses while the pause lasts, and refusals do not lengthen it', () => {
    const before = { failures: 7, lastAt: START, blockedUntil: START.add({ seconds: 60 }) };
    expect(countAttempt(before, START.add({ seconds: 59 }))).toEqual({ allowed: false, next: before });
    expect(countAttempt(before, START.add({ seconds: 60 })).allowed).toBe(true);
  });

  it('forgets after a day', () => {
    const before = { failures: 40, lastAt: START, blockedUntil: null };
    const later = START.add({ hours: 24, seconds: 1 });
    expect(countAttempt(before, later).next).toEqual({ failures: 1, lastAt: later, blockedUntil: null });
  });
});

describe('authenticator', () => {
  it.each([
    ['', ''],
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foo', 'MZXW6'],
    ['foob', 'MZXW6YQ'],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI'],
  ])('spells %j as RFC 4648 does', (text, spelled) => {
    expect(base32(text)).toBe(spelled);
  });

  it('names organisation and account, whatever signs they hold', () => {
    expect(authenticatorUri('foobar', 'Red & Cía: más', 'ana+admin@example.org')).toBe(
      'otpauth://totp/Red%20%26%20C%C3%ADa%3A%20m%C3%A1s:ana%2Badmin%40example.org?secret=MZXW6YTBOI&issuer=Red%20%26%20C%C3%ADa%3A%20m%C3%A1s&digits=6&period=30',
    );
  });
});

describe('roles', () => {
  it('keeps what is a role, once, in order', () => {
    expect(rolesOf(['moderator', 'root', 'editor', 'editor', 'Administrator'])).toEqual([
      'editor',
      'moderator',
    ]);
  });

  it('needs a second factor when any role does', () => {
    expect(needsSecondFactor(['editor', 'administrator'], ['administrator'])).toBe(true);
    expect(needsSecondFactor(['editor'], ['administrator'])).toBe(false);
    expect(needsSecondFactor([], ['administrator'])).toBe(false);
  });
});
