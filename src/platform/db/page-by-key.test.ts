import { describe, expect, it } from 'vitest';
import { AppError } from '../errors.ts';
import { KEY, cursorOf, pageOf, readPageRequest } from './page-by-key.ts';

const kind = cursorOf({ at: KEY.instantOrNone, id: KEY.uuid });
const id = '019a0000-0000-7000-8000-000000000001';

function request(query: string) {
  return readPageRequest(new URLSearchParams(query), kind);
}

function faultOf(query: string): unknown {
  try {
    return request(query);
  } catch (error) {
    return error instanceof AppError ? { code: error.code, field: error.fields[0]?.field } : error;
  }
}

describe('a cursor', () => {
  it.each([
    { at: Temporal.Instant.from('2026-03-07T14:00:00.123456Z'), id },
    { at: null, id },
  ])('brings its key back: $at', (key) => {
    const text = kind.write(key);
    expect(text).toMatch(/^[\w-]+$/);
    const back = kind.read(text);
    expect(String(back.at)).toBe(String(key.at));
    expect(back.id).toBe(id);
  });

  it.each([
    'x',
    '%00',
    Buffer.from('{}').toString('base64url'),
    Buffer.from('["2026-03-07T14:00:00Z"]').toString('base64url'),
    Buffer.from(`["yesterday","${id}"]`).toString('base64url'),
    Buffer.from(`["+010000-01-01T00:00:00Z","${id}"]`).toString('base64url'),
    Buffer.from(`["9999-12-31T23:59:59-12:00","${id}"]`).toString('base64url'),
    Buffer.from(`["0000-01-01T00:00:00Z","${id}"]`).toString('base64url'),
    Buffer.from(`["","x' or 1=1"]`).toString('base64url'),
    Buffer.from(`["",1]`).toString('base64url'),
  ])('that nobody made is refused: %s', (text) => {
    expect(faultOf(`after=${encodeURIComponent(text)}`)).toEqual({ code: 'invalid', field: 'after' });
  });
});

describe('a page', () => {
  it('has a next one when a row is left over', () => {
    expect(pageOf([1, 2, 3], 2, String)).toEqual({ items: [1, 2], next: '2' });
    expect(pageOf([1, 2], 2, String)).toEqual({ items: [1, 2], next: undefined });
    expect(pageOf([], 2, String)).toEqual({ items: [], next: undefined });
  });

  it('has 50 items unless told, never more than 100', () => {
    expect(request('')).toEqual({ after: undefined, limit: 50 });
    expect(request('limit=100').limit).toBe(100);
    for (const limit of ['0', '101', '-1', '1e2', '', ' 5', '٥', '99999999999'])
      expect(faultOf(`limit=${encodeURIComponent(limit)}`)).toEqual({ code: 'invalid', field: 'limit' });
  });
});
