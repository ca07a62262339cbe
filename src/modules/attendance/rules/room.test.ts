import { describe, expect, it } from 'vitest';
import { checkRoomAddress } from './room-address.ts';
import { type RoomHours, roomState } from './room-state.ts';

const OWN = 'https://encuentro.example.org';

describe('checkRoomAddress', () => {
  it.each([
    ['https://zoom.us/j/123?pwd=abc#success', 'https://zoom.us/j/123?pwd=abc#success'],
    ['  https://meet.jit.si/Sala-Única ', 'https://meet.jit.si/Sala-%C3%9Anica'],
    ['https://vídeo.example.org/a', 'https://xn--vdeo-vpa.example.org/a'],
    ['HTTPS://Meet.Example.org', 'https://meet.example.org/'],
  ])('takes %s', (typed, address) => {
    expect(checkRoomAddress(typed, OWN)).toEqual({ ok: true, address });
  });

  it.each([
    ['http://zoom.us/j/1', 'not_https'],
    ['javascript:alert(1)', 'not_https'],
    ['data:text/html,hola', 'not_https'],
    ['zoommtg://zoom.us/join', 'not_https'],
    ['https://zoom.us@malo.example/j', 'credentials'],
    ['https://zoom.us:x@malo.example/j', 'credentials'],
    ['https://localhost/a', 'no_site'],
    ['https://sala/a', 'no_site'],
    ['https://127.0.0.1/a', 'no_site'],
    ['https://0x7f.1/a', 'no_site'],
    ['https://[::1]/a', 'no_site'],
    ['https://a.localhost/', 'no_site'],
    [`${OWN}/sala/x`, 'own_site'],
    ['https://zoom.us/j\r\nset-cookie: a=b', 'unreadable'],
    ['https://zoom.us/\u202Ej', 'unreadable'],
    [String.raw`https:\\zoom.us\j`, 'unreadable'],
    ['no es una dirección', 'unreadable'],
    ['zoom.us/j/1', 'unreadable'],
    ['', 'unreadable'],
    [`https://zoom.us/${'a'.repeat(2000)}`, 'unreadable'],
  ])('refuses %s as %s', (typed, fault) => {
    expect(checkRoomAddress(typed, OWN)).toEqual({ ok: false, fault });
  });
});

describe('roomState', () => {
  const at = (time: string) => Temporal.Instant.from(`2027-03-07T${time}Z`);
  const room: RoomHours = {
    startsAt: at('15:00:00'),
    endsAt: at('16:00:00'),
    opensMinutes: 15,
    status: 'scheduled',
    eventStatus: 'scheduled',
    hasPlace: true,
  };

  it.each([
    ['14:44:59.999', 'early'],
    ['14:45:00', 'open'],
    ['15:59:59', 'open'],
    ['16:14:59.999', 'open'],
    ['16:15:00', 'over'],
  ])('at %s is %s', (time, state) => {
    expect(roomState(room, at(time)).state).toBe(state);
  });

  it('says from when, and knows zero minutes', () => {
    expect(roomState(room, at('08:00:00'))).toEqual({ state: 'early', from: at('14:45:00') });
    expect(roomState({ ...room, opensMinutes: 0 }, at('14:59:59')).state).toBe('early');
    expect(roomState({ ...room, opensMinutes: 0 }, at('15:00:00')).state).toBe('open');
  });

  it('lets nobody into what does not take place, or without a place', () => {
    const now = at('15:10:00');
    expect(roomState({ ...room, status: 'cancelled' }, now)).toEqual({ state: 'cancelled' });
    expect(roomState({ ...room, eventStatus: 'postponed' }, now)).toEqual({ state: 'postponed' });
    expect(roomState({ ...room, hasPlace: false }, now)).toEqual({ state: 'no_place' });
    expect(roomState({ ...room, hasPlace: false }, at('17:00:00'))).toEqual({ state: 'over' });
  });
});
