import { describe, expect, it } from 'vitest';
import { bodyOf } from './body-text.ts';

describe('the text of a form', () => {
  it.each([
    ['a\r\nb\r\n', 'a\nb\n', 'a\nb\n'],
    ['a\r\nb\r\n', 'a\r\nb\r\n', 'a\r\nb\r\n'],
    // A lone line end among others: not touched, so nothing of it changes.
    ['a\r\nb\r\n', 'a\nb\r\n', 'a\nb\r\n'],
    ['a\r\nb\r\nc', 'a\r\nb\r\n', 'a\r\nb\r\nc'],
    ['a\r\nc', 'a\nb', 'a\nc'],
    ['\t x  \r\n\r\n', undefined, '\t x  \n\n'],
    ['a\u0000b\u202E', undefined, 'ab'],
    ['\uD800x', undefined, '\uFFFDx'],
  ])('%j over %j is kept as %j', (sent, stored, kept) => {
    expect(bodyOf(sent, stored)).toBe(kept);
  });
});
