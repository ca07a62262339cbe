import { describe, expect, it } from 'vitest';
import { codeOf } from './worker.ts';

describe('codeOf', () => {
  it.each([
    ['ximena@people.example', 'string'],
    [undefined, 'undefined'],
    [new TypeError('ximena@people.example'), 'TypeError'],
    [Object.assign(new TypeError('x'), { code: 'ximena@people.example' }), 'TypeError'],
    [
      Object.assign(new Error('x'), { code: '23505', detail: 'Key (email)=(x) already exists' }),
      'Error 23505',
    ],
  ])('keeps of %j only %s', (thrown, code) => {
    expect(codeOf(thrown)).toBe(code);
  });
});
