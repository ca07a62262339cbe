import { describe, expect, it } from 'vitest';
import { isUuid } from './uuid.ts';

describe('isUuid', () => {
  it('knows ids as the database writes them', () => {
    expect(isUuid('0194d5a0-1b2c-7d3e-8f40-0123456789ab')).toBe(true);
  });

  it.each([
    '',
    'nueva',
    '0194D5A0-1B2C-7D3E-8F40-0123456789AB',
    '0194d5a01b2c7d3e8f400123456789ab',
    '0194d5a0-1b2c-7d3e-8f40-0123456789ab\n',
    ' 0194d5a0-1b2c-7d3e-8f40-0123456789ab',
    '{0194d5a0-1b2c-7d3e-8f40-0123456789ab}',
  ])('%j is none', (text) => expect(isUuid(text)).toBe(false));
});
