import { describe, expect, it } from 'vitest';
import { freeSlug, slugOf } from './slug.ts';

describe('the name of a thing in its address', () => {
  it.each([
    ['Encuentro de Justicia Abierta 2023', 'encuentro-de-justicia-abierta-2023'],
    ['  ¿Quién elige a la Ñata?  ', 'quien-elige-a-la-nata'],
    ["K'iche’ — ﬁn", 'k-iche-fin'],
    ['日本', ''],
    [`${'a'.repeat(50)} ${'b'.repeat(50)}`, 'a'.repeat(50)],
    ['c'.repeat(100), 'c'.repeat(80)],
  ])('of %j is %j', (text, slug) => {
    expect(slugOf(text)).toBe(slug);
  });

  it('is numbered when taken', () => {
    expect(freeSlug('Panel', new Set(['panel', 'panel-2']))).toBe('panel-3');
    expect(freeSlug('Panel', new Set())).toBe('panel');
  });
});
