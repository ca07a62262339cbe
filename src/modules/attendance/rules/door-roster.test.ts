import { describe, expect, it } from 'vitest';
import { entryOf, rosterFlags } from './door-outcome.ts';
import { changedParts, digestOf, packRoster, type RosterEntry } from './door-roster.ts';

const entry = (first: number, last: number, flags = 0): RosterEntry => ({
  hash: Uint8Array.from([first, 0, 0, 0, 0, 0, 0, 0, 0, last]),
  flags,
});
const digests = (parts: readonly Uint8Array[]) => {
  const view = new DataView(new ArrayBuffer(parts.length * 4));
  parts.forEach((part, index) => view.setUint32(index * 4, digestOf(part)));
  return new Uint8Array(view.buffer);
};

describe('the roster', () => {
  const parts = packRoster([entry(255, 1, 5), entry(2, 9, 4), entry(0, 7, 1), entry(2, 3, 2)]);

  it('is in order, in 64 parts by the first bits', () => {
    expect(parts.length).toBe(64);
    expect(Buffer.from(parts[0] ?? []).toString('hex')).toBe(
      '000000000000000000070102000000000000000003020200000000000000000904',
    );
    expect(Buffer.from(parts[63] ?? []).toString('hex')).toBe('ff00000000000000000105');
    expect(parts.slice(1, 63).every((part) => part.length === 0)).toBe(true);
  });

  it('is refreshed by the parts that changed', () => {
    expect(changedParts(parts, digests(parts))).toEqual([]);
    const later = packRoster([
      entry(255, 1, 5),
      entry(2, 9, 4),
      entry(0, 7, 5),
      entry(2, 3, 2),
      entry(80, 1),
    ]);
    expect(changedParts(later, digests(parts))).toEqual([0, 20]);
    expect(changedParts(later, new Uint8Array(3)).length).toBe(64);
  });

  it('says in a byte how somebody may enter and whether they came', () => {
    expect(rosterFlags(entryOf('confirmed', 'in_person'), false)).toBe(0);
    expect(rosterFlags(entryOf('confirmed', 'online'), true)).toBe(5);
    expect(rosterFlags(entryOf('offered', 'in_person'), false)).toBe(2);
    expect(rosterFlags(entryOf('declined', 'in_person'), false)).toBe(3);
  });
});
