import { describe, expect, it } from 'vitest';
import { type PlacesFacts, roomLeft } from './scarcity.ts';

const UNLIMITED: PlacesFacts = {
  mode: 'hybrid',
  capacity_total: null,
  capacity_online: null,
  capacity_in_person: null,
  taken_online: 0,
  taken_in_person: 0,
};

function left(facts: Partial<PlacesFacts>): string[] {
  return roomLeft({ ...UNLIMITED, ...facts }).map((r) => `${r.attendance} ${r.left}`);
}

describe('room left', () => {
  it('is free where no capacity is set, also before anybody has registered', () => {
    expect(left({ taken_online: 9000 })).toEqual(['in_person free', 'online free']);
    expect(left({ taken_online: null, taken_in_person: null })).toEqual(['in_person free', 'online free']);
  });

  it.each([
    [200, 179, 'free'],
    [200, 180, 'few'],
    [200, 199, 'few'],
    [200, 200, 'none'],
    [200, 201, 'none'],
    [20, 14, 'free'],
    [20, 15, 'few'],
    [0, 0, 'none'],
  ])('of %i places with %i taken is %s', (capacity, taken, word) => {
    expect(left({ mode: 'in_person', capacity_in_person: capacity, taken_in_person: taken })).toEqual([
      `in_person ${word}`,
    ]);
  });

  it('is bound by the total in both ways of attending', () => {
    expect(left({ capacity_total: 100, taken_online: 60, taken_in_person: 40 })).toEqual([
      'in_person none',
      'online none',
    ]);
    expect(left({ capacity_total: 100, capacity_in_person: 40, taken_in_person: 40 })).toEqual([
      'in_person none',
      'online free',
    ]);
  });
});
