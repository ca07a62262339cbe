import { describe, expect, it } from 'vitest';
import { type Claim, isEarlier, type KeptTime, placeTime } from './door-time.ts';

const at = (text: string) => Temporal.Instant.from(`2027-03-07T${text}Z`);
const ms = (text: string) => at(text).epochMilliseconds;
const FROM = at('07:00:00');
const NOW = at('20:00:00');
const HOUR = 3_600_000;
const place = (kept: Partial<KeptTime>) => {
  const placed = placeTime(
    { device: ms('09:00:00'), offset: 0, contact: ms('08:00:00'), since: null, ...kept },
    FROM,
    NOW,
  );
  return [placed.at.toString().slice(11, 19), placed.clamped];
};

describe('the time of a scan kept on a phone', () => {
  it('is that of a good clock', () => {
    expect(place({})).toEqual(['09:00:00', false]);
    expect(place({ since: HOUR })).toEqual(['09:00:00', false]);
  });

  it('is put right when the clock is wrong all the time, by a day or by years', () => {
    for (const offset of [-26 * HOUR, 5 * HOUR, 40_000 * HOUR])
      expect(place({ device: ms('09:00:00') + offset, offset })).toEqual(['09:00:00', false]);
  });

  it('believes the clock over a running time that stood still while the phone slept', () => {
    expect(place({ since: 60_000 })).toEqual(['09:00:00', false]);
  });

  it('goes by the running time when the clock was set while offline', () => {
    expect(place({ device: ms('03:00:00'), since: HOUR })).toEqual(['09:00:00', true]);
    expect(place({ device: ms('23:00:00'), since: HOUR })).toEqual(['09:00:00', true]);
  });

  it('stays between last contact and merge when nothing else is known', () => {
    expect(place({ device: ms('03:00:00') })).toEqual(['08:00:00', true]);
    expect(place({ device: ms('23:00:00') })).toEqual(['20:00:00', true]);
    expect(place({ device: ms('03:00:00'), contact: null, offset: null })).toEqual(['07:00:00', true]);
  });

  it('takes no contact outside of the work of this phone', () => {
    expect(place({ contact: ms('01:00:00'), device: ms('02:00:00') })).toEqual(['07:00:00', true]);
    expect(place({ contact: ms('23:00:00'), since: HOUR })).toEqual(['20:00:00', true]);
  });

  it('forgives two minutes', () => {
    expect(place({ device: ms('07:59:00') })).toEqual(['08:00:00', false]);
    expect(place({ device: ms('20:01:00') })).toEqual(['20:00:00', false]);
  });
});

describe('which scan is the arrival', () => {
  const claim = (id: string, time: string, clamped = false): Claim => ({ id, at: at(time), clamped });
  it('is one that can be trusted, then the earliest, then always the same', () => {
    const order = [
      claim('c', '09:00:00'),
      claim('a', '10:00:00'),
      claim('b', '10:00:00'),
      claim('d', '08:00:00', true),
      claim('e', '08:30:00', true),
    ];
    for (const [i, a] of order.entries())
      for (const [j, b] of order.entries()) expect(isEarlier(a, b), `${a.id} ${b.id}`).toBe(i < j);
  });
});
